import type { SealingKey } from '#domain/sealing.ts';
import type { DeviceDatabase } from './database.ts';

/** The server's key that items are sealed for now, as last heard; undefined before the first contact. */
export const readSealingKey = async (device: DeviceDatabase): Promise<SealingKey | undefined> => {
  const kept = await device.keys.get('upload');
  return kept && { id: kept.id, publicKey: kept.publicKey };
};

/** Keeps the server's key for the time without network. It is public. */
export const keepSealingKey = async (
  device: DeviceDatabase,
  { id, publicKey }: SealingKey,
): Promise<void> => {
  await device.keys.put({ name: 'upload', id, publicKey });
};
