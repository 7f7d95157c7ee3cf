const inStockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** The calendar day of an instant in Europe/Stockholm, `2026-10-12`: days and deadlines are the city's. */
export const dayInStockholm = (at: Date): string => inStockholm.format(at);
