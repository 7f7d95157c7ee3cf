import { addDays, dayIn, daysBetween } from '../../day.ts';

/** A date, with its time of day where it has one; the offset from UTC in minutes where it is written. */
interface Moment {
  readonly day: string;
  readonly milliseconds: number | undefined;
  readonly offset: number | undefined;
}

const time = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?`;
const timePattern = new RegExp(`^${time}$`);
const momentPattern = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:T${time})?$`);

const twoDigits = (of: number): string => String(of).padStart(2, '0');

const offsetOf = (written: string | undefined): number | undefined => {
  if (written === undefined) return undefined;
  if (written === 'Z') return 0;
  const digits = written.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return written.startsWith('-') ? -minutes : minutes;
};

const millisecondsOf = (parts: readonly (string | undefined)[]): number | undefined => {
  const [hour = '0', minute = '0', second = '0', fraction = '0'] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return (
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.padEnd(3, '0'))
  );
};

/** Reads an ISO date (`2026-3-1` too) or date-time; undefined where it is none or the calendar lacks it. */
const momentOf = (text: string): Moment | undefined => {
  const found = momentPattern.exec(text.trim());
  if (!found) return undefined;
  const [year, month, date] = [found[1] ?? '', Number(found[2]), Number(found[3])];
  const day = `${year}-${twoDigits(month)}-${twoDigits(date)}`;
  const parsed = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(parsed) || !new Date(parsed).toISOString().startsWith(day)) return undefined;
  if (found[4] === undefined) return { day, milliseconds: undefined, offset: undefined };
  const milliseconds = millisecondsOf(found.slice(4, 8));
  const offset = offsetOf(found[8]);
  // At the ends of the calendar an offset could lead out of it.
  const isFarOff = offset !== undefined && (year < '1001' || year > '9998');
  return milliseconds === undefined || isFarOff ? undefined : { day, milliseconds, offset };
};

const dayLength = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

let clock: Intl.DateTimeFormat | undefined;
/** How far Stockholm's clock is ahead of UTC at the instant, in milliseconds. */
const stockholmAhead = (instant: number): number => {
  clock ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const shown = Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`);
  return Number.isNaN(shown) ? 0 : shown - Math.floor(instant / 1000) * 1000;
};

/** The instant of a date-time; without an offset it is read on Stockholm's clock. */
const instantOf = ({ day, milliseconds = 0, offset }: Moment): number => {
  const wall = startOf(day) + milliseconds;
  if (offset !== undefined) return wall - offset * 60_000;
  return wall - stockholmAhead(wall - stockholmAhead(wall));
};

/** The day and the time of day on Stockholm's clock. */
const onTheClock = (moment: Moment): { day: string; milliseconds: number } => {
  if (moment.offset === undefined) return { day: moment.day, milliseconds: moment.milliseconds ?? 0 };
  const instant = instantOf(moment);
  const wall = instant + stockholmAhead(instant);
  const day = dayIn(new Date(instant));
  return { day, milliseconds: wall - startOf(day) };
};

/** Days from 1970-01-01 to the day of a date or date-time in Stockholm; NaN for any other text. */
export const daysOf = (text: string): number => {
  const moment = momentOf(text);
  return moment ? daysBetween('1970-01-01', onTheClock(moment).day) : Number.NaN;
};

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

const clockText = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 23);

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
