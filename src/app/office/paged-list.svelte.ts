import type { Result } from '#domain/result.ts';
import type { OfficeProblem } from './api.ts';

export interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly cursor: string | null;
}

type ReadPage<Row> = (cursor: string | null) => Promise<Result<PageOf<Row>, OfficeProblem>>;

/** A list that is fetched a page at a time. */
export class PagedList<Row> {
  rows = $state.raw<readonly Row[]>([]);
  /** Whether there is more to fetch. */
  hasMore = $state(false);
  isLoading = $state(false);
  /** Whether the first page has come. */
  isReady = $state(false);
  problem = $state.raw<OfficeProblem | null>(null);

  #cursor: string | null = null;
  #read: ReadPage<Row> | null = null;
  #asked = 0;

  /** Shows another list from its beginning. What was shown stays until it comes. */
  async show(read: ReadPage<Row>): Promise<void> {
    this.#read = read;
    await this.#load(null);
  }

  /** Fetches the next page, unless one is on its way. */
  async more(): Promise<void> {
    if (this.hasMore && !this.isLoading) await this.#load(this.#cursor);
  }

  /** Takes rows away that no longer belong to the list. */
  keep(stays: (row: Row) => boolean): void {
    this.rows = this.rows.filter(stays);
  }

  /** Puts what has become of a row in its place. */
  change(of: (row: Row) => Row): void {
    this.rows = this.rows.map(of);
  }

  async #load(cursor: string | null): Promise<void> {
    if (this.#read === null) return;
    const asked = ++this.#asked;
    this.isLoading = true;
    const answered = await this.#read(cursor);
    if (asked !== this.#asked) return;
    this.isLoading = false;
    this.problem = answered.ok ? null : answered.problem;
    if (!answered.ok) return;
    this.rows = cursor === null ? answered.value.rows : [...this.rows, ...answered.value.rows];
    this.#cursor = answered.value.cursor;
    this.hasMore = this.#cursor !== null;
    this.isReady = true;
  }
}
