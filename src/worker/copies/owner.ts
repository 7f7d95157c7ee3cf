import {
  adoptOwnerKey,
  makeOwnerKey,
  readOwnerKey,
  slotToText,
  type OwnerKey,
} from '#device/vault/owner-key.ts';
import type { CopiesState } from '../api-drafts.ts';
import type { CopiesContext } from './copies-context.ts';

/** How the key to the copies stands on this device, and the key where it is the one that holds. */
export interface OwnerStanding {
  readonly state: CopiesState;
  readonly owner: OwnerKey | null;
  /** Whether a passphrase was tried that opens none of the slots. */
  readonly isWrong?: boolean;
}

const standing = (state: CopiesState, owner: OwnerKey | null = null): OwnerStanding => ({ state, owner });

/** Leaves the key with the server as this device has wrapped it, where that is not there yet. */
const leaveSlot = async (
  { store, transport }: CopiesContext,
  owner: OwnerKey,
  known: readonly { readonly deviceId: string; readonly slot: string }[],
): Promise<OwnerStanding> => {
  const { deviceId } = store.identity;
  const slot = slotToText(owner.slot);
  if (known.some((each) => each.deviceId === deviceId && each.slot === slot)) return standing('ready', owner);
  const left = await transport.keepSlot(deviceId, { userId: store.userId, keyId: owner.id, slot });
  if (left === 'kept') return standing('ready', owner);
  // Another device was first with a key of its own, or this one is not enrolled yet.
  return standing(left === 'state-conflict' ? 'other-key' : 'unreached');
};

/**
 * Sees to it that this device has the key to the copies of her drafts. The passphrase, where there is one in hand, makes
 * the first key, or opens the one that another device has left. A server that has lost the key (an older backup) gets it
 * back from here.
 */
export const seeToOwnerKey = async (
  context: CopiesContext,
  passphrase: string | null,
): Promise<OwnerStanding> => {
  const { store, transport, making } = context;
  const { database, codec, userId } = store;
  const reply = await transport.ownerKey();
  // The browser's session is somebody else's: nothing of hers is left there.
  if (reply === undefined || reply.userId !== userId) return standing('unreached');
  const here = await readOwnerKey(database, codec);
  const { key } = reply;
  if (here !== undefined && (key === null || key.id === here.id))
    return leaveSlot(context, here, key?.slots ?? []);
  if (passphrase === null) return standing(key === null ? 'none' : 'other-key');
  if (key === null) {
    await makeOwnerKey(database, codec, userId, passphrase, making);
  } else {
    const slots = [...new Set(key.slots.map((each) => each.slot))];
    const adopted = await adoptOwnerKey(database, codec, { userId, slots }, passphrase);
    if (!adopted.ok) return { ...standing('other-key'), isWrong: true };
  }
  const owner = await readOwnerKey(database, codec);
  // It has just been written.
  if (owner === undefined) throw new Error("The owner's key is not where it was put");
  return leaveSlot(context, owner, key?.slots ?? []);
};
