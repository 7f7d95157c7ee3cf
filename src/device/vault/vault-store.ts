import * as z from 'zod/mini';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { DeviceDatabase, VaultRecord } from '../database.ts';
import { afterWrongGuess, noGuesses, waitBeforeGuess, type Guesses } from './guessing.ts';
import { slot, type Slot } from './slot.ts';
import { openSlot, type Opening } from './slots.ts';
import type { DataKey } from './data-key.ts';

const vaultRecord = z.object({
  userId: z.string(),
  revision: z.int(),
  slots: z.array(slot),
  guesses: z.object({ wrong: z.int(), last: z.number() }),
});

/** The ways into somebody's store on this tablet; undefined where she has none, or where nothing of it can be read. */
export const readVault = async (device: DeviceDatabase, userId: string): Promise<VaultRecord | undefined> => {
  const read = vaultRecord.safeParse(await device.vaults.get(userId));
  return read.success ? read.data : undefined;
};

/** Counts guesses. Not a change of the slots, so their revision stays. */
const countGuesses = (
  device: DeviceDatabase,
  userId: string,
  count: (guesses: Guesses) => Guesses,
): Promise<void> =>
  device.transaction('rw', device.vaults, async () => {
    const now = await readVault(device, userId);
    if (now !== undefined) await device.vaults.put({ ...now, guesses: count(now.guesses) });
  });

/** Keeps new slots, made of those that were read at `revision`; `stale` where another tab has changed them since. */
export const keepSlots = (
  device: DeviceDatabase,
  userId: string,
  revision: number,
  slots: readonly Slot[],
): Promise<Result<void, 'stale'>> =>
  device.transaction('rw', device.vaults, async () => {
    const now = await readVault(device, userId);
    if ((now?.revision ?? 0) !== revision) return fail('stale');
    await device.vaults.put({ userId, revision: revision + 1, slots, guesses: noGuesses });
    return succeed(undefined);
  });

/** Why a vault stays shut. */
export type UnlockProblem =
  | { readonly reason: 'no-vault' | 'wrong-secret' }
  /** Too many wrong guesses: the next is taken after so many milliseconds. */
  | { readonly reason: 'wait'; readonly milliseconds: number };

/** Opens somebody's vault, and counts the guesses. A passkey is not guessed, so it never waits. */
export const unlock = async (
  device: DeviceDatabase,
  userId: string,
  opening: Opening,
  now: () => number,
): Promise<Result<DataKey, UnlockProblem>> => {
  const vault = await readVault(device, userId);
  if (vault === undefined) return fail({ reason: 'no-vault' });
  const isGuess = opening.kind === 'passphrase';
  const milliseconds = isGuess ? waitBeforeGuess(vault.guesses, now()) : 0;
  if (milliseconds > 0) return fail({ reason: 'wait', milliseconds });
  // Counted before it is tried: whoever switches off in the middle has guessed.
  if (isGuess) await countGuesses(device, userId, (guesses) => afterWrongGuess(guesses, now()));
  const opened = await openSlot(vault.slots, opening);
  if (!opened.ok) return fail({ reason: opened.problem });
  await countGuesses(device, userId, () => noGuesses);
  return opened;
};
