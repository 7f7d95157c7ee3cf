const hourInStockholm = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** Between 22 and 6 in Stockholm: when an office is closed. */
export const isNight = (at: Date): boolean => {
  const hour = Number(hourInStockholm.format(at));
  return hour >= 22 || hour < 6;
};

const lettersOf = (initials: string): string => initials.replaceAll(/\P{L}/gu, '').toUpperCase();

/** Whether two people's initials are the same, however they are written. */
export const hasSameInitials = (one: string | undefined, other: string): boolean =>
  one !== undefined && lettersOf(one) !== '' && lettersOf(one) === lettersOf(other);
