/** Made when first needed: to make it takes a tablet longer than all that it ever formats. */
let formatter: Intl.DateTimeFormat | undefined;

/** In no quarter of an hour does the day change in the middle, for offsets are whole quarters: asked once each. */
const quarter = 15 * 60_000;
let last = { quarter: Number.NaN, day: '' };

/** The calendar day of an instant in Stockholm, ISO 8601: days and weeks are the city's, wherever the server stands. */
export const dayIn = (instant: Date): string => {
  const asked = Math.floor(instant.getTime() / quarter);
  if (asked === last.quarter) return last.day;
  formatter ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  last = { quarter: asked, day: formatter.format(instant) };
  return last.day;
};

/** The day so many days later, or earlier where the number is negative. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from one day to another; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
