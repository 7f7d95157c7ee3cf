import { expect, test, type Locator, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { startFront, type FaultyFront } from './faulty-front.ts';
import { demoPassword } from './tablet.ts';
import { asked, sections } from './visit.ts';

const city = useCity();
let front: FaultyFront;
test.beforeAll(async () => {
  front = await startFront(city.register.port);
});
test.afterAll(() => front.close());
test.afterEach(() => {
  front.fault = () => null;
});

/** Goes on with the tabulator until the thing has the focus, as somebody does who has no pointer. */
const tabTo = async (page: Page, target: Locator, most = 60): Promise<void> => {
  for (let presses = 0; presses < most; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} was not reached with the tabulator`);
};

test('a visit from signing in to sending by keyboard alone', async () => {
  test.setTimeout(120_000);
  const tablet = await city.tablet();
  await tablet.switchOn();
  const { page, visit } = tablet;
  const heading = page.getByRole('heading', { level: 1 });

  await tabTo(page, page.getByLabel('Användarnamn'));
  await page.keyboard.type('maria');
  await tabTo(page, page.getByLabel('Lösenord'));
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Välj en lösenfras');
  await tabTo(page, page.getByRole('button', { name: 'Föreslå fyra ord' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Skriv ner den')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading).toContainText('besök idag');

  await tabTo(page, page.getByRole('listitem').filter({ hasText: 'A.K.' }).getByRole('link'));
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText(sections.preparation);
  // The heading has the focus: what follows is read on from there.
  await expect(heading).toBeFocused();

  /** To the first alternative with the tabulator, down to the wanted one with the arrows. */
  const choose = async (question: string, choice: string): Promise<void> => {
    const wanted = visit.chosen(question, choice);
    const group = visit.question(question).getByRole('radiogroup').first();
    await tabTo(page, group.getByRole('radio').first());
    await page.keyboard.press('Space');
    for (let presses = 0; presses < 8 && !(await wanted.isChecked()); presses += 1)
      await page.keyboard.press('ArrowDown');
    await expect(wanted).toBeChecked();
  };

  await choose(asked.licence, 'Kontrollerat, gäller inte');
  await choose(asked.plan, 'Nej');
  await choose(asked.reports, 'Ja, i tid');
  await choose(asked.feedback, 'Ja');
  await page.keyboard.press('Control+Enter');
  await expect(heading).toHaveText(sections.client);

  await choose(asked.support, 'Till viss del');
  await tabTo(page, visit.question(asked.influence).getByText('Inte besvarad – varför?'));
  await page.keyboard.press('Enter');
  await tabTo(page, visit.chosen(asked.influence, 'Avböjde'));
  await page.keyboard.press('Space');
  await expect(visit.chosen(asked.influence, 'Avböjde')).toBeChecked();
  await choose(asked.change, 'Oförändrad');
  await tabTo(page, visit.text(asked.add));
  await page.keyboard.type('Skrivet utan pekdon.');
  await page.keyboard.press('Control+Enter');
  await expect(heading).toHaveText(sections.assessment);

  for (const question of [asked.accordingToPlan, asked.activities, asked.information, asked.overall])
    await choose(question, 'Godkänt');
  await tabTo(page, visit.question(asked.overall).getByRole('button', { name: 'Notera en avvikelse' }));
  await page.keyboard.press('Enter');
  await page.keyboard.type('Noterat utan pekdon.');
  await expect(visit.question(asked.overall).getByRole('textbox', { name: 'Vad avviker?' })).toHaveValue(
    'Noterat utan pekdon.',
  );
  await page.keyboard.press('Control+Enter');
  await expect(heading).toHaveText(sections.deviations);
  // Left out at first: sending says so, and leads there.
  await page.keyboard.press('Control+Enter');
  await expect(heading).toHaveText('Granska och skicka');
  await tabTo(page, page.getByRole('button', { name: 'Skicka uppföljningen' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'Har du sett någon brist eller avvikelse?' }));
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText(sections.deviations);
  await choose(asked.deviationFound, 'Nej');
  await page.keyboard.press('Control+Enter');
  await tabTo(page, page.getByRole('button', { name: 'Skicka uppföljningen' }));
  await page.keyboard.press('Enter');
  await expect(heading).toContainText('I registret');
  await expect(page.getByText('Noterat utan pekdon.')).toBeVisible();
});

test('a network that wants something first counts as none', async () => {
  test.setTimeout(90_000);
  const tablet = await city.tablet(front.origin);
  front.fault = (_method, path) => (path.startsWith('/api/') ? { kind: 'captive-portal' } : null);
  await tablet.switchOn();
  await tablet.page.getByLabel('Användarnamn').fill('maria');
  await tablet.page.getByLabel('Lösenord').fill(demoPassword);
  await tablet.page.getByRole('button', { name: 'Logga in' }).click();
  await expect(tablet.page.getByRole('alert')).toContainText(
    'Första gången på plattan behövs nät för att logga in.',
  );
  front.fault = () => null;
  await tablet.signIn('maria');
  await tablet.isReadyOffline();

  // Everything is answered by the network's own page, the app's files too.
  front.fault = () => ({ kind: 'captive-portal' });
  await tablet.page.reload();
  const visit = await tablet.openVisit('M.J.');
  const { followUpId } = visit;
  await visit.carryOut();
  await visit.send();
  await expect(visit.heading).toHaveText('Uppföljningen ligger i utkorgen');
  await tablet.outbox.open();
  await expect(tablet.outbox.underway).toContainText('Väntar på nät.');
  await expect(tablet.page.getByRole('banner')).toContainText('Offline');
  await tablet.page.reload();
  await expect(tablet.outbox.underway).toContainText('Havsvik stödboende');

  front.fault = () => null;
  await tablet.outbox.bringHome();
  await tablet.goToVisit(followUpId);
  await expect(visit.heading).toContainText('I registret');
});

for (const [skew, days, time] of [
  ['three days ahead', 3, '09.30'],
  ['four hundred days behind', -400, '13.15'],
] as const) {
  test(`a clock that is ${skew} is shown and never decides`, async () => {
    const tablet = await city.tablet(front.origin);
    await tablet.switchOn();
    await tablet.signIn('erik');
    await tablet.isReadyOffline();
    await tablet.worker().evaluate((milliseconds) => {
      const RealDate = Date;
      class SkewedDate extends RealDate {
        constructor(when: number | string | Date = SkewedDate.now()) {
          super(when);
        }

        static override now(): number {
          return RealDate.now() + milliseconds;
        }
      }
      Object.assign(globalThis, { Date: SkewedDate });
    }, days * 86_400_000);
    const before = Date.now();
    const row = tablet.page.getByRole('listitem').filter({ hasText: time });
    await row.getByRole('link').click();
    const { visit } = tablet;
    await visit.carryOut();
    await visit.send();
    await expect(visit.heading).toContainText(/I registret|Väntar på samordnaren/);
    const desk = await city.desk('samordnare');
    const { revisions, setAside } = await desk.read(visit.followUpId);
    const received = [...revisions.map(({ at }) => at), ...setAside.map(({ receivedAt }) => receivedAt)];
    expect(received).toHaveLength(1);
    for (const at of received) {
      expect(Date.parse(at)).toBeGreaterThanOrEqual(before - 1_000);
      expect(Date.parse(at)).toBeLessThanOrEqual(Date.now() + 1_000);
    }
  });
}

/** What a tablet tells a page that is put away, or left: it may be the last that the page hears. */
const partings = {
  göms: (): void => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'visibilityState');
  },
  lämnas: (): void => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  },
} as const;

test('what is typed in the moment before the page is hidden, left or loaded anew is there after it', async () => {
  const tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('leila');
  await tablet.page.getByRole('listitem').filter({ hasText: '09.30' }).getByRole('link').click();
  const { visit, page } = tablet;
  await visit.go(sections.assessment);
  // Without it the page does not see when all is written, and goes after a guess.
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  for (let round = 1; round <= 5; round += 1) {
    await visit.comment(asked.overall).fill(`Skrivet strax före omladdning ${round}.`);
    await page.reload();
    await expect(visit.comment(asked.overall)).toHaveValue(`Skrivet strax före omladdning ${round}.`);
  }

  // Time stands still in the page: nothing is let go of because a quarter of a second has passed.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  for (const [parting, tell] of Object.entries(partings)) {
    await visit.comment(asked.overall).fill(`Skrivet när sidan ${parting}.`);
    await expect(page.getByRole('banner')).toContainText('Sparar …');
    await page.evaluate(tell);
    await visit.isSaved();
  }
  await visit.comment(asked.overall).fill('Skrivet när fältet lämnas.');
  await expect(page.getByRole('banner')).toContainText('Sparar …');
  await page.keyboard.press('Tab');
  await visit.isSaved();
  await page.clock.resume();

  // It opens at the question where it was left, and not at the top of the page.
  await visit.comment(asked.activities).fill('Här slutade hon.');
  await page.evaluate(() => scrollTo(0, 0));
  await page.reload();
  await expect(visit.comment(asked.overall)).toHaveValue('Skrivet när fältet lämnas.');
  await expect(visit.comment(asked.activities)).toHaveValue('Här slutade hon.');
  await expect(visit.heading).toHaveText(sections.assessment);
  await expect(visit.question(asked.activities)).toBeInViewport({ ratio: 1 });
  await expect(visit.heading).not.toBeInViewport();
});

test('back in the list one is where one left it; what is opened begins at its top', async () => {
  const tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('maria');
  const { page } = tablet;
  await page.setViewportSize({ width: 820, height: 500 });
  const last = page.locator('main a[href^="/uppfoljning/"]').last();
  await last.scrollIntoViewIfNeeded();
  const heightOf = () => page.evaluate(() => scrollY);
  const left = await heightOf();
  expect(left).toBeGreaterThan(200);
  await last.click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await heightOf()).toBe(0);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('besök idag');
  await expect.poll(heightOf).toBe(left);
  await page.goForward();
  await expect(page).toHaveURL(/uppfoljning/);
  await expect(page.locator('fieldset').first()).toBeVisible();
  expect(await heightOf()).toBe(0);
});
