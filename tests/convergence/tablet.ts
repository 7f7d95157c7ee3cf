import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { Dexie } from 'dexie';
import { createPlainCodec, type Codec } from '#device/codec.ts';
import type { IdentityRecord } from '#device/database.ts';
import type { Seal } from '#device/seal.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import type { SessionView } from '#domain/session.ts';
import { pull } from '#sync/pull.ts';
import type { PushEffect, PushState } from '#sync/engine.ts';
import { loadPushState, performPushEffect, playPush, type PushContext } from '#sync/push.ts';
import type { Answered } from '#sync/reply.ts';
import type { Transport } from '#sync/transport.ts';
import { plainKeyId } from '#server/register/unseal.ts';
import type { Editing } from '#worker/editing.ts';
import type { FollowUpContext } from '#worker/follow-up-context.ts';
import { OpenStore } from '#worker/open-store.ts';

/** Milliseconds by which a tablet's clock is off; it can jump. */
export interface TabletClock {
  skew: number;
}

/** The tablet was switched off, or the browser died, between two effects. */
export class Crash extends Error {}

/** How many effects are still performed before the crash; null for none coming. */
export interface CrashPlan {
  effectsLeft: number | null;
}

/** Who edits what, among the tabs of one user on one tablet. */
class EditingTable {
  readonly #owners = new Map<string, OpenStore>();

  for(store: OpenStore): Editing {
    return {
      acquire: async (followUpId) => {
        const owner = this.#owners.get(followUpId);
        if (owner !== undefined && owner !== store) return false;
        this.#owners.set(followUpId, store);
        return true;
      },
      takeOver: async (followUpId) => {
        await this.#owners.get(followUpId)?.writing.idle();
        this.#owners.set(followUpId, store);
      },
      release: (followUpId) => {
        if (this.#owners.get(followUpId) === store) this.#owners.delete(followUpId);
      },
      has: (followUpId) => this.#owners.get(followUpId) === store,
    };
  }

  forget(store: OpenStore): void {
    for (const [followUpId, owner] of this.#owners) if (owner === store) this.#owners.delete(followUpId);
  }
}

/** The data key of a tablet that encrypts what lies on it. */
const dataKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
  'encrypt',
  'decrypt',
]);

/**
 * How records lie on a tablet: encrypted on one, on the others in the open by the same rules, for encrypting takes a fifth
 * of the time of a run and changes nothing of its way.
 */
export const codecs = {
  sealed: createRecordCodec(dataKey, secureRandomBytes),
  plain: createPlainCodec(),
} as const;

/** Content goes open here: what is sealed and signed is tried where it is, and the simulation is about its ways. */
const unsealed: Seal = async (item) => ({
  keyId: plainKeyId,
  content: Buffer.from(JSON.stringify(item)).toString('base64'),
});

/** A network that answers nothing. */
const silent: Transport = {
  push: () => Promise.resolve(null),
  pull: () => Promise.resolve(null),
  erased: () => Promise.resolve(null),
  sealingKeys: () => Promise.resolve(null),
};

/** One tab: its worker's memory over the user's store. */
export interface Tab {
  readonly store: OpenStore;
  readonly context: FollowUpContext;
}

/** A user's place on a tablet: a real Dexie store, one tab or two over it, and the ways to the server. */
export class Seat {
  readonly userId: string;
  readonly identity: IdentityRecord;
  readonly clock: TabletClock;
  readonly #now: () => number;
  readonly #codec: Codec;
  readonly #databaseName = `foljsam-${randomUUID()}`;
  readonly #editing = new EditingTable();
  tabs: Tab[] = [];

  constructor(userId: string, identity: IdentityRecord, clock: TabletClock, now: () => number, codec: Codec) {
    this.userId = userId;
    this.identity = identity;
    this.clock = clock;
    this.#now = now;
    this.#codec = codec;
  }

  now = (): number => this.#now() + this.clock.skew;

  async openTab(): Promise<Tab> {
    const session: SessionView = {
      userId: this.userId,
      userName: 'x',
      name: 'X',
      initials: 'X',
      roles: ['caseworker'],
      team: null,
      boards: [],
      isDemo: true,
      leaseDays: 14,
    };
    const record = {
      userId: this.userId,
      databaseName: this.#databaseName,
      isCurrent: 1 as const,
      revision: 1,
      session: new Uint8Array(),
    };
    const store = new OpenStore(session, record, this.identity, this.#codec, () => unsealed, 'simulated');
    await store.load();
    const context: FollowUpContext = {
      store,
      editing: this.#editing.for(store),
      now: () => new Date(this.now()),
      randomId: randomUUID,
    };
    const tab: Tab = { store, context };
    this.tabs.push(tab);
    return tab;
  }

  async tab(): Promise<Tab> {
    return this.tabs[0] ?? this.openTab();
  }

  /** The browser is gone with all that was in memory. */
  crash(): void {
    for (const tab of this.tabs) {
      this.#editing.forget(tab.store);
      tab.store.database.close();
    }
    this.tabs = [];
  }

  /** Sends what waits, as the worker does; may die between two effects. */
  async push(
    send: (body: string, signature: string) => Promise<Answered | null>,
    random: () => number,
    plan: CrashPlan,
  ): Promise<void> {
    const { store } = await this.tab();
    const context: PushContext = {
      database: store.database,
      identity: this.identity,
      transport: { ...silent, push: send },
      now: this.now,
      random,
      onChange: () => undefined,
    };
    const perform = async (at: PushState, effect: PushEffect) => {
      if (plan.effectsLeft === 0) throw new Crash();
      if (plan.effectsLeft !== null) plan.effectsLeft -= 1;
      // Small batches: there are seldom many in line here, and what is taken ahead must be tried as well.
      const small = effect.type === 'take' ? { ...effect, mostItems: Math.min(effect.mostItems, 2) } : effect;
      return performPushEffect(context, at, small);
    };
    await playPush(
      await loadPushState(store.database),
      { type: 'wake', now: this.now(), isForced: true },
      perform,
    );
    for (const tab of this.tabs) await tab.store.loadOutbox();
  }

  /** Fetches what has changed, as the worker does. */
  async pull(ask: (cursor: string | null) => Promise<Answered | null>): Promise<void> {
    const { store } = await this.tab();
    await pull({
      database: store.database,
      codec: store.codec,
      userId: this.userId,
      transport: { ...silent, pull: ask },
      now: this.now,
    });
    for (const tab of this.tabs) {
      await tab.store.loadReference();
      await tab.store.loadOutbox();
    }
  }

  async destroy(): Promise<void> {
    this.crash();
    await Dexie.delete(this.#databaseName);
  }
}

/** A tablet's identity with a real key. */
export const makeIdentity = async (): Promise<IdentityRecord> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    name: 'tablet',
    deviceId: randomUUID(),
    privateKey: pair.privateKey,
    publicKey: { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' },
  };
};
