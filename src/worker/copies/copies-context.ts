import type { DeviceKind } from '#domain/draft-copy/draft-copy.ts';
import type { OwnerKey, OwnerMaking } from '#device/vault/owner-key.ts';
import type { DraftTransport } from '#sync/draft-transport.ts';
import type { Editing } from '../editing.ts';
import type { OpenStore } from '../open-store.ts';

/** What copies are sealed and opened with. */
export type CopyKey = Pick<OwnerKey, 'id' | 'key'>;

/** What the copies of drafts work with: a store that is open. */
export interface CopiesContext {
  readonly store: OpenStore;
  readonly editing: Editing;
  readonly transport: DraftTransport;
  readonly device: DeviceKind;
  readonly making: OwnerMaking;
  readonly now: () => Date;
}
