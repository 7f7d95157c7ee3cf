import type { DeviceDatabase } from '#device/database.ts';
import { toBase64 } from '#device/base64.ts';
import { dropRecoveryRequest, readRecoveryRequest } from '#device/recovery-request.ts';
import { spend } from '#device/vault/data-key.ts';
import { sealFor } from '#device/vault/hpke.ts';
import { readRecoverySecret } from '#device/vault/recovery-secret.ts';
import { readVault } from '#device/vault/vault-store.ts';
import { recoveryKeyReply, recoveryText } from '#domain/recovery.ts';
import { sealingInfo } from '#domain/sealing.ts';
import type { OpenStore } from './open-store.ts';
import { askRegister } from './register-request.ts';

/**
 * Has the register keep what opens the recovery slot of the open store, sealed for the key that it has for her board now;
 * again when the slot, the key or her board is another, or when the register has forgotten. Needs a session; without one,
 * or without network, it is done at the next contact.
 */
export const keepDepositTrue = async (store: OpenStore, device: DeviceDatabase): Promise<void> => {
  const path = `/api/devices/${store.identity.deviceId}/recovery`;
  const kept = await readRecoverySecret(store.database, store.codec);
  if (kept === undefined) return;
  const { userId } = store;
  const { deviceId } = store.identity;
  const { slotId, secret } = kept;
  await spend(secret, async () => {
    const slots = (await readVault(device, userId))?.slots ?? [];
    if (!slots.some(({ id }) => id === slotId)) return;
    const read = recoveryKeyReply.safeParse((await askRegister('GET', path))?.body);
    if (!read.success) return;
    const { key, deposit } = read.data;
    if (deposit?.keyId === key.id && deposit.slotId === slotId) return;
    const aad = recoveryText({ userId, deviceId, slotId, keyId: key.id });
    const sealed = toBase64(await sealFor(key, sealingInfo.recovery, aad, secret));
    await askRegister('PUT', path, { keyId: key.id, slotId, sealed });
  });
  await withdrawWhatIsOver(device, userId);
};

/** Her store is open: what she asked for while it was not is over. */
const withdrawWhatIsOver = async (device: DeviceDatabase, userId: string): Promise<void> => {
  const asked = await readRecoveryRequest(device, userId);
  if (asked === undefined) return;
  const answered = await askRegister('POST', `/api/recoveries/${asked.recoveryId}/withdrawal`);
  if (answered !== null && answered.status !== 401) await dropRecoveryRequest(device, userId);
};
