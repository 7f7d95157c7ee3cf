import type { Expected } from './cells.ts';
import type { Entity } from './import-kind.ts';

/** What is wrong. The words stand in messages.ts under the same code. */
export type FaultProblem =
  | { code: 'unexpected'; expected: Expected }
  | { code: 'personal-identity-number' }
  | { code: 'duplicate-key'; firstRow: number }
  | { code: 'unknown-reference'; entity: Entity }
  | { code: 'days-reversed'; earlier: string }
  | { code: 'not-for-type'; entity: Entity }
  | { code: 'cell-without-heading' }
  | { code: 'column-missing'; expected: Expected }
  | { code: 'column-twice' }
  | { code: 'initials-differ'; firstRow: number }
  | { code: 'team-without-board'; board: string }
  | { code: 'case-differs' }
  | { code: 'placement-differs' }
  | { code: 'no-version-in-force'; questionnaire: string }
  | { code: 'not-text' | 'quote-not-closed' | 'record-too-long' | 'empty' };

/**
 * One fault in a file. `row` as a spreadsheet counts; `column` is the heading in the file (null for the whole row);
 * `value` is what stood there, null where it must not be shown or there is nothing to show.
 */
export interface Fault {
  row: number | null;
  column: string | null;
  value: string | null;
  problem: FaultProblem;
}

/** How many faults are kept to be shown; the rest is counted. */
const shownFaults = 1_000;

/** Gathers faults, and no more of them than can be shown: a file of the wrong kind has one in every cell. */
export class FaultList {
  readonly #faults: Fault[] = [];
  #count = 0;

  add(fault: Fault): void {
    this.#count += 1;
    if (this.#faults.length < shownFaults) this.#faults.push(fault);
  }

  /** How many there are, the ones not kept included. */
  get count(): number {
    return this.#count;
  }

  /** The faults kept, by row and then in the order of the columns; those of no column in the file last. */
  inOrder(headings: readonly string[]): Fault[] {
    const place = ({ column }: Fault): number => {
      const position = column === null ? -1 : headings.indexOf(column);
      return position === -1 ? headings.length : position;
    };
    return this.#faults.toSorted(
      (one, other) => (one.row ?? 0) - (other.row ?? 0) || place(one) - place(other),
    );
  }
}
