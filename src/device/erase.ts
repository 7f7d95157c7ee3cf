import { Dexie } from 'dexie';
import { countStuck, countWaiting } from './outbox.ts';
import { TabletDatabase, type DeviceDatabase } from './database.ts';

/** What is in the queues of everybody's stores: items that wait, and those that cannot come in as they are. */
export const countQueues = async (device: DeviceDatabase): Promise<{ waiting: number; stuck: number }> => {
  const total = { waiting: 0, stuck: 0 };
  for (const { databaseName } of await device.users.toArray()) {
    const database = new TabletDatabase(databaseName);
    try {
      total.waiting += await countWaiting(database);
      total.stuck += await countStuck(database);
    } finally {
      database.close();
    }
  }
  return total;
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
