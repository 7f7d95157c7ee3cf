const hourInStockholm = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  hour: '2-digit',
  hourCycle: 'h23',
});

const hourLong = 3_600_000;
/** The last hour that was asked for: Stockholm's begin when those of UTC do, and the log asks at each of its rows. */
let last = { since: Number.NaN, isNight: false };

/** Between 22 and 6 in Stockholm: when an office is closed. */
export const isNight = (at: Date): boolean => {
  const since = Math.floor(at.getTime() / hourLong);
  if (since !== last.since) {
    const hour = Number(hourInStockholm.format(at));
    last = { since, isNight: hour >= 22 || hour < 6 };
  }
  return last.isNight;
};

const lettersOf = (initials: string): string => initials.replaceAll(/\P{L}/gu, '').toUpperCase();

/** Whether two people's initials are the same, however they are written. */
export const hasSameInitials = (one: string | undefined, other: string): boolean =>
  one !== undefined && lettersOf(one) !== '' && lettersOf(one) === lettersOf(other);
