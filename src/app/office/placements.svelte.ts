import { placementPage, type PlacementRow } from '#domain/office/planning.ts';
import { read } from './api.ts';
import { PagedList } from './paged-list.svelte.ts';

/** How long is waited for the next letter before the register is asked, in milliseconds. */
const pause = 200;

/** Placements of the boards that one coordinates, found by part of a case number, of initials, or of a unit's name. */
export class PlacementSearch {
  readonly list = new PagedList<PlacementRow>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  async find(text: string, board = ''): Promise<void> {
    clearTimeout(this.#timer);
    await this.list.show((cursor) =>
      read(placementPage, '/api/placements', {
        q: text === '' ? null : text,
        board: board === '' ? null : board,
        cursor,
      }),
    );
  }

  /** Finds what is being typed, once it has paused. */
  type(text: string, board = ''): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.find(text, board), pause);
  }
}
