import { describe, expect, it } from 'vitest';
import { deviceKind } from '#app/words/device-kind.ts';
import { english as englishWords } from '#app/words/en.ts';
import { dayOf, daysBetween, formatsOf } from '#app/words/format.ts';
import { swedish as swedishWords } from '#app/words/sv-all.ts';

const swedish = formatsOf('sv');
const english = formatsOf('en');

const entriesOf = (of: object): [string, unknown][] => Object.entries(of);

/** Paths of all words: 'save.saving', 'outbox.reasons.unreadable' … */
function paths(of: object, before = ''): string[] {
  return entriesOf(of).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? paths(value, `${before}${key}.`) : [`${before}${key}`],
  );
}

function texts(of: object): [string, unknown][] {
  return entriesOf(of).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? texts(value) : [[key, value] satisfies [string, unknown]],
  );
}

describe('the catalogues', () => {
  const sv = swedishWords('tablet');
  const en = englishWords('tablet');

  it('have the same keys', () => {
    expect(paths(en)).toEqual(paths(sv));
    expect(paths(sv).length).toBeGreaterThan(200);
  });

  it('say something at each key, a text where the other has a text', () => {
    const kinds = (of: object) => texts(of).map(([key, value]) => [key, typeof value]);
    expect(kinds(en)).toEqual(kinds(sv));
    const unsaid = [...texts(sv), ...texts(en)].filter(([, value]) => String(value).trim() === '');
    expect(unsaid).toEqual([]);
  });

  it('keep to the words of the visual language', () => {
    expect(sv.save.saved('10.42')).toBe('Sparat på plattan 10.42');
    expect(swedishWords('computer').save.saved('10.42')).toBe('Sparat på datorn 10.42');
    expect(swedishWords('phone').save.savedOn).toBe('Sparat på telefonen');
    expect(en.save.saved('10:42')).toBe('Saved on this tablet 10:42');
    expect(sv.track.inRegister('2026-0318')).toBe('I registret, nr 2026-0318');
    expect(JSON.stringify([sv, en])).not.toMatch(/Oops|Synkad|Fel \d|Är du säker/);
  });

  it('write numbers in words up to twelve in headings', () => {
    expect([0, 1, 2, 12, 13].map(sv.today.title)).toEqual([
      'Inga besök idag',
      'Ett besök idag',
      'Två besök idag',
      'Tolv besök idag',
      '13 besök idag',
    ]);
    expect([0, 1, 2].map(en.today.title)).toEqual(['No visits today', 'One visit today', 'Two visits today']);
    expect(sv.outbox.title(1, 3)).toBe('En behöver dig');
    expect(en.outbox.title(2, 0)).toBe('Two need you');
    expect(sv.outbox.title(0, 0)).toBe('Allt är i registret');
  });
});

describe('the device', () => {
  it('is called what it is', () => {
    expect(deviceKind({ coarsePointer: true, shortSide: 820 })).toBe('tablet');
    expect(deviceKind({ coarsePointer: true, shortSide: 390 })).toBe('phone');
    expect(deviceKind({ coarsePointer: false, shortSide: 900 })).toBe('computer');
  });
});

describe('formats', () => {
  const morning = '2026-10-12T08:42:00Z'; // 10.42 summer time in Stockholm

  it('write the time with a full stop in Swedish, in the city’s own time', () => {
    expect(swedish.time(morning)).toBe('10.42');
    expect(english.time(morning)).toBe('10:42');
    expect(swedish.time('2026-12-01T08:05:00Z')).toBe('09.05');
    expect(swedish.time('2026-10-11T22:00:00Z')).toBe('00.00');
    expect(swedish.timeOfDay('09:30')).toBe('09.30');
  });

  it('write days', () => {
    expect(swedish.date('2026-10-12')).toBe('12 oktober');
    expect(swedish.fullDate(morning)).toBe('12 oktober 2026');
    expect(swedish.shortDate('2026-10-12')).toBe('12 okt');
    expect(swedish.shortDate('2026-09-28')).toBe('28 sep');
    expect(swedish.weekdayDate('2026-10-12')).toBe('måndag 12 oktober');
    expect(swedish.weekdayDay('2026-10-15')).toBe('tors 15');
    expect(swedish.capital(swedish.weekdayDate('2026-10-12'))).toBe('Måndag 12 oktober');
    expect(english.weekdayDate('2026-10-12')).toBe('Monday 12 October');
    expect(english.shortDate('2026-10-12')).toBe('12 Oct');
  });

  it('count days by the city’s calendar', () => {
    expect(dayOf('2026-10-11T22:30:00Z')).toBe('2026-10-12');
    expect(dayOf('2026-10-12')).toBe('2026-10-12');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2); // over the end of summer time
    expect(daysBetween('2026-10-12T21:59:00Z', '2026-10-12T22:01:00Z')).toBe(1);
  });

  it('say today, yesterday, tomorrow', () => {
    expect(swedish.day(morning, morning)).toBe('idag');
    expect(swedish.day('2026-10-13', morning)).toBe('imorgon');
    expect(english.day('2026-10-11', morning)).toBe('yesterday');
    expect(swedish.day('2026-10-07', morning)).toBe('7 okt');
    expect(swedish.day('2025-10-07', morning)).toBe('7 okt 2025');
    expect(swedish.moment('2026-10-12T13:00:00Z', morning)).toBe('15.00');
    expect(swedish.moment('2026-10-07T08:12:00Z', morning)).toBe('7 okt 10.12');
  });

  it('write numbers and shares', () => {
    expect(swedish.number(1234)).toBe('1\u00a0234');
    expect(swedish.decimal(46.9)).toBe('46,9');
    expect(english.decimal(46.9)).toBe('46.9');
    expect(swedish.percent(49 / 66)).toBe('74\u00a0%');
    expect(english.percent(0.74)).toBe('74%');
    expect(swedish.days(1)).toBe('1 dag');
    expect(swedish.days(14)).toBe('14 dagar');
    expect(swedish.list(['Anna', 'Bo', 'Cecilia'])).toBe('Anna, Bo och Cecilia');
  });
});
