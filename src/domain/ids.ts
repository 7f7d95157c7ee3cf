import * as z from 'zod/mini';

/**
 * A random id (UUID version 4), made by whoever makes the thing. Never version 7: that one tells the time,
 * and ids lie in the clear on the tablet.
 */
export const id = z.uuidv4();

/** Stable external or authored name: letters, digits, dots and hyphens. */
export const name = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));

/** A calendar day, ISO 8601 (`2026-10-12`), read in Europe/Stockholm. */
export const day = z.iso.date();

/** A time of day on the clock (`09.30` is written `09:30`). */
export const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** An instant, ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime();
