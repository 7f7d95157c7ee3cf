import { expect, test } from '@playwright/test';
import { watchPage } from '../benchmark/browser-watch.ts';
import { wholeAnswers } from '../server/seed.ts';
import { buildLaterVersion } from './app-versions.ts';
import { useCity } from './city.ts';
import { startFront, type FaultyFront } from './faulty-front.ts';
import { lookAtAll } from './looks.ts';
import type { Tablet } from './tablet.ts';
import { asked, sections } from './visit.ts';

const city = useCity();
let front: FaultyFront;
let versions: Awaited<ReturnType<typeof buildLaterVersion>>[] = [];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  [front, ...versions] = await Promise.all([
    startFront(city.register.port),
    buildLaterVersion(1),
    buildLaterVersion(2),
  ]);
});
test.afterAll(async () => {
  await front.close();
  for (const version of versions) await version.remove();
});

declare global {
  /** In the page: set once, and gone with a reload. */
  var isTheSamePage: boolean | undefined;
}

/** The register cannot be reached, but the files of the app can. */
const withoutRegister: FaultyFront['fault'] = (_method, path) =>
  path.startsWith('/api/') ? { kind: 'reset' } : null;

const versionOf = (tablet: Tablet): Promise<string | null> =>
  tablet.page.locator('meta[name=version]').getAttribute('content');

/** Versions of the person's own store, as the browser counts them: ten to each of ours. */
const schemaOf = async (tablet: Tablet): Promise<number | undefined> =>
  tablet.page.evaluate(async () => {
    const stores = await indexedDB.databases();
    return stores.find(({ name }) => name?.startsWith('foljsam-'))?.version;
  });

/** What the page next says to a service worker is lost, as when the browser cannot wake it. */
const loseNextWord = ({ page }: Tablet): Promise<void> =>
  page.evaluate(() => {
    const { postMessage } = ServiceWorker.prototype;
    ServiceWorker.prototype.postMessage = () => {
      ServiceWorker.prototype.postMessage = postMessage;
    };
  });

/** Lets the version that waits take over, and waits until it answers. */
const sayNow = ({ page }: Tablet): Promise<void> =>
  page.evaluate(async () => {
    const { waiting } = await navigator.serviceWorker.ready;
    if (waiting === null) throw new Error('No version waits');
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
      waiting.postMessage({ type: 'SKIP_WAITING' });
    });
  });

/** So many visits more, each answered whole and sent as the app's own pages would; their follow-ups. */
const fillQueue = ({ page }: Tablet, visits: number): Promise<string[]> =>
  page.evaluate(
    async ([count, given]) => {
      const { call } = window.foljsamWatch;
      const found = await call('placements', '');
      const placements: readonly unknown[] = Array.isArray(found) ? found : [];
      const [placement] = placements;
      if (typeof placement !== 'object' || placement === null || !('placementId' in placement))
        throw new Error('There is nobody to visit');
      const made: string[] = [];
      for (let visit = 0; visit < count; visit += 1) {
        const followUpId = String(await call('startUnplanned', placement.placementId));
        await call('openFollowUp', followUpId);
        for (const [question, answer] of given)
          await call('recordAnswer', followUpId, question, answer, false);
        const sent = await call('submit', followUpId);
        if (JSON.stringify(sent).includes('"ok":false')) throw new Error(JSON.stringify(sent));
        await call('closeFollowUp', followUpId);
        made.push(followUpId);
      }
      return made;
    },
    [visits, Object.entries(wholeAnswers()).filter(([question]) => question !== 'date')] as const,
  );

test('two updates of app and schema in a row, offline, with three drafts and a full queue', async () => {
  test.setTimeout(150_000);
  const tablet = await city.tablet(front.origin);
  await tablet.startBrowser();
  await tablet.context.addInitScript(watchPage);
  await tablet.page.goto(front.origin);
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  front.fault = withoutRegister;

  const queued: string[] = [];
  for (const initials of ['A.K.', 'M.J.']) {
    const visit = await tablet.openVisit(initials);
    queued.push(visit.followUpId);
    await visit.carryOut();
    await visit.send();
  }
  const drafts = new Map<string, string>();
  for (const initials of ['N.S.', 'L.B.', 'E.W.']) {
    const visit = await tablet.openVisit(initials);
    const text = `Påbörjat hos ${initials} före uppdateringen.`;
    drafts.set(visit.followUpId, text);
    await visit.go(sections.assessment);
    await visit.comment(asked.overall).fill(text);
    await visit.isSaved();
  }

  // More than goes into the first batches.
  const visits = 40;
  const unplanned = await fillQueue(tablet, visits);
  const isAllThere = async (): Promise<void> => {
    await tablet.outbox.open();
    // That it was made, and its answers.
    const inLine = 2 * (visits + queued.length);
    await expect(tablet.outbox.underway.getByRole('heading', { level: 3 })).toHaveCount(inLine);
    for (const [followUpId, text] of drafts) {
      const visit = await tablet.goToVisit(followUpId);
      await expect(visit.heading).toHaveText(sections.assessment);
      await expect(visit.comment(asked.overall)).toHaveValue(text);
    }
    for (const followUpId of queued) {
      const visit = await tablet.goToVisit(followUpId);
      await expect(visit.heading).toHaveText('Uppföljningen ligger i utkorgen');
      await expect(visit.page.getByText('Maten är god.')).toBeVisible();
    }
  };
  const prompt = tablet.page.getByText('Det finns en ny version av Följsam.');
  const [openDraft = ''] = drafts.keys();
  const [before, schema] = [await versionOf(tablet), await schemaOf(tablet)];

  for (const [index, version] of versions.entries()) {
    const old = await versionOf(tablet);
    await test.step(`update ${index + 1} waits for open work, and for a word`, async () => {
      front.appFolder = version.folder;
      const visit = await tablet.goToVisit(openDraft);
      await tablet.page.evaluate(async () => {
        Object.assign(globalThis, { isTheSamePage: true });
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
      });
      // All of the app is fetched once more, on a machine that may have much else to do.
      await expect
        .poll(
          () =>
            tablet.page.evaluate(
              async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state,
            ),
          { timeout: 40_000 },
        )
        .toBe('installed');
      await visit.comment(asked.information).fill(`Skrivet medan version ${index + 1} väntade.`);
      await visit.isSaved();
      await expect(prompt).toHaveCount(0);
      await visit.page.getByRole('banner').getByRole('link', { name: 'Idag' }).click();
      await expect(prompt).toBeVisible();
      if (index === 0) await lookAtAll(tablet.page, 'a new version is there', { isMain: true });
      expect(await tablet.page.evaluate(() => globalThis.isTheSamePage)).toBe(true);
      expect(await versionOf(tablet)).toBe(old);
    });

    await test.step(`update ${index + 1} is taken with no network at all`, async () => {
      front.fault = () => ({ kind: 'reset' });
      const take = tablet.page.getByRole('button', { name: 'Byt nu' });
      await loseNextWord(tablet);
      await take.click();
      // The first time the word arrives late, when a follow-up is open; the second time it never does.
      if (index === 0) {
        const visit = await tablet.openVisit('N.S.');
        await sayNow(tablet);
        await visit.comment(asked.information).fill('Skrivet när den nya versionen hade kommit.');
        await visit.isSaved();
        expect(await tablet.page.evaluate(() => globalThis.isTheSamePage)).toBe(true);
        expect(await versionOf(tablet)).toBe(old);
        await visit.page.getByRole('banner').getByRole('link', { name: 'Idag' }).click();
        await take.click();
      }
      await expect.poll(() => versionOf(tablet), { timeout: 20_000 }).toBe(`later-${index + 1}`);
      await expect(tablet.page.getByRole('heading', { level: 1 })).toContainText('besök idag');
      await isAllThere();
      expect(await schemaOf(tablet)).toBe((schema ?? 0) + 10 * (index + 1));
      front.fault = withoutRegister;
    });
  }
  expect(before).not.toBe('later-1');

  front.fault = () => null;
  await tablet.outbox.bringHome();
  const desk = await city.desk('samordnare');
  for (const followUpId of [...queued, ...unplanned])
    expect((await desk.read(followUpId)).entry?.number).toBeTruthy();
});

test('a tab with an open follow-up goes on writing while another tab takes an update with a new schema, and takes it after', async () => {
  test.setTimeout(120_000);
  front.appFolder = null;
  const tablet = await city.tablet(front.origin);
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  const visit = await tablet.openVisit('D.H.');
  const { followUpId } = visit;
  await visit.go(sections.assessment);
  await visit.comment(asked.overall).fill('Skrivet i den gamla versionen.');
  await visit.isSaved();

  front.appFolder = versions[1]?.folder ?? null;
  const other = await tablet.openTab('/idag');
  await other.getByRole('button', { name: 'Byt nu' }).click();
  await expect(other.locator('meta[name=version]')).toHaveAttribute('content', 'later-2');
  await expect(other.getByRole('heading', { level: 1 })).toContainText('besök idag');

  await visit.comment(asked.overall).fill('Skrivet i den gamla versionen, efter bytet.');
  await visit.answer(asked.information, 'Bristande');
  await visit.isSaved();
  expect(await versionOf(tablet)).not.toBe('later-2');
  await tablet.page.getByRole('banner').getByRole('link', { name: 'Idag' }).click();
  await tablet.page.getByRole('button', { name: 'Byt nu' }).click();
  await expect.poll(() => versionOf(tablet)).toBe('later-2');
  await tablet.goToVisit(followUpId);
  await expect(visit.comment(asked.overall)).toHaveValue('Skrivet i den gamla versionen, efter bytet.');
});
