import { daysOf } from './moments.ts';
import type { Value } from './expression.ts';

/** Numbers closer than this are equal, as in JavaRosa: decimals are binary inside. */
const nearness = 1e-12;

const decimal = /^-?(?:\d+\.?\d*|\.\d+)$/;

/** A number in digits, never with an exponent: neither XPath nor a reader knows `1e21`. */
export const plainDecimal = (of: number): string => {
  const written = String(of);
  const [digits = '', exponent] = written.split('e');
  if (exponent === undefined) return written;
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return `${sign}${all}${'0'.repeat(point - all.length)}`;
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
};

/**
 * As a number: a text by its digits (with a comma too; neither exponents nor hexadecimal), a date as days since 1970,
 * true as 1. Empty and whatever else is NaN.
 */
export const toNumber = (value: Value): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const trimmed = value.trim().replace(',', '.');
  if (trimmed === '') return Number.NaN;
  return decimal.test(trimmed) ? Number(trimmed) : daysOf(trimmed);
};

/** As a text: whole numbers without a point, NaN as `NaN`, booleans as `true` and `false`. */
export const toText = (value: Value): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (Math.abs(value) < nearness) return '0';
  const whole = Math.round(value);
  return plainDecimal(Math.abs(value - whole) < nearness ? whole : value);
};

/** As a condition: a number that is neither 0 nor NaN, a text that is not empty (`false` and `0` as texts are true). */
export const toBoolean = (value: Value): boolean => {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? value !== '' : Math.abs(value) > nearness;
};

/** Whether nothing is there: an empty text, or NaN, which is stored as empty. */
export const isEmpty = (value: Value): boolean =>
  value === '' || (typeof value === 'number' && Number.isNaN(value));

/** `=`: as booleans where one is, as numbers where one is, else as texts; two empty texts are equal, NaN to nothing. */
export const areEqual = (left: Value, right: Value): boolean => {
  if (typeof left === 'boolean' || typeof right === 'boolean') return toBoolean(left) === toBoolean(right);
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  const [one, other] = [toNumber(left), toNumber(right)];
  return one === other || Math.abs(one - other) < nearness;
};
