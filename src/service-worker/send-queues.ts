import * as z from 'zod/mini';
import { DeviceDatabase, TabletDatabase } from '#device/database.ts';
import { countWaiting } from '#device/outbox.ts';
import { changesChannel, pushLock } from '#sync/channels.ts';
import { push } from '#sync/push.ts';
import { eraseIfDelivered } from '#sync/standing.ts';
import { createFetchTransport } from '#sync/transport.ts';

z.config({ jitless: true });

/**
 * Sends what waits in the queue of every user of this tablet; no key to the content is needed and no session. Each
 * batch goes out for its own authors alone. Says whether nothing is left.
 */
export const sendAllQueues = async (): Promise<boolean> => {
  const device = new DeviceDatabase();
  const channel = new BroadcastChannel(changesChannel);
  const transport = createFetchTransport();
  try {
    const identity = await device.identity.get('tablet');
    if (identity === undefined) return true;
    let isEmpty = true;
    let isLost = false;
    for (const { databaseName } of await device.users.toArray()) {
      const database = new TabletDatabase(databaseName);
      try {
        await navigator.locks.request(pushLock(databaseName), () =>
          push(
            {
              database,
              identity,
              transport,
              now: Date.now,
              random: Math.random,
              onChange: () => channel.postMessage(databaseName),
              onLost: () => (isLost = true),
            },
            true,
          ),
        );
        isEmpty &&= (await countWaiting(database)) === 0;
      } finally {
        database.close();
      }
    }
    if (isLost) await eraseIfDelivered({ device, identity, transport, now: Date.now });
    return isEmpty;
  } finally {
    channel.close();
    device.close();
  }
};
