import type { Place } from './codec.ts';

/** What the outbox shows of an item, for the eyes of her who wrote it. */
export interface AboutItem {
  readonly unitName: string;
  readonly initials: string;
  readonly caseNumber: string;
  readonly method: string | null;
  readonly on: string | null;
  readonly writtenAt: string;
}

/** Where what is shown of an item lies. It is written once: sealing anew leaves it alone. */
export const placeOfAbout = (itemId: string, revision: number): Place => ({
  store: 'outbox',
  id: itemId,
  revision,
});
