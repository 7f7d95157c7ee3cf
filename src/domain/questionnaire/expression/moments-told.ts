import { addDays } from '../../day.ts';
import {
  dayLength,
  instantOf,
  millisecondsOf,
  momentOf,
  onTheClock,
  startOf,
  stockholmAhead,
  timePart,
  twoDigits,
} from './moments.ts';

const timePattern = new RegExp(`^${timePart}$`);
const clockText = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 23);

const farthestDay = 2_932_896;
/** The day so many days after 1970-01-01 (the fraction cut off); empty outside the years 0 to 9999. */
export const dayOfNumber = (days: number): string => {
  const whole = Math.trunc(days);
  const isWithin = whole >= -719_528 && whole <= farthestDay;
  return isWithin ? addDays('1970-01-01', whole) : '';
};

/** The day of a date or date-time; empty where the text is neither. */
export const dayOfText = (text: string): string => {
  const moment = momentOf(text);
  return moment ? onTheClock(moment).day : '';
};

/** An instant as ISO 8601 on Stockholm's clock, with its offset: `2026-11-22T15:00:00.000+01:00`. */
export const stockholmTime = (instant: Date): string => {
  const ahead = stockholmAhead(instant.getTime());
  const wall = new Date(instant.getTime() + ahead).toISOString().slice(0, 23);
  const minutes = Math.abs(Math.round(ahead / 60_000));
  return `${wall}${ahead < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
};

/** The date-time so many days, with a fraction, after the start of 1970 in UTC; empty where there is none such. */
export const momentOfNumber = (days: number): string =>
  dayOfNumber(days) === '' ? '' : stockholmTime(new Date(Math.round(days * dayLength)));

/** The text where it is a date or a date-time, a date with midnight; else empty. */
export const momentOfText = (text: string): string => {
  const moment = momentOf(text);
  if (!moment) return '';
  return moment.milliseconds === undefined ? `${moment.day}T00:00:00.000` : text.trim();
};

/** Days since 1970-01-01: whole for a date, with a fraction (in UTC) for a date-time; NaN for any other text. */
export const decimalDays = (text: string): number => {
  const moment = momentOf(text);
  if (!moment) return Number.NaN;
  return (moment.milliseconds === undefined ? startOf(moment.day) : instantOf(moment)) / dayLength;
};

/** The part of the day that has passed at a time or a date-time, on the clock: noon is 0.5. */
export const decimalTime = (text: string): number => {
  const found = timePattern.exec(text.trim());
  if (found) return (millisecondsOf(found.slice(1, 5)) ?? Number.NaN) / dayLength;
  const moment = momentOf(text);
  return moment ? onTheClock(moment).milliseconds / dayLength : Number.NaN;
};

const inWords = (day: string, language: string, part: 'month' | 'weekday'): string => {
  const noon = new Date(`${day}T12:00:00Z`);
  // The first part alone: `Intl` throws at tags it cannot read.
  const [spoken = 'sv'] = language.split('-');
  const known = /^[a-z]{2,3}$/.test(spoken) ? spoken : 'sv';
  return noon.toLocaleDateString(known, { timeZone: 'UTC', [part]: 'short' }).replace(/\.$/, '');
};

/** A date or date-time by a pattern of `%Y %y %m %n %b %d %e %H %h %M %S %3 %a`; empty where the text is neither. */
export const formatMoment = (text: string, pattern: string, language: string): string => {
  const moment = momentOf(text);
  if (!moment) return '';
  const { day, milliseconds } = onTheClock(moment);
  const shown = clockText(milliseconds);
  const parts: Readonly<Record<string, () => string>> = {
    Y: () => day.slice(0, 4),
    y: () => day.slice(2, 4),
    m: () => day.slice(5, 7),
    n: () => String(Number(day.slice(5, 7))),
    b: () => inWords(day, language, 'month'),
    d: () => day.slice(8, 10),
    e: () => String(Number(day.slice(8, 10))),
    H: () => shown.slice(0, 2),
    h: () => String(Number(shown.slice(0, 2))),
    M: () => shown.slice(3, 5),
    S: () => shown.slice(6, 8),
    3: () => shown.slice(9, 12),
    a: () => inWords(day, language, 'weekday'),
    '%': () => '%',
  };
  return pattern.replaceAll(
    /%([YymnbdeHhMS3a%])/g,
    (written, letter: string) => parts[letter]?.() ?? written,
  );
};
