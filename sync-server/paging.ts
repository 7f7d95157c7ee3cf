import * as z from 'zod/mini';
import { ProblemError } from './endpoint.ts';

/** Rows in a page. */
export const pageSize = 50;

/** The place of a row in the order of its list: its sorting columns, the last of which is unique. */
export type Place = readonly (string | null)[];

/** A place as whoever asks gives it back: opaque. */
export const toCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

const place = z.array(z.nullable(z.string().check(z.maxLength(200))));

/** The place that a cursor stands for; undefined without one. What is no cursor of ours is refused. */
export const fromCursor = (cursor: string | undefined, length: number): Place | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const read = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (read.length === length) return read;
  } catch {
    // Not a cursor of ours: said below.
  }
  throw new ProblemError('invalid', { errors: [{ pointer: '/cursor', detail: 'invalid_value' }] });
};

const compare = (one: Place, other: Place): number => {
  for (const [index, left] of one.entries()) {
    const right = other[index] ?? '';
    if ((left ?? '') < right) return -1;
    if ((left ?? '') > right) return 1;
  }
  return 0;
};

/**
 * One page over several boards, or over what else is read apart, in one order. Each is read on its own, by its index, for
 * at most a page and one row more: so a page costs the same however much there is.
 */
export const pageAcross = async <Part, Row>(
  parts: readonly Part[],
  readPart: (part: Part, limit: number) => Promise<Row[]>,
  placeOf: (row: Row) => Place,
  direction: 'ascending' | 'descending' = 'ascending',
): Promise<{ rows: Row[]; cursor: string | null }> => {
  const found: Row[] = [];
  for (const part of parts) found.push(...(await readPart(part, pageSize + 1)));
  const sign = direction === 'ascending' ? 1 : -1;
  found.sort((one, other) => sign * compare(placeOf(one), placeOf(other)));
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return { rows, cursor: found.length > pageSize && last !== undefined ? toCursor(placeOf(last)) : null };
};

/** The boards of a list: all that the person coordinates, or the one asked for if it is among them. */
export const boardsAskedFor = (own: readonly string[], asked: string | undefined): readonly string[] =>
  asked === undefined ? own : own.filter((each) => each === asked);

/** Text for a LIKE that looks for it anywhere, taken literally (`ESCAPE '\\'`). */
export const likeAnywhere = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
