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

/** Guesses that could not be written down, as long as the worker lives. */
const unwritten = new Map<string, Guesses>();

const guessesOf = ({ userId, guesses }: VaultRecord): Guesses => unwritten.get(userId) ?? guesses;

/**
 * Counts guesses. Not a change of the slots, so their revision stays. A full disk must not keep its owner out: then they
 * are counted in memory.
 */
const countGuesses = async (
  device: DeviceDatabase,
  userId: string,
  count: (guesses: Guesses) => Guesses,
): Promise<void> => {
  const counted = await readVault(device, userId);
  if (counted === undefined) return;
  const guesses = count(guessesOf(counted));
  try {
    await device.transaction('rw', device.vaults, async () => {
      const now = await readVault(device, userId);
      if (now !== undefined) await device.vaults.put({ ...now, guesses });
    });
    unwritten.delete(userId);
  } catch (problem) {
    if (!(problem instanceof Error) || !/Quota/.test(problem.name + problem.message)) throw problem;
    unwritten.set(userId, guesses);
  }
};

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
  const milliseconds = isGuess ? waitBeforeGuess(guessesOf(vault), now()) : 0;
  if (milliseconds > 0) return fail({ reason: 'wait', milliseconds });
  // Counted before anybody hears what came of it: whoever switches off in the middle has guessed.
  const [opened] = await Promise.all([
    openSlot(vault.slots, opening),
    isGuess && countGuesses(device, userId, (guesses) => afterWrongGuess(guesses, now())),
  ]);
  if (!opened.ok) return fail({ reason: opened.problem });
  await countGuesses(device, userId, () => noGuesses);
  return opened;
};

/** Guesses at the stores of others are counted by themselves: they cost nobody in particular. */
const others = 'others';

/**
 * Opens the store of somebody other than `except` who has one here, by her passphrase. Nobody is named, so each is tried
 * in turn.
 */
export const unlockAmong = async (
  device: DeviceDatabase,
  except: string | null,
  passphrase: string,
  now: () => number,
): Promise<Result<{ readonly userId: string; readonly key: DataKey }, UnlockProblem>> => {
  const counted = (await readVault(device, others)) ?? {
    userId: others,
    revision: 0,
    slots: [],
    guesses: noGuesses,
  };
  const milliseconds = waitBeforeGuess(counted.guesses, now());
  if (milliseconds > 0) return fail({ reason: 'wait', milliseconds });
  await device.vaults.put({ ...counted, guesses: afterWrongGuess(counted.guesses, now()) });
  for (const { userId } of await device.users.toArray()) {
    const vault = userId === except ? undefined : await readVault(device, userId);
    const opened = vault && (await openSlot(vault.slots, { kind: 'passphrase', passphrase }));
    if (opened?.ok === true) {
      await device.vaults.put({ ...counted, guesses: noGuesses });
      return succeed({ userId, key: opened.value });
    }
  }
  return fail({ reason: 'wrong-secret' });
};

/** The passkeys that open somebody's store: what WebAuthn is asked with. */
export const passkeysOf = async (
  device: DeviceDatabase,
  userId: string,
): Promise<readonly { readonly credentialId: string; readonly salt: string }[]> =>
  ((await readVault(device, userId))?.slots ?? []).flatMap((each) =>
    each.kind === 'passkey' ? [{ credentialId: each.credentialId, salt: each.salt }] : [],
  );
