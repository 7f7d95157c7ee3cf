import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  containsPersonalIdentityNumber,
  findPersonalIdentityNumbers,
  hasRightCheckDigit,
} from '#domain/organisation/personal-identity-number.ts';

/** Numbers are put together here, so that none stands in the code. */
function checkDigitOf(nineDigits: string): string {
  for (const digit of '0123456789') if (hasRightCheckDigit(nineDigits + digit)) return digit;
  throw new Error(`No check digit fits ${nineDigits}`);
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

interface Number12 {
  century: string;
  date: string;
  lastFour: string;
  wrongLastFour: string;
}

const numbers: fc.Arbitrary<Number12> = fc
  .record({
    year: fc.integer({ min: 1890, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    isCoordinationNumber: fc.boolean(),
    serial: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ year, month, day, isCoordinationNumber, serial }) => {
    const date = pad(year % 100, 2) + pad(month, 2) + pad(isCoordinationNumber ? day + 60 : day, 2);
    const three = pad(serial, 3);
    const digit = checkDigitOf(date + three);
    return {
      century: String(year).slice(0, 2),
      date,
      lastFour: three + digit,
      wrongLastFour: three + String((Number(digit) + 1) % 10),
    };
  });

/** Text that cannot lengthen a run of digits, nor put a plus in front of one. */
const surroundings = fc.string({ maxLength: 20 }).filter((text) => !/[\d+]/.test(text));
const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'0123456789'), { minLength, maxLength })
    .map((characters) => characters.join(''));

describe('personal identity numbers', () => {
  it('are found in 10 and 12 digits, with and without a separator, wherever they stand', () => {
    const separator = fc.constantFrom('', '-', '+', ' ', ' - ', '–', '\u2011', '−');
    fc.assert(
      fc.property(
        numbers,
        fc.boolean(),
        separator,
        surroundings,
        surroundings,
        (number, isLong, between, before, after) => {
          const written = (isLong ? number.century : '') + number.date + between + number.lastFour;
          const text = before + written + after;
          expect(findPersonalIdentityNumbers(text)).toEqual([
            { start: before.length, end: before.length + written.length },
          ]);
        },
      ),
    );
  });

  it('are found with a separator whatever the check digit, without one only with the right one', () => {
    fc.assert(
      fc.property(numbers, fc.boolean(), ({ century, date, wrongLastFour }, isLong) => {
        const written = (isLong ? century : '') + date;
        expect(containsPersonalIdentityNumber(`${written}-${wrongLastFour}`)).toBe(true);
        expect(containsPersonalIdentityNumber(`${written}+${wrongLastFour}`)).toBe(true);
        expect(containsPersonalIdentityNumber(written + wrongLastFour)).toBe(false);
        expect(containsPersonalIdentityNumber(`${written} ${wrongLastFour}`)).toBe(false);
      }),
    );
  });

  it('are not found inside a longer run of digits', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('', '-'),
        digits(1, 6),
        ({ century, date, lastFour }, separator, more) => {
          // Beside the separator there may by chance stand a whole number of its own, and that is found.
          fc.pre(!containsPersonalIdentityNumber(lastFour + more));
          fc.pre(!containsPersonalIdentityNumber(more + century + date));
          expect(containsPersonalIdentityNumber(`${century}${date}${separator}${lastFour}${more}`)).toBe(
            false,
          );
          expect(containsPersonalIdentityNumber(`${more}${century}${date}${separator}${lastFour}`)).toBe(
            false,
          );
        },
      ),
    );
  });

  it('are each found, one after the other', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 2, maxLength: 5 }), (several) => {
        const text = several.map(({ date, lastFour }) => `${date}-${lastFour}`).join(',');
        expect(findPersonalIdentityNumbers(text)).toHaveLength(several.length);
      }),
    );
  });

  it('are found with the date in ISO form when the check digit is right', () => {
    fc.assert(
      fc.property(numbers, ({ century, date, lastFour, wrongLastFour }) => {
        const iso = `${century}${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
        expect(containsPersonalIdentityNumber(`${iso}-${lastFour}`)).toBe(true);
        expect(containsPersonalIdentityNumber(`${iso}-${wrongLastFour}`)).toBe(false);
        expect(containsPersonalIdentityNumber(iso)).toBe(false);
      }),
    );
  });
});

describe('what is no personal identity number', () => {
  it('passes: organisation numbers, whose month would be 20 or more', () => {
    fc.assert(
      fc.property(
        digits(2, 2),
        fc.integer({ min: 20, max: 99 }),
        digits(5, 5),
        fc.constantFrom('', '-', ' '),
        fc.constantFrom('', '16'),
        (group, month, rest, separator, prefix) => {
          const nine = group + String(month) + rest;
          const number = nine + checkDigitOf(nine);
          const text = `${prefix}${number.slice(0, 6)}${separator}${number.slice(6)}`;
          expect(containsPersonalIdentityNumber(text)).toBe(false);
        },
      ),
    );
  });

  it('passes: UUIDs', () => {
    fc.assert(
      fc.property(fc.uuid(), (key) => {
        expect(containsPersonalIdentityNumber(key)).toBe(false);
      }),
    );
    const unlucky = ['19' + '850312', '1234', '4321', '8123', '123412341234'].join('-');
    expect(containsPersonalIdentityNumber(unlucky)).toBe(false);
  });

  it.each([
    ['a day', '2026-10-12'],
    ['a day and a time', '2026-10-12 14:30'],
    ['an instant', '2026-10-12T14:30:00.000Z'],
    ['a period', '2026-10-12–2026-11-12'],
    ['a day without hyphens', '20261012'],
    ['a case number', '2026-001234'],
    ['a telephone number', '08-508 25 000'],
    ['a mobile number', '070-174 06 05'],
    ['a telephone number abroad', '+' + '45' + '1212' + '1234'],
    ['a day that does not exist', '20260230-1234'],
    ['29 February in a common year', '20250229-1234'],
    ['month 13', '851312-1234'],
    ['day 0', '851200-1234'],
    ['day 60, which is no day with 60 added', '851260-1234'],
    ['day 92', '851292-1234'],
    ['another century', '17851212-1234'],
    ['three digits last', '851212-123'],
    ['words', 'Hon bor kvar till den 12 december.'],
    ['nothing', ''],
  ])('passes: %s', (_what, text) => {
    expect(findPersonalIdentityNumbers(text)).toEqual([]);
  });

  it('does not hide a real number that follows', () => {
    const real = ['850312', '1234'].join('-');
    expect(findPersonalIdentityNumbers(`2026-10-12 1234 ${real}`)).toEqual([{ start: 16, end: 27 }]);
  });
});

describe('leap days', () => {
  it.each([
    ['20000229', true],
    ['19000229', false],
    ['000229', true],
    ['040229', true],
    ['050229', false],
  ])('%s', (date, isFound) => {
    expect(containsPersonalIdentityNumber([date, '1234'].join('-'))).toBe(isFound);
  });
});
