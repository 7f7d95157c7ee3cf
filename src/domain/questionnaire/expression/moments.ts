import { dayIn, daysBetween } from '../../day.ts';

/** A date, with its time of day where it has one; the offset from UTC in minutes where it is written. */
export interface Moment {
  readonly day: string;
  readonly milliseconds: number | undefined;
  readonly offset: number | undefined;
}

/** A time of day, in five groups: hour, minute, second, fraction, offset. */
export const timePart = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?`;
const momentPattern = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:T${timePart})?$`);

export const twoDigits = (of: number): string => String(of).padStart(2, '0');

const offsetOf = (written: string | undefined): number | undefined => {
  if (written === undefined) return undefined;
  if (written === 'Z') return 0;
  const digits = written.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return written.startsWith('-') ? -minutes : minutes;
};

/** Milliseconds since midnight of hour, minute, second and fraction as written; undefined where no clock shows them. */
export const millisecondsOf = (parts: readonly (string | undefined)[]): number | undefined => {
  const [hour = '0', minute = '0', second = '0', fraction = '0'] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return (
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.padEnd(3, '0'))
  );
};

/** Reads an ISO date (`2026-3-1` too) or date-time; undefined where it is none or the calendar lacks it. */
export const momentOf = (text: string): Moment | undefined => {
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

/** A day in milliseconds. */
export const dayLength = 86_400_000;
/** The first millisecond of a day in UTC. */
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

let clock: Intl.DateTimeFormat | undefined;
/** How far Stockholm's clock is ahead of UTC at the instant, in milliseconds. */
export const stockholmAhead = (instant: number): number => {
  clock ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const shown = Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`);
  return Number.isNaN(shown) ? 0 : shown - Math.floor(instant / 1000) * 1000;
};

/** The instant of a date-time; without an offset it is read on Stockholm's clock. */
export const instantOf = ({ day, milliseconds = 0, offset }: Moment): number => {
  const wall = startOf(day) + milliseconds;
  if (offset !== undefined) return wall - offset * 60_000;
  return wall - stockholmAhead(wall - stockholmAhead(wall));
};

/** The day and the time of day on Stockholm's clock. */
export const onTheClock = (moment: Moment): { day: string; milliseconds: number } => {
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
