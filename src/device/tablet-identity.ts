import * as z from 'zod/mini';
import { sessionView, type SessionView } from '#domain/session.ts';
import { succeed, fail } from '#domain/result.ts';
import type { Codec, Place } from './codec.ts';
import type { DeviceDatabase, IdentityRecord, UserRecord } from './database.ts';
import { writeWhenCurrent } from './retry.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const publicJwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });

/** The tablet's id and key, made at the first asking. The private key can be used here and taken nowhere. */
export const tabletIdentity = async (device: DeviceDatabase): Promise<IdentityRecord> => {
  const known = await device.identity.get('tablet');
  if (known) return known;
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const publicKey = publicJwk.parse(await crypto.subtle.exportKey('jwk', pair.publicKey));
  const made: IdentityRecord = {
    name: 'tablet',
    deviceId: crypto.randomUUID(),
    privateKey: pair.privateKey,
    publicKey,
  };
  // Two tabs may start at once: the first to write is the tablet.
  await device.transaction('rw', device.identity, async () => {
    if ((await device.identity.get('tablet')) === undefined) await device.identity.add(made);
  });
  return (await device.identity.get('tablet')) ?? made;
};

const placeOf = (userId: string, revision: number): Place => ({ store: 'users', id: userId, revision });

/** Makes the person the one who uses the tablet, with a store of her own where she has none. */
export const enterUser = (device: DeviceDatabase, codec: Codec, session: SessionView): Promise<UserRecord> =>
  writeWhenCurrent(async () => {
    const { userId } = session;
    const before = await device.users.get(userId);
    const revision = (before?.revision ?? 0) + 1;
    const bytes = await codec.encode(placeOf(userId, revision), session);
    return device.transaction('rw', device.users, async () => {
      const known = await device.users.get(userId);
      if (known?.revision !== before?.revision) return fail('stale');
      await device.users.where('isCurrent').equals(1).modify({ isCurrent: 0 });
      const record: UserRecord = {
        userId,
        databaseName: known?.databaseName ?? `foljsam-${crypto.randomUUID()}`,
        isCurrent: 1,
        revision,
        session: bytes,
      };
      await device.users.put(record);
      return succeed(record);
    });
  });

/** Nobody uses the tablet any more. The stores stay, and what waits in them is sent. */
export const leaveUser = async (device: DeviceDatabase): Promise<void> => {
  await device.users.where('isCurrent').equals(1).modify({ isCurrent: 0 });
};

/** Whose store is the one in use, or undefined; what she is called lies in it. */
export const currentUser = (device: DeviceDatabase): Promise<UserRecord | undefined> =>
  device.users.where('isCurrent').equals(1).first();

/** Makes somebody with a store on the tablet the one who uses it. */
export const returnUser = async (device: DeviceDatabase, userId: string): Promise<void> => {
  // Mostly she is it already; a full disk must not keep her out.
  if ((await currentUser(device))?.userId === userId) return;
  await device.transaction('rw', device.users, async () => {
    await device.users.where('isCurrent').equals(1).modify({ isCurrent: 0 });
    await device.users.update(userId, { isCurrent: 1 });
  });
};

/** Who the store's owner is, as she was last told; undefined where that cannot be read. */
export const readSession = async (codec: Codec, record: UserRecord): Promise<SessionView | undefined> => {
  const decoded = await codec.decode(placeOf(record.userId, record.revision), record.session);
  const read = sessionView.safeParse(decoded.ok ? decoded.value : undefined);
  return read.success ? read.data : undefined;
};
