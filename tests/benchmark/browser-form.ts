import { figure, median, quantile, type Figure } from './benchmark.ts';
import type { BrowserCity } from './browser-city.ts';
import { openLock, slowness, worklistEntry, type MeasuredTablet } from './browser-tablet.ts';

const openings = 5;
/** Five questions are answered in each turn of a round: enough that the slowest twentieth is not a single answer. */
const answerTurns = 12;
const answerRounds = 5;

/** From the tap on the follow-up of 1,000 questions to its first question, on a slow tablet. */
const measureOpening = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure> => {
  const { page } = tablet;
  const times: number[] = [];
  for (let count = 0; count < openings; count += 1) {
    await tablet.throttle(1);
    await page.goto(city.origin);
    await openLock(page);
    await page.locator(worklistEntry).first().waitFor();
    await page.waitForTimeout(1_000);
    await tablet.throttle(slowness);
    const took = await page.evaluate(
      async ([entry, id]) => {
        const link = document.querySelector<HTMLAnchorElement>(entry);
        if (link === null) throw new Error('The worklist is empty');
        // It is planned for later than the list reaches.
        link.href = `/uppfoljning/${id}`;
        const begin = performance.now();
        link.click();
        const usable = await window.foljsamWatch.seen('#question-s0q0 input:enabled');
        return usable - begin;
      },
      [worklistEntry, city.planted.thousandFollowUpId] as const,
    );
    times.push(took);
  }
  return figure(
    { name: 'open 1,000 questions with 800 rules, slow tablet', value: median(times), unit: 'ms' },
    { most: 500 },
  );
};

/**
 * One answer after the other in a section of 50: what it takes to work out, and until it is painted. The slowest
 * twentieth of each round, and of those the median, so that a moment in which the machine was away does not decide. In
 * turn with it the floor: a choice ticked behind the app's back, which the browser has only to paint.
 */
const measureAnswers = async (tablet: MeasuredTablet): Promise<Figure[]> => {
  const { page } = tablet;
  // What stands below the questions comes when all of them are drawn: that belongs to the opening.
  await page.locator('.steps').waitFor();
  const rounds: { computing: number; painting: number; floor: number }[] = [];
  for (let round = 0; round < answerRounds; round += 1) {
    const measured = await page.evaluate(async (turns) => {
      const found: { computing: number; painting: number; floor: number }[] = [];
      const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
      // Turn about, so that what depends on an answer is hidden and shown again.
      for (let turn = 0; turn < turns; turn += 1)
        for (let question = 0; question < 35; question += 7) {
          const [choice, other] = turn % 2 === 0 ? ['no', 'yes'] : ['yes', 'no'];
          const inputOf = (value: string): HTMLInputElement => {
            const input = document.querySelector<HTMLInputElement>(
              `#question-s0q${question} input[value="${value}"]`,
            );
            if (input === null) throw new Error(`Question ${question} is not there`);
            return input;
          };
          const begin = performance.now();
          inputOf(choice).click();
          const computing = performance.now() - begin;
          await window.foljsamWatch.painted();
          const painting = performance.now() - begin;
          await rest();
          const ticked = performance.now();
          inputOf(other).checked = true;
          await window.foljsamWatch.painted();
          found.push({ computing, painting, floor: performance.now() - ticked });
          inputOf(choice).checked = true;
          await rest();
        }
      return found;
    }, answerTurns);
    const slowest = (part: 'computing' | 'painting' | 'floor'): number =>
      quantile(
        measured.map((each) => each[part]),
        0.95,
      );
    rounds.push({ computing: slowest('computing'), painting: slowest('painting'), floor: slowest('floor') });
  }
  const name = 'one answer among 1,000 questions, slow tablet, p95';
  const middle = (part: 'computing' | 'painting' | 'floor'): number =>
    median(rounds.map((each) => each[part]));
  return [
    figure({ name: `${name}, computing`, value: middle('computing'), unit: 'ms' }, { most: 16 }),
    figure(
      { name: `${name}, painted`, value: middle('painting'), unit: 'ms', floor: middle('floor') },
      { most: 50 },
    ),
  ];
};

/** Typing in a list of 20,000 choices, half of them filtered away: to the list that is shown. */
const measureList = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure> => {
  const { page } = tablet;
  await tablet.throttle(1);
  await page.goto(`${city.origin}/uppfoljning/${city.planted.listFollowUpId}/list`);
  await openLock(page);
  await page.locator('#question-county input[value="yes"]').click();
  await page.locator('#question-town input').click();
  await tablet.throttle(slowness);
  const times = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('#question-town input');
    if (input === null) throw new Error('The list is not there');
    const found: number[] = [];
    for (const number of [
      '1',
      '12',
      '123',
      '1234',
      '7',
      '77',
      '778',
      '90',
      '904',
      '9044',
      '3',
      '31',
      '314',
      '3146',
    ])
      for (const place of [`ort ${number}`, ` ${number}`]) {
        const begin = performance.now();
        input.value = place;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await window.foljsamWatch.painted();
        found.push(performance.now() - begin);
        const first = document.querySelector('[role="option"]')?.textContent.toLowerCase() ?? '';
        if (!first.includes(place.trim())) throw new Error(`${place} is not found: ${first}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    return found;
  });
  return figure(
    {
      name: 'type in a list of 20,000 choices to the list shown, slow tablet, p95',
      value: quantile(times, 0.95),
      unit: 'ms',
    },
    { most: 50 },
  );
};

/** What a long questionnaire costs on a slow tablet. */
export const measureForms = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure[]> => [
  await measureOpening(tablet, city),
  ...(await measureAnswers(tablet)),
  await measureList(tablet, city),
];
