import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import * as z from 'zod';
import { seededRandom } from '#server/demo/random.ts';
import { useCity } from './city.ts';
import { killAll, processesOf } from './kill-browser.ts';
import { asked, sections } from './visit.ts';

const city = useCity();
const kills = 30;
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

const questions = [asked.accordingToPlan, asked.activities, asked.information, asked.overall] as const;
const levels = ['Mycket bra', 'Godkänt', 'Borde kunna prestera bättre', 'Bristande'] as const;

/** What stands in the fields of the page: texts and chosen answers, by the question's id. */
const shownFields = z.record(z.string(), z.string());
type ShownFields = z.infer<typeof shownFields>;

declare global {
  /** In the page: what stands in the fields, and how the test hears of it. */
  var readFields: () => Record<string, string>;
  var shownAsSaved: (fields: Record<string, string>) => Promise<void>;
}

/**
 * Runs in the page: calls `shownAsSaved` with what stands in the fields, each time that the save line begins to say
 * that it is saved. The line and the fields are read in one go, as an eye would.
 */
const watchSaveLine = (): void => {
  let wasSaved = false;
  const readFields = (): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const question of document.querySelectorAll('section.question')) {
      found[`${question.id} text`] = question.querySelector('textarea')?.value ?? '';
      found[`${question.id} choice`] = question.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
    }
    return found;
  };
  Object.assign(globalThis, { readFields });
  new MutationObserver(() => {
    const isSaved = document.querySelector('header .end time') !== null;
    if (isSaved && !wasSaved) void globalThis.shownAsSaved(readFields());
    wasSaved = isSaved;
  }).observe(document, { childList: true, subtree: true });
};

test(`nothing that was shown as saved is missing after ${kills} kills of the browser`, async () => {
  test.setTimeout(420_000);
  const random = seededRandom(seed);
  const tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  const { followUpId } = await tablet.openVisit('A.K.');
  await tablet.visit.go(sections.assessment);
  await tablet.visit.answer(asked.overall, 'Godkänt');
  await tablet.visit.isSaved();
  await tablet.switchOff();

  let confirmed: ShownFields = {};
  let clicked = 'acceptable';
  let confirmations = 0;
  let promised = Promise.withResolvers<void>();
  let lost = 0;
  const began = Date.now();
  for (let round = 0; round <= kills; round += 1) {
    await tablet.startBrowser();
    const { page, visit } = tablet;
    const processes = await processesOf(tablet);
    // Not waited for, and after the kill never answered: what was heard by then is what counts.
    await page.exposeFunction('shownAsSaved', (fields: unknown) => {
      confirmed = shownFields.parse(fields);
      confirmations += 1;
      promised.resolve();
    });
    await page.addInitScript(watchSaveLine);
    await page.goto(`${tablet.origin}/uppfoljning/${followUpId}`);
    // It opens where it was left.
    await expect(visit.heading).toHaveText(sections.assessment);
    await visit.comment(asked.overall).waitFor();

    const kept = shownFields.parse(await page.evaluate(() => globalThis.readFields()));
    for (const [field, shown] of Object.entries(confirmed)) {
      // Texts only grow here; a choice may have been made anew between the last word of the save line and the kill.
      const isThere = field.endsWith('text')
        ? (kept[field] ?? '').startsWith(shown)
        : [shown, field.includes('overall') ? clicked : shown].includes(kept[field] ?? '');
      if (!isThere) lost += 1;
      expect
        .soft(isThere, `seed ${seed}, round ${round}: ${field} was "${shown}", is "${kept[field]}"`)
        .toBe(true);
    }
    if (round === kills) break;

    confirmed = kept;
    promised = Promise.withResolvers<void>();
    const question = questions[random.below(questions.length)] ?? asked.overall;
    const level = levels[random.below(levels.length)] ?? 'Godkänt';
    const field = visit.comment(question);
    await field.focus();
    await field.press('Control+End');
    const typing = page.keyboard.type(`${round} Samtal och aktiviteter enligt planen, `.repeat(4), {
      delay: 4,
    });
    const choosing = sleep(random.below(300)).then(async () => {
      clicked = {
        'Mycket bra': 'very-good',
        Godkänt: 'acceptable',
        'Borde kunna prestera bättre': 'could-be-better',
        Bristande: 'deficient',
      }[level];
      await visit.chosen(asked.overall, level).check({ force: true });
    });
    const ended = Promise.allSettled([typing, choosing]);
    // In most rounds something has been promised by then; in some it may not even have been typed.
    if (random.below(4) > 0) await Promise.race([promised.promise, sleep(1_000)]);
    await sleep(random.below(400));
    const closed = new Promise((resolve) => tablet.context.once('close', resolve));
    killAll(processes);
    await Promise.all([closed, ended]);
  }
  console.log(
    `Browser killed ${kills} times (seed ${seed}): ${confirmations} times shown as saved, ${lost} lost; ` +
      `${Math.round((Date.now() - began) / kills)} ms a round`,
  );
  // A net without a hole big enough: in most rounds there was something to lose.
  expect(confirmations).toBeGreaterThan(kills);
  expect(lost).toBe(0);
});
