import type { DeviceDatabase } from '#device/database.ts';
import { keepRecoverySecret, readRecoverySecret } from '#device/vault/recovery-secret.ts';
import {
  addSlot,
  changePassphrase,
  removeSlot,
  renewSlots,
  type NewSlot,
} from '#device/vault/slot-making.ts';
import { keepSlots, readVault, unlock } from '#device/vault/vault-store.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { UnlockProblem, VaultPasskey, VaultSlot } from './api-vault.ts';
import type { OpenStore } from './open-store.ts';
import { isGoodPassphrase } from './passphrases.ts';
import { slotMaking } from './vault.ts';

type Vault = NonNullable<Awaited<ReturnType<typeof readVault>>>;

/** The ways into her store. */
export const slotsOf = async (device: DeviceDatabase, userId: string): Promise<readonly VaultSlot[]> =>
  ((await readVault(device, userId))?.slots ?? []).map(({ id, kind }) => ({ id, kind }));

/** Whether the passphrase opens her store; guesses at it are counted as at the lock. */
export const isOwnPassphrase = async (
  device: DeviceDatabase,
  userId: string,
  passphrase: string,
): Promise<boolean> => (await unlock(device, userId, { kind: 'passphrase', passphrase }, Date.now)).ok;

/** Changes the slots as somebody does who knows the passphrase; guesses at it are counted as at the lock. */
const withPassphrase = async (
  device: DeviceDatabase,
  userId: string,
  passphrase: string,
  change: (vault: Vault) => Promise<Result<Vault['slots'], 'wrong-secret'>>,
): Promise<Result<null, UnlockProblem>> => {
  const known = await unlock(device, userId, { kind: 'passphrase', passphrase }, Date.now);
  if (!known.ok) return known;
  const vault = await readVault(device, userId);
  if (vault === undefined) return fail({ reason: 'no-vault' });
  const changed = await change(vault);
  if (!changed.ok) return fail({ reason: changed.problem });
  const kept = await keepSlots(device, userId, vault.revision, changed.value);
  // Another tab was quicker; nothing has been changed here, and she may try again.
  if (!kept.ok) throw new Error('The ways into the store were changed in another tab');
  return succeed(null);
};

/**
 * Puts another passphrase in place of hers. The recovery stays as it is, so that it needs no network; one whose secret is
 * not to be found in the store is made anew.
 */
export const changeOwnPassphrase = async (
  device: DeviceDatabase,
  { userId, database, codec }: Pick<OpenStore, 'userId' | 'database' | 'codec'>,
  current: string,
  next: string,
): Promise<Result<null, UnlockProblem | { readonly reason: 'too-weak' }>> => {
  if (!(await isGoodPassphrase(next))) return fail({ reason: 'too-weak' });
  const opening = { kind: 'passphrase', passphrase: current } as const;
  const recovery = await readRecoverySecret(database, codec);
  recovery?.secret.fill(0);
  return withPassphrase(device, userId, current, async ({ slots }) => {
    if (slots.some(({ id }) => id === recovery?.slotId))
      return changePassphrase(slots, opening, next, slotMaking);
    const renewed = await renewSlots(slots, opening, next, slotMaking);
    if (!renewed.ok) return renewed;
    await keepRecoverySecret(database, codec, renewed.value.recovery);
    return succeed(renewed.value.slots);
  });
};

/** Lets a passkey open her store. */
export const addOwnPasskey = (
  device: DeviceDatabase,
  userId: string,
  passphrase: string,
  { credentialId, salt, prfOutput }: VaultPasskey & { readonly prfOutput: Uint8Array<ArrayBuffer> },
): Promise<Result<null, UnlockProblem>> => {
  const added: NewSlot = { kind: 'passkey', credentialId, salt, prfOutput };
  return withPassphrase(device, userId, passphrase, ({ slots }) =>
    addSlot(slots, { kind: 'passphrase', passphrase }, added, slotMaking),
  );
};

/** Takes a way in away; the passphrase stays. */
export const removeOwnSlot = async (
  device: DeviceDatabase,
  userId: string,
  slotId: string,
): Promise<void> => {
  const vault = await readVault(device, userId);
  const left = vault && removeSlot(vault.slots, slotId);
  if (vault === undefined || left?.ok !== true) return;
  await keepSlots(device, userId, vault.revision, left.value);
};
