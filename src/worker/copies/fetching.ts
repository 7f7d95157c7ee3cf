import { keepCopyState, type CopyState } from '#device/draft-copies.ts';
import { openCopy } from '#device/vault/draft-seal.ts';
import { isSameRound, type DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import type { DraftCopyHead } from '#domain/draft-copy/protocol.ts';
import { isKnownTo, joinSeen, seenIn } from '#domain/draft-copy/versions.ts';
import type { DraftTransport } from '#sync/draft-transport.ts';
import type { OpenStore } from '../open-store.ts';
import type { CopyKey } from './copies-context.ts';
import { withCopyState } from './copy-state.ts';

/** What fetching takes of a store that is open, and of the server. */
interface FetchContext {
  readonly store: Pick<OpenStore, 'userId' | 'database' | 'codec'> & {
    readonly identity: Pick<OpenStore['identity'], 'deviceId'>;
  };
  readonly transport: Pick<DraftTransport, 'list' | 'read'>;
}

/** What came of asking: whether anything new did, and how much was refused. */
export interface Fetched {
  readonly isNew: boolean;
  readonly refused: number;
}

/** Whether the draft here has all that is in the copy. */
export const isIncluded = (copy: DraftCopy, state: CopyState): boolean =>
  isSameRound(copy.head.basedOn, state.basedOn) && isKnownTo(copy.seen, seenIn(state.versions));

/**
 * Whether the copy is an earlier one than somebody has seen: this device by its number, or any other by how far it knew
 * that device's writing.
 */
const isSetBack = (head: DraftCopyHead, copy: DraftCopy, state: CopyState): boolean => {
  if (head.revision < (state.others[head.deviceId]?.revision ?? 0)) return true;
  const others = Object.values(state.others).filter((each) =>
    isSameRound(each.copy.head.basedOn, copy.head.basedOn),
  );
  const here = isSameRound(state.basedOn, copy.head.basedOn) ? [seenIn(state.versions)] : [];
  const known = joinSeen([...here, ...others.map((each) => each.copy.seen)]);
  return (copy.seen[head.deviceId] ?? 0) < (known[head.deviceId] ?? 0);
};

const fetchOne = async (
  { store, transport }: FetchContext,
  owner: CopyKey,
  head: DraftCopyHead,
): Promise<'new' | 'unreached' | 'refused'> => {
  const { followUpId, deviceId, keyId, revision } = head;
  const found = await transport.read(followUpId, deviceId);
  // One that was replaced meanwhile comes with the next asking.
  if (found === undefined || found.revision !== revision) return 'unreached';
  const binding = { userId: store.userId, followUpId, deviceId, keyId, revision };
  const opened = await openCopy(owner.key, binding, found.content);
  if (!opened.ok) return 'refused';
  const copy = opened.value;
  return withCopyState(store, followUpId, async (state) => {
    if (isSetBack(head, copy, state)) return 'refused';
    const other = { revision, copy, isTakenIn: isIncluded(copy, state) };
    await keepCopyState(store.database, store.codec, followUpId, {
      ...state,
      others: { ...state.others, [deviceId]: other },
    });
    return 'new';
  });
};

/**
 * Fetches the copies of her other devices that are not here yet, by what was known when it was last looked at; undefined
 * where the server does not answer.
 */
export const fetchCopies = async (
  context: FetchContext,
  owner: CopyKey,
  states: ReadonlyMap<string, CopyState>,
): Promise<Fetched | undefined> => {
  const { store, transport } = context;
  const list = await transport.list();
  if (list === undefined || list.userId !== store.userId) return undefined;
  let [isNew, refused] = [false, 0];
  for (const head of list.copies) {
    if (head.deviceId === store.identity.deviceId || head.keyId !== owner.id) continue;
    const known = states.get(head.followUpId)?.others[head.deviceId]?.revision ?? 0;
    if (head.revision === known) continue;
    const fetched = head.revision < known ? 'refused' : await fetchOne(context, owner, head);
    if (fetched === 'new') isNew = true;
    if (fetched === 'refused') refused += 1;
  }
  return { isNew, refused };
};
