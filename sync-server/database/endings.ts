import type { Ending, WriteTransaction } from './database.ts';

/** What is asked of the end of the transaction under way. One that fails takes with it what it asked for. */
export class Endings {
  #asked: { readonly ending: Ending<unknown>; readonly what: unknown }[] = [];

  get length(): number {
    return this.#asked.length;
  }

  ask(ending: Ending<unknown>, what: unknown): void {
    this.#asked.push({ ending, what });
  }

  /** Forgets what was asked for since there were so many. */
  forgetFrom(length: number): void {
    this.#asked.length = length;
  }

  /** Writes everything, each ending's in one go, in the order in which they were first asked. */
  write(transaction: WriteTransaction): void {
    const byEnding = new Map<Ending<unknown>, unknown[]>();
    for (const { ending, what } of this.#asked) {
      const known = byEnding.get(ending);
      if (known) known.push(what);
      else byEnding.set(ending, [what]);
    }
    this.#asked = [];
    for (const [ending, asked] of byEnding) ending.write(transaction, asked);
  }
}
