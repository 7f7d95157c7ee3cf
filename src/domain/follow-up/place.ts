import * as z from 'zod/mini';

// The patterns are written out whole: of one that is put together, a bundler keeps the pieces where nobody uses it.

/** The id of a row of a repeat: short and random, or the row's number where a count makes the rows. */
export const rowId = z.string().check(z.regex(/^[A-Za-z0-9-]{1,36}$/));

/**
 * Where an answer stands: the question's name (`age`), in a repeat after the repeat and the row (`people/7f3a/age`),
 * and so on inwards, through five repeats at most. No name is one that every object of JavaScript has.
 */
export const place = z
  .string()
  .check(
    z.regex(
      /^(?!__|(?:constructor|toString|toLocaleString|valueOf|hasOwnProperty|isPrototypeOf|propertyIsEnumerable)$)(?:[\p{L}_][\p{L}\p{M}\p{N}_.-]{0,63}\/[A-Za-z0-9-]{1,36}\/){0,5}[\p{L}_][\p{L}\p{M}\p{N}_.-]{0,63}$/u,
    ),
  );

/** A row that a place lies in. */
export interface RowPart {
  readonly repeat: string;
  readonly row: string;
}

/** The place of what is named so, in the rows from the outermost to the innermost. */
export const placeOf = (rows: readonly RowPart[], name: string): string =>
  rows.map(({ repeat, row }) => `${repeat}/${row}/`).join('') + name;

/** The rows that a place lies in, from the outermost, and the name that stands last. */
export const partsOfPlace = (at: string): { readonly rows: readonly RowPart[]; readonly name: string } => {
  const parts = at.split('/');
  const rows: RowPart[] = [];
  for (let index = 0; index + 2 < parts.length; index += 2)
    rows.push({ repeat: parts[index] ?? '', row: parts[index + 1] ?? '' });
  return { rows, name: parts.at(-1) ?? '' };
};

/** The name of the question, group or repeat at a place. */
export const nameAt = (at: string): string => at.slice(at.lastIndexOf('/') + 1);
