import { Mark } from './mark.svelte.ts';

/** The row that a place lies in, the innermost; undefined where it lies in none. */
const rowAround = (place: string): string | undefined => {
  const end = place.lastIndexOf('/');
  return end < 0 ? undefined : place.slice(0, end);
};

/**
 * What of a form has been read: by name, and within repeats by row. A change is told to those that have read it alone.
 * Marks are made when what they stand for comes to be, never while something is being drawn.
 */
export class Marks {
  readonly #marks = new Map<string, Mark>();

  /** Makes the mark of a name, or of a row (`people/7f3a`), where there is none. */
  make(of: string): void {
    if (!this.#marks.has(of)) this.#marks.set(of, new Mark());
  }

  read(place: string): void {
    this.#marks.get(rowAround(place) ?? place)?.read();
  }

  /** Says that a row is being read, and all that stands in it. */
  readRow(row: string): void {
    this.#marks.get(row)?.read();
  }

  /** Tells of a change at a place: also those who have read a row that it lies in. */
  touch(place: string): void {
    let row = rowAround(place);
    if (row === undefined) this.#marks.get(place)?.touch();
    for (; row !== undefined; row = rowAround(rowAround(row) ?? '')) this.#marks.get(row)?.touch();
  }
}
