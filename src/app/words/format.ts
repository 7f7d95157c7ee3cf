import type { Language } from './language.ts';

/** A moment (milliseconds since 1970, or ISO 8601) or a calendar day (`YYYY-MM-DD`). */
export type When = number | string;

/** Days and hours are those of the city, whatever the device is set to. */
const timeZone = 'Europe/Stockholm';
const locales = { sv: 'sv-SE', en: 'en-GB' } as const;

/** Made at the first asking and then kept: on a tablet each formatter costs more than all that it ever formats. */
function onDemand<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

const isoDays = onDemand(() => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }));

/** The calendar day in the city, `YYYY-MM-DD`. */
export function dayOf(when: When): string {
  if (typeof when === 'string' && when.length === 10) return when;
  return isoDays().format(new Date(when));
}

/** Whole days from one calendar day to another; negative where the second is earlier. */
export function daysBetween(from: When, to: When): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);
}

const relative = {
  sv: { '-1': 'igår', '0': 'idag', '1': 'imorgon' },
  en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' },
} as const;

const of = (when: When) => new Date(when);

// Some versions of the locale data end short names with a full stop ("okt."), others do not.
const bare = (text: string) => text.replaceAll('.', '');

/** All formats of one language. Invalid dates throw: what comes here has been parsed. */
export function formatsOf(language: Language) {
  const locale = locales[language];
  const date = (options: Intl.DateTimeFormatOptions) => {
    const formatter = onDemand(() => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
    return { format: (when: Date) => formatter().format(when) };
  };
  const digits = (maximumFractionDigits: number) => {
    const formatter = onDemand(() => new Intl.NumberFormat(locale, { maximumFractionDigits }));
    return { format: (value: number) => formatter().format(value) };
  };
  const clock = date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dayAndMonth = date({ day: 'numeric', month: 'long' });
  const dayAndShortMonth = date({ day: 'numeric', month: 'short' });
  const weekdayLong = date({ weekday: 'long' });
  const weekdayShort = date({ weekday: 'short' });
  const monthOf = date({ month: 'long' });
  const integers = digits(0);
  const decimals = digits(1);
  const list = onDemand(() => new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }));

  const formats = {
    /** "10.42" in Swedish (the language council's form), "10:42" in English. */
    time: (when: When) =>
      language === 'sv' ? clock.format(of(when)).replace(':', '.') : clock.format(of(when)),
    /** A planned time of day, given as "09:30". */
    timeOfDay: (time: string) => (language === 'sv' ? time.replace(':', '.') : time),
    /** "12 oktober" */
    date: (when: When) => dayAndMonth.format(of(when)),
    /** "12 oktober 2026" */
    fullDate: (when: When) => `${dayAndMonth.format(of(when))} ${dayOf(when).slice(0, 4)}`,
    /** "12 okt" */
    shortDate: (when: When) => bare(dayAndShortMonth.format(of(when))),
    /** "12 okt 2026" */
    shortDateWithYear: (when: When) => `${formats.shortDate(when)} ${dayOf(when).slice(0, 4)}`,
    /** "måndag 12 oktober" */
    weekdayDate: (when: When) => `${weekdayLong.format(of(when))} ${dayAndMonth.format(of(when))}`,
    /** "ons 14" */
    weekdayDay: (when: When) => `${bare(weekdayShort.format(of(when)))} ${Number(dayOf(when).slice(8))}`,
    /** Makes ahead what the day's list is written with, which takes longer than the list. */
    prepare: () => {
      for (const each of [
        formats.weekdayDate,
        formats.weekdayDay,
        formats.shortDate,
        formats.month,
        formats.time,
      ])
        each(0);
      integers.format(0);
    },
    /** "oktober" */
    month: (when: When) => monthOf.format(of(when)),
    /** "idag", "igår", "imorgon", else "12 okt", with the year where it is not this one. */
    day: (when: When, now: When) => {
      const near = Object.entries(relative[language]).find(
        ([days]) => Number(days) === daysBetween(now, when),
      );
      if (near !== undefined) return near[1];
      return dayOf(when).slice(0, 4) === dayOf(now).slice(0, 4)
        ? formats.shortDate(when)
        : formats.shortDateWithYear(when);
    },
    /** "10.42" today, else "7 okt 10.12". */
    moment: (when: When, now: When) =>
      dayOf(when) === dayOf(now) ? formats.time(when) : `${formats.day(when, now)} ${formats.time(when)}`,
    /** "1 234" */
    number: (value: number) => integers.format(value),
    /** "46,9" */
    decimal: (value: number) => decimals.format(value),
    /** A share of 0–1 in whole percents: "74 %" (a space that does not break), "74%" in English. */
    percent: (share: number) => `${integers.format(share * 100)}${language === 'sv' ? '\u00a0' : ''}%`,
    /** "1 dag", "14 dagar" */
    days: (count: number) => {
      const nouns = language === 'sv' ? (['dag', 'dagar'] as const) : (['day', 'days'] as const);
      return `${integers.format(count)} ${count === 1 ? nouns[0] : nouns[1]}`;
    },
    /** "Anna, Bo och Cecilia" */
    list: (items: readonly string[]) => list().format(items),
    /** The first letter large, for a date that begins a line. */
    capital: (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1),
  };
  return formats;
}

export type Formats = ReturnType<typeof formatsOf>;
