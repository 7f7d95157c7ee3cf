import type { DeviceDatabase, IdentityRecord, UserRecord } from '#device/database.ts';
import { TabletDatabase } from '#device/database.ts';
import { isLeased, readLease, renewLease } from '#device/lease.ts';
import { currentUser, enterUser, readSession, returnUser } from '#device/tablet-identity.ts';
import type { DataKey } from '#device/vault/data-key.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import type { RecoverySecret, SlotMaking } from '#device/vault/slot-making.ts';
import { keepSlots, readVault, unlock, unlockAmong } from '#device/vault/vault-store.ts';
import type { SessionView } from '#domain/session.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { UnlockProblem, VaultOpening } from './api-vault.ts';

/** A store that has been opened, and whose. */
export interface OpenedVault {
  readonly session: SessionView;
  readonly record: UserRecord;
  readonly key: DataKey;
}

export interface VaultContext {
  readonly device: DeviceDatabase;
  readonly identity: IdentityRecord;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export const slotMaking: SlotMaking = {
  randomBytes: secureRandomBytes,
  randomId: () => crypto.randomUUID(),
};

const codecOf = (key: DataKey) => createRecordCodec(key, secureRandomBytes);

/**
 * Opens the store with its key. `signedIn` is the session of somebody who has just signed in; without one the store
 * says whose it is, and how long it may be opened without the register's word.
 */
export const enter = async (
  { device, now }: VaultContext,
  userId: string,
  key: DataKey,
  signedIn: SessionView | null,
): Promise<Result<OpenedVault, UnlockProblem>> => {
  const codec = codecOf(key);
  if (signedIn !== null) {
    const record = await enterUser(device, codec, signedIn);
    await noteContact(record.databaseName, key, signedIn, now());
    return succeed({ session: signedIn, record, key });
  }
  const known = await device.users.get(userId);
  const session = known && (await readSession(codec, known));
  if (known === undefined || session === undefined) return fail({ reason: 'lease-over' });
  const database = new TabletDatabase(known.databaseName);
  try {
    if (!isLeased(await readLease(database, codec), now())) return fail({ reason: 'lease-over' });
  } finally {
    database.close();
  }
  await returnUser(device, userId);
  return succeed({ session, record: known, key });
};

/** Notes that the register has just known her. */
const noteContact = async (
  databaseName: string,
  key: DataKey,
  { leaseDays }: SessionView,
  at: number,
): Promise<void> => {
  const database = new TabletDatabase(databaseName);
  try {
    await renewLease(database, codecOf(key), { heardAt: at, days: leaseDays });
  } finally {
    database.close();
  }
};

/** Opens the store of her who uses the tablet, or of her who has just signed in. */
export const unlockStore = async (
  context: VaultContext,
  opening: VaultOpening,
  signedIn: SessionView | null,
): Promise<Result<OpenedVault, UnlockProblem>> => {
  const userId = signedIn?.userId ?? (await currentUser(context.device))?.userId;
  if (userId === undefined) return fail({ reason: 'no-vault' });
  const opened = await unlock(context.device, userId, opening, context.now);
  return opened.ok ? enter(context, userId, opened.value, signedIn) : opened;
};

/** Opens the store of one of the others who have one here. */
export const unlockOther = async (
  context: VaultContext,
  passphrase: string,
): Promise<Result<OpenedVault, UnlockProblem>> => {
  const current = await currentUser(context.device);
  const opened = await unlockAmong(context.device, current?.userId ?? null, passphrase, context.now);
  return opened.ok ? enter(context, opened.value.userId, opened.value.key, null) : opened;
};

/** Makes a store with a new key, which the passphrase opens; `already-there` where another tab was first. */
export const makeStore = async (
  context: VaultContext,
  session: SessionView,
  passphrase: string,
): Promise<Result<OpenedVault, 'already-there'>> => {
  // Once for each store: the lists of other days do not wait for it.
  const { createSlots } = await import('#device/vault/slot-making.ts');
  const { slots, key, recovery } = await createSlots(passphrase, slotMaking);
  const kept = await keepSlots(context.device, session.userId, 0, slots);
  if (!kept.ok) return fail('already-there');
  const entered = await enter(context, session.userId, key, session);
  // With a session of this very moment nothing keeps it shut.
  if (!entered.ok) throw new Error(`A new store does not open: ${entered.problem.reason}`);
  await keepSecret(entered.value, recovery);
  return succeed(entered.value);
};

/** Keeps the secret of the recovery slot in the store that it opens; spends it. */
export const keepSecret = async ({ record, key }: OpenedVault, recovery: RecoverySecret): Promise<void> => {
  // As seldom as that.
  const { keepRecoverySecret } = await import('#device/vault/recovery-secret.ts');
  const database = new TabletDatabase(record.databaseName);
  try {
    await keepRecoverySecret(database, codecOf(key), recovery);
  } finally {
    recovery.secret.fill(0);
    database.close();
  }
};

/** Whether she has a store on this tablet. */
export const hasStore = async (device: DeviceDatabase, userId: string): Promise<boolean> =>
  (await readVault(device, userId)) !== undefined;
