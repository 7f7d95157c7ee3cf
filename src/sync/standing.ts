import type { DeviceDatabase, IdentityRecord } from '#device/database.ts';
import { countQueues, eraseStores, eraseTablet } from '#device/erase.ts';
import { keepSealingKey } from '#device/sealing-key.ts';
import { signBatch, signErasure } from '#device/tablet-signing.ts';
import { protocolVersion, type UploadBatch } from '#domain/protocol.ts';
import { sealingKeysReply } from '#domain/sealing.ts';
import { readPushReply } from './reply.ts';
import type { Transport } from './transport.ts';

/** What asking the server about the tablet itself works with. No session, and no key to any content. */
export interface StandingContext {
  readonly device: DeviceDatabase;
  readonly identity: IdentityRecord;
  readonly transport: Transport;
  readonly now: () => number;
}

/** Whether the server says that the tablet was reported lost; false also where it says nothing. */
export const isReportedLost = async ({ identity, transport, now }: StandingContext): Promise<boolean> => {
  // A batch of nothing is the question.
  const batch: UploadBatch = {
    protocol: protocolVersion,
    epoch: null,
    deviceId: identity.deviceId,
    items: [],
  };
  const body = JSON.stringify(batch);
  const reply = readPushReply(await transport.push(body, await signBatch(identity, body)), now());
  return reply.type === 'results' && reply.reply.device === 'lost';
};

/**
 * What a lost tablet does when it hears of it: once all that can be has been delivered, it erases every store and key, and
 * says so, with how much was left. Its own key goes last, for with that it says so; where the server does not hear it, it is said at the
 * next contact. Gives whether the stores are gone.
 */
export const eraseIfDelivered = async (context: StandingContext): Promise<boolean> => {
  const { device, identity, transport } = context;
  const { waiting, stuck } = await countQueues(device);
  if (waiting > 0) return false;
  const undelivered = (identity.undelivered ?? 0) + stuck;
  // Before they are gone: where the server does not hear of it now, it does at the next contact.
  if (stuck > 0) await device.identity.put({ ...identity, undelivered });
  await eraseStores(device);
  const body = JSON.stringify({ deviceId: identity.deviceId, undelivered });
  const answered = await transport.erased(identity.deviceId, body, await signErasure(identity, body));
  if (answered !== null && answered.status < 300) await eraseTablet(device);
  return true;
};

/** Hears which key items are to be sealed for now. Where there is no answer, the key that is known stays. */
export const hearSealingKey = async ({ device, transport }: StandingContext): Promise<void> => {
  const answered = await transport.sealingKeys();
  if (answered?.status !== 200) return;
  const read = sealingKeysReply.safeParse(jsonOf(answered.body));
  if (read.success) await keepSealingKey(device, read.data.current);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours: no answer.
    return undefined;
  }
};
