import { expect, test } from 'vitest';
import { addDays, dayIn } from '#domain/day.ts';
import type { QuestionnaireVersion } from '#domain/office/questionnaires.ts';
import { format } from '#app/words/words.svelte.ts';
import { standingOf } from '#ui/pages/office/questionnaires/standing.ts';

const today = dayIn(new Date());
const day = (days: number): string => addDays(today, days);
const on = (days: number): string => format.fullDate(day(days));

const version: QuestionnaireVersion = {
  id: 'disturbances',
  version: 1,
  title: { sv: 'Störningar' },
  state: 'published',
  changedAt: `${today}T10:00:00.000Z`,
  changedBy: 'Adam Krok',
  validFrom: null,
  retiredFrom: null,
  questions: 3,
  followUps: 0,
};

test.each([
  ['a draft', null, null, `Ändrat ${on(0)} av Adam Krok`],
  ['from today', 0, null, `Gäller från ${on(0)}`],
  ['from a day to come', 7, null, `Ska gälla från ${on(7)}`],
  ['until a day to come', -7, 7, `Gäller från ${on(-7)}. Slutar gälla ${on(7)}`],
  ['not any more', -7, 0, `Gällde ${on(-7)} till ${on(0)}`],
  ['retired before its day came', 7, 0, 'Avslutad innan den började gälla'],
  ['retired from the day that it was to begin on', 7, 7, 'Avslutad innan den började gälla'],
])('a version says how it stands: %s', (_, from, to, told) => {
  const of = {
    ...version,
    validFrom: from === null ? null : day(from),
    retiredFrom: to === null ? null : day(to),
  };
  expect(standingOf(of, [of])).toBe(told);
});

test.each([
  ['since a week', -7, null, null, `Gällde ${on(-30)} till ${on(-7)}. Ersatt av version 2`],
  ['from a day to come', 7, null, null, `Gäller från ${on(-30)}. Ersätts av version 2 ${on(7)}`],
  ['from the day that it was to begin on', -30, null, null, 'Ersatt av version 2 innan den började gälla'],
  ['after it was retired', 7, null, -7, `Gällde ${on(-30)} till ${on(-7)}`],
  ['before it was to be retired', -7, null, 7, `Gällde ${on(-30)} till ${on(-7)}. Ersatt av version 2`],
  ['and that one is retired in its turn', -7, 7, null, `Gäller från ${on(-30)}`],
])('a version that a later one takes over from says so: %s', (_, from, until, retired, told) => {
  const of = { ...version, validFrom: day(-30), retiredFrom: retired === null ? null : day(retired) };
  const next = {
    ...version,
    version: 2,
    validFrom: day(from),
    retiredFrom: until === null ? null : day(until),
  };
  const draft = { ...version, version: 3, state: 'draft' as const };
  expect(standingOf(of, [draft, next, of])).toBe(told);
});
