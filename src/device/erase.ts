import { Dexie } from 'dexie';
import { countWaiting } from './outbox.ts';
import { TabletDatabase, type DeviceDatabase } from './database.ts';

/** Whether nothing waits to be sent in anybody's store. */
export const isDelivered = async (device: DeviceDatabase): Promise<boolean> => {
  for (const { databaseName } of await device.users.toArray()) {
    const database = new TabletDatabase(databaseName);
    try {
      if ((await countWaiting(database)) > 0) return false;
    } finally {
      database.close();
    }
  }
  return true;
};

/**
 * Erases every store and every way into one; the tablet's own key stays until the server has heard of it. First the
 * keys: what is left if the power goes in the middle cannot be read any more.
 */
export const eraseStores = async (device: DeviceDatabase): Promise<void> => {
  await device.vaults.clear();
  await device.recoveries.clear();
  for (const { databaseName } of await device.users.toArray()) await Dexie.delete(databaseName);
  await device.users.clear();
};

/** Erases what is left: the tablet is nobody's. */
export const eraseTablet = async (device: DeviceDatabase): Promise<void> => {
  await device.delete();
};
