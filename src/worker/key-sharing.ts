import * as z from 'zod/mini';
import type { DataKey } from '#device/vault/data-key.ts';
import { vaultOpenLock } from '#sync/channels.ts';

/** The channel between the workers of one browser. Nothing on it leaves the browser, and nothing of it is stored. */
const channelName = 'foljsam-vault';
/** Milliseconds that an answer from another tab is waited for. */
const patience = 500;

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ask'), userId: z.string(), nonce: z.string() }),
  z.object({ type: z.literal('key'), nonce: z.string(), key: z.instanceof(CryptoKey) }),
  z.object({ type: z.literal('lock') }),
]);

/** What the tabs of one browser say to each other of an open store. The key goes from worker to worker as it is: unreadable. */
export interface KeySharing {
  /** The key, where another tab has that person's store open. */
  ask(userId: string): Promise<DataKey | undefined>;
  /** From now on other tabs get the key. */
  offer(userId: string, key: DataKey): void;
  /** Forgets the key. */
  withdraw(): void;
  /** Has the other tabs lock too. */
  tellLock(): void;
}

/** `onLock`: another tab has locked. */
export const createKeySharing = (onLock: () => void): KeySharing => {
  const channel = new BroadcastChannel(channelName);
  let offered: { readonly userId: string; readonly key: DataKey; readonly release: () => void } | null = null;
  const answers = new Map<string, (key: DataKey) => void>();

  channel.onmessage = (event: MessageEvent<unknown>) => {
    const read = message.safeParse(event.data);
    if (!read.success) return;
    const said = read.data;
    if (said.type === 'lock') onLock();
    if (said.type === 'key') answers.get(said.nonce)?.(said.key);
    if (said.type === 'ask' && offered?.userId === said.userId) {
      channel.postMessage({ type: 'key', nonce: said.nonce, key: offered.key });
    }
  };

  const withdraw = (): void => {
    offered?.release();
    offered = null;
  };

  return {
    ask: async (userId) => {
      const { held } = await navigator.locks.query();
      if (held?.every(({ name }) => name !== vaultOpenLock) !== false) return undefined;
      const nonce = crypto.randomUUID();
      try {
        return await new Promise<DataKey | undefined>((resolve) => {
          answers.set(nonce, resolve);
          setTimeout(() => resolve(undefined), patience);
          channel.postMessage({ type: 'ask', userId, nonce });
        });
      } finally {
        answers.delete(nonce);
      }
    },
    offer: (userId, key) => {
      withdraw();
      let release = (): void => undefined;
      const until = new Promise<void>((resolve) => (release = resolve));
      offered = { userId, key, release };
      void navigator.locks.request(vaultOpenLock, { mode: 'shared' }, () => until);
    },
    withdraw,
    tellLock: () => channel.postMessage({ type: 'lock' }),
  };
};
