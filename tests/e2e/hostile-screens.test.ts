import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import * as z from 'zod';
import { hostileWords } from '../server/hostile-words.ts';
import { policyFaults, strayHeaders } from '../server/header-rules.ts';
import { useCity } from './city.ts';
import { spoilRegister } from './hostile-register.ts';
import { signIn } from './tablet-screens.ts';
import { sections, Visit } from './visit.ts';
import { watchFor, type Watch } from './watch-hostile.ts';

const city = useCity();
const long = hostileWords.join('\n').slice(0, 19_500);
const parts = 10;
/** A tenth of them, as much as the shorter fields take. */
const part = (of: number): string =>
  hostileWords
    .filter((_, index) => index % parts === of % parts)
    .join(' ')
    .slice(0, 1_950);
/** Fields into which something has been typed: the next one gets the next tenth. */
let fieldsTyped = 0;

/** Somebody signed in, in a context of her own that is watched. */
const enter = async (browser: Browser, userName: string): Promise<{ page: Page; watch: Watch }> => {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    acceptDownloads: true,
    hasTouch: true,
  });
  const watch = await watchFor(context, city.origin);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(city.origin);
  await signIn(page, userName);
  return { page, watch };
};

/** Goes there as a link of the app does, without loading it anew. */
const follow = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((address) => {
    document.querySelector('h1')?.setAttribute('data-before', '');
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  // Another list of the same page keeps its heading.
  const heading = page.locator('h1:not([data-before])').first();
  await heading.waitFor({ timeout: 1_000 }).catch(() => page.locator('h1').first().waitFor());
  await page.waitForLoadState('networkidle');
};

/** Only a list of another name is another screen. */
const patternOf = (path: string): string =>
  path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replaceAll(/([?&](?!lista)\w+)=[^&]*/g, '$1');
const mostScreens = 20;
/** Of screens with the same field in every row. */
const fieldsAScreen = 4;
/** Links that only lead to a question of a page that is seen in any case, or out. */
const isLeftOut = (link: string): boolean => /^\/(api|logga|demo)|fraga=/.test(link);

/** Types into every field for words that is shown; all of them into `whole` of these. */
const typeEverywhere = async (page: Page, whole = 0, most = Infinity): Promise<number> => {
  const fields = page.locator(
    'main :is(textarea, input[type=text], input[type=search], input:not([type])):visible:enabled:not([readonly])',
  );
  const count = Math.min(most, await fields.count());
  let typed = 0;
  for (let index = 0; index < count; index += 1) {
    const field = fields.nth(index);
    fieldsTyped += 1;
    const isLine = await field.evaluate((element) => element.tagName === 'INPUT');
    const line = hostileWords[(fieldsTyped * 7) % hostileWords.length] ?? '';
    const words = isLine ? line : index < whole ? long : part(fieldsTyped);
    // What is typed may take other fields away.
    const isTyped = await field.fill(words, { timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (isTyped) typed += 1;
  }
  return typed;
};

/** Goes wherever links lead from the first pages, to one of each kind; looks, and types into what there is. */
const roam = async (page: Page, watch: Watch, begin: readonly string[]): Promise<Set<string>> => {
  const seen = new Set<string>();
  const waiting = [...begin];
  for (let path = waiting.shift(); path !== undefined && seen.size < mostScreens; path = waiting.shift()) {
    const pattern = patternOf(path);
    if (seen.has(pattern)) continue;
    seen.add(pattern);
    await follow(page, path);
    await watch.look(page, path);
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    waiting.push(...links.filter((link) => !isLeftOut(link)));
    if ((await typeEverywhere(page, 0, fieldsAScreen)) > 0) await watch.look(page, `${path}, typed`);
  }
  return seen;
};

const ofOffice = {
  samordnare: [
    '/granskning',
    '/planering',
    '/planering/ny',
    '/planering/placeringar',
    '/rapporter',
    '/konto',
  ],
  stad: ['/rapporter', '/konto'],
  admin: ['/administration', '/administration/ny', '/loggkontroll', '/gallring', '/konto'],
} as const;

test(`none of ${hostileWords.length} hostile words runs, wherever it is shown or typed`, async ({ browser }, {
  repeatEachIndex,
}) => {
  test.setTimeout(120_000);
  await city.register.kill();
  // Other words come first each time: `npm run soak:screens` goes through them all.
  expect(spoilRegister(city.register.dataDir, repeatEachIndex * 21)).toBeGreaterThan(500);
  await city.register.start();

  const { page, watch } = await enter(browser, 'maria');
  await watch.look(page, 'today');
  await page.getByRole('listitem').filter({ hasText: 'A.K.' }).getByRole('link').first().click();
  const visit = new Visit(page);
  for (const section of Object.values(sections)) {
    await visit.go(section);
    const deviations = page.getByRole('button', { name: 'Notera en avvikelse' });
    if ((await deviations.count()) > 0) await deviations.first().click();
    await typeEverywhere(page, section === sections.assessment ? 1 : 0);
    await watch.look(page, section);
  }
  const { followUpId } = visit;
  await visit.carryOut('Bristande');
  await visit.go('Granska och skicka');
  await watch.look(page, 'review');
  await visit.send();
  await expect(visit.heading).toContainText(/I registret|Väntar på samordnaren/);
  await watch.look(page, 'sent');
  const seen = await roam(page, watch, [
    '/idag',
    '/utkorg',
    '/ny-uppfoljning',
    '/konto',
    `/uppfoljning/${followUpId}/utskrift`,
  ]);
  expect(watch.happened).toEqual([]);
  expect(seen.size).toBeGreaterThan(5);
  await page.context().close();

  for (const [userName, begin] of Object.entries(ofOffice)) {
    const office = await enter(browser, userName);
    const paths = await roam(office.page, office.watch, [...begin, `/granskning/${followUpId}`]);
    expect(paths.size, userName).toBeGreaterThan(begin.length);
    if (userName === 'samordnare') await lookAtExtract(office.page, office.watch, followUpId);
    expect(office.watch.happened, userName).toEqual([]);
    await office.page.context().close();
  }
});

/** Takes everything out that is held on the client of a follow-up, and opens the file as whoever gets it would. */
const lookAtExtract = async (page: Page, watch: Watch, followUpId: string): Promise<void> => {
  const answer = await page.request.get(`${city.origin}/api/review/${followUpId}`);
  const [, caseNumber = ''] = /"caseNumber":"((?:[^"\\]|\\.)*)"/.exec(await answer.text()) ?? [];
  await follow(page, '/registerutdrag');
  await page
    .locator('main input')
    .first()
    .fill(JSON.parse(`"${caseNumber}"`) as string);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Ta ut' }).click();
  const file = join(test.info().outputPath(), 'extract.html');
  await (await downloading).saveAs(file);
  const extract = await page.context().newPage();
  await extract.goto(`file://${file}`);
  await expect(extract.locator('body')).toContainText('ran(1)');
  await expect(extract.locator('img, script, svg, iframe, a, form, input, object')).toHaveCount(0);
  expect(watch.happened).toEqual([]);
  await extract.close();
};

test('the watch sees what runs, what would have, and what asks elsewhere', async ({ browser }) => {
  const open = await browser.newContext({ bypassCSP: true });
  const loose = await watchFor(open, city.origin);
  const page = await open.newPage();
  await page.goto(city.origin);
  await page.evaluate(
    (words) => document.body.insertAdjacentHTML('beforeend', words),
    '<img src=x onerror=ran(1)>',
  );
  await expect.poll(() => loose.happened).toContain('code ran');
  await loose.look(page, 'spoilt');
  expect(loose.happened.join()).toContain('IMG onerror');
  expect(loose.happened.join()).toContain('request: ');
  await open.close();

  const guarded = await browser.newContext();
  const strict = await watchFor(guarded, city.origin);
  const other = await guarded.newPage();
  await other.goto(city.origin);
  const refused = await other.evaluate(() => {
    const ways = [
      () => document.body.insertAdjacentHTML('beforeend', '<b></b>'),
      () => document.body.setAttribute('onclick', 'ran(1)'),
      () => document.body.append(Object.assign(document.createElement('script'), { textContent: 'ran(1)' })),
    ];
    return ways.map((way) => {
      try {
        way();
        return 'nothing was refused';
      } catch (problem) {
        return String(problem);
      }
    });
  });
  expect(refused).toEqual([
    expect.stringContaining('TrustedHTML'),
    expect.stringContaining('TrustedScript'),
    expect.stringContaining('TrustedScript'),
  ]);
  await expect.poll(() => strict.happened.join()).toContain('policy: require-trusted-types-for');
  expect(strict.happened).not.toContain('code ran');
  await guarded.close();
});

test('every file of the built app is served with the headers that are promised', async () => {
  const dist = join(import.meta.dirname, '..', '..', 'dist');
  const names = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(dist.length + 1));
  const faults: string[] = [];
  const workers = names.filter((name) => /^assets\/worker-[\w-]+\.js$/.test(name));
  for (const name of names) {
    const { status, headers } = await fetch(`${city.origin}/${name}`);
    if (status !== (name === 'build.json' ? 404 : 200)) faults.push(`${name}: ${status}`);
    if (status === 200 && headers.get('content-type') === null) faults.push(`${name}: ${extname(name)}`);
    faults.push(
      ...[...policyFaults(`/${name}`, headers), ...strayHeaders(headers)].map((each) => `${name}: ${each}`),
    );
  }
  expect(faults).toEqual([]);
  // The one that may run WebAssembly.
  expect(workers).toHaveLength(1);
});

/** What a browser reads before it offers to install an app, as far as it must be there. */
const installable = z.object({
  name: z.literal('Följsam'),
  short_name: z.string().min(1).max(12),
  start_url: z.literal('/'),
  scope: z.literal('/'),
  display: z.literal('standalone'),
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), type: z.string(), purpose: z.string() })),
});

/** Width and height, as the first chunk of a PNG says them. */
const sizeOfPng = (bytes: Buffer): string => {
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
};

test('the built app can be installed: its manifest, and every icon in the size that it promises', async () => {
  const page = await (await fetch(city.origin)).text();
  const [, address = ''] = /<link rel="manifest" href="([^"]+)"/.exec(page) ?? [];
  const answer = await fetch(new URL(address, city.origin));
  expect(answer.headers.get('content-type')).toContain('application/manifest+json');
  const { icons } = installable.parse(await answer.json());
  const pictures = icons.filter(({ sizes }) => sizes !== 'any');
  for (const { src, sizes, type } of pictures) {
    const icon = await fetch(new URL(src, city.origin));
    expect(icon.headers.get('content-type'), src).toBe(type);
    expect(sizeOfPng(Buffer.from(await icon.arrayBuffer())), src).toBe(sizes);
  }
  const offered = pictures.map(({ sizes, purpose }) => `${purpose} ${sizes}`).sort();
  expect(offered).toEqual(['any 192x192', 'any 512x512', 'maskable 192x192', 'maskable 512x512']);
});
