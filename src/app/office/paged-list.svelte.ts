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
  #loading: Promise<void> = Promise.resolve();

  /** Shows another list from its beginning. What was shown stays until it comes. */
  async show(read: ReadPage<Row>): Promise<void> {
    this.#read = read;
    await this.#load(null);
  }

  /** Fetches the next page. Where one is on its way, waits for that. */
  more(): Promise<void> {
    if (this.isLoading) return this.#loading;
    return this.hasMore ? this.#load(this.#cursor) : Promise.resolve();
  }

  /** Takes rows away that no longer belong to the list. */
  keep(stays: (row: Row) => boolean): void {
    this.rows = this.rows.filter(stays);
  }

  /** Puts what has become of a row in its place. */
  change(of: (row: Row) => Row): void {
    this.rows = this.rows.map(of);
  }

  #load(cursor: string | null): Promise<void> {
    this.#loading = this.#loadPage(cursor);
    return this.#loading;
  }

  async #loadPage(cursor: string | null): Promise<void> {
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
