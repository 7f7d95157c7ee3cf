import { reviewPage, type ReviewPage, type ReviewRow, type SetAsideRow } from '#domain/office/review.ts';
import { succeed } from '#domain/result.ts';
import { read, type Answered } from './api.ts';
import { PagedList } from './paged-list.svelte.ts';
import type { DeskSelection } from './paths.ts';

/** A row of any of the desk's lists. */
export type QueueRow =
  | { readonly kind: 'entry'; readonly id: string; readonly entry: ReviewRow }
  | { readonly kind: 'set-aside'; readonly id: string; readonly item: SetAsideRow };

const rowsOf = (page: ReviewPage): QueueRow[] => [
  ...page.rows.map((entry) => ({ kind: 'entry' as const, id: entry.followUpId, entry })),
  ...page.setAside.map((item) => ({ kind: 'set-aside' as const, id: item.itemId, item })),
];

const orNull = (text: string): string | null => (text === '' ? null : text);

const readPage = (of: DeskSelection, cursor: string | null): Answered<ReviewPage> =>
  read(reviewPage, '/api/review/queue', {
    list: of.list,
    board: orNull(of.board),
    unit: orNull(of.unit),
    olderThan: orNull(of.olderThan),
    cursor,
  });

/** A list of the desk, oldest first, and how much there is in the others. */
export class ReviewQueue {
  readonly list = new PagedList<QueueRow>();
  counts = $state.raw<ReviewPage['counts'] | null>(null);

  async show(of: DeskSelection): Promise<void> {
    await this.list.show(async (cursor) => {
      const page = await readPage(of, cursor);
      if (!page.ok) return page;
      this.counts = page.value.counts;
      return succeed({ rows: rowsOf(page.value), cursor: page.value.cursor });
    });
  }

  /** Counts anew, and leaves the list as it is. */
  async recount(of: DeskSelection): Promise<void> {
    const page = await readPage(of, null);
    // Not to know how many there are hinders nobody: the next list says it.
    if (page.ok) this.counts = page.value.counts;
  }

  find(id: string): QueueRow | undefined {
    return this.list.rows.find((row) => row.id === id);
  }

  /** Notes that of an entry's versions one holds now. */
  settle(id: string): void {
    this.list.change((row) =>
      row.kind === 'entry' && row.id === id ? { ...row, entry: { ...row.entry, hasConflict: false } } : row,
    );
  }

  /** Takes a decided row out of its list; gives the one to look at next, which is the one after it. */
  takeOut(id: string): QueueRow | undefined {
    const at = this.list.rows.findIndex((row) => row.id === id);
    const next = this.list.rows[at + 1] ?? this.list.rows.find((row) => row.id !== id);
    this.list.keep((row) => row.id !== id);
    return next;
  }
}
