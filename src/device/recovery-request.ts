import type { DeviceDatabase, RecoveryRecord } from './database.ts';

/** What somebody has asked for on this tablet, and the key that the answer is sealed for; undefined where she has not. */
export const readRecoveryRequest = (
  device: DeviceDatabase,
  userId: string,
): Promise<RecoveryRecord | undefined> => device.recoveries.get(userId);

/** Keeps what somebody has asked for, through the hours that others take to answer. */
export const keepRecoveryRequest = async (device: DeviceDatabase, of: RecoveryRecord): Promise<void> => {
  await device.recoveries.put(of);
};

/** Forgets what somebody has asked for, and the key with it. */
export const dropRecoveryRequest = async (device: DeviceDatabase, userId: string): Promise<void> => {
  await device.recoveries.delete(userId);
};
