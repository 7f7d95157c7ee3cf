import * as z from 'zod/mini';

const part = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_.-]{0,63}`;
const rowPart = '[A-Za-z0-9-]{1,36}';

/** The id of a row of a repeat: short and random, or the row's number where a count makes the rows. */
export const rowId = z.string().check(z.regex(new RegExp(`^${rowPart}$`)));

/** Deepest nesting of repeats. */
const deepestRows = 5;
const reserved =
  '__|(?:constructor|toString|toLocaleString|valueOf|hasOwnProperty|isPrototypeOf|propertyIsEnumerable)$';

/**
 * Where an answer stands: the question's name (`age`), in a repeat after the repeat and the row (`people/7f3a/age`),
 * and so on inwards.
 */
export const place = z
  .string()
  .check(z.regex(new RegExp(`^(?!${reserved})(?:${part}/${rowPart}/){0,${deepestRows}}${part}$`, 'u')));

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
