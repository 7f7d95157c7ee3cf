import * as z from 'zod/mini';

/**
 * A random id (UUID version 4), made by whoever makes the thing. Never version 7: that one tells the time,
 * and ids lie in the clear on the tablet.
 */
export const id = z.uuidv4();

/** Stable external or authored name: letters, digits, dots and hyphens. */
export const name = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));

/**
 * The name of a question, a group or a repeat, as XLSForm has it: letters, digits, `_`, `-` and `.`, a letter or `_`
 * first. What every object of the language has a property of already (`constructor`) is no name.
 */
export const questionName = z
  .string()
  .check(
    z.regex(
      /^(?!__|(?:constructor|toString|toLocaleString|valueOf|hasOwnProperty|isPrototypeOf|propertyIsEnumerable)$)[\p{L}_][\p{L}\p{M}\p{N}_.-]{0,63}$/u,
    ),
  );

/** The name of a choice: anything but spaces, since several are stored with spaces between them elsewhere. */
export const choiceName = z.string().check(z.regex(/^\S{1,64}$/u));

/** A calendar day, ISO 8601 (`2026-10-12`), read in Europe/Stockholm. */
export const day = z.iso.date();

/** A time of day on the clock (`09.30` is written `09:30`). */
export const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** An instant, ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime();
