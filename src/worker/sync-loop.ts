import type { DeviceDatabase } from '#device/database.ts';
import { dropLog } from '#device/drafts.ts';
import { renewLease } from '#device/lease.ts';
import { countWaiting } from '#device/outbox.ts';
import { resealItems } from '#device/outbox-sealing.ts';
import { readSettings } from '#device/settings.ts';
import { changesChannel, pushLock } from '#sync/channels.ts';
import { pull } from '#sync/pull.ts';
import { push, type PushOutcome } from '#sync/push.ts';
import { eraseIfDelivered, hearSealingKey, isReportedLost, type StandingContext } from '#sync/standing.ts';
import type { Transport } from '#sync/transport.ts';
import type { SyncStatus } from './api.ts';
import type { OpenStore } from './open-store.ts';
import { countNeeding } from './outbox-view.ts';

/** Milliseconds between fetches while somebody has the app in front of her. */
const pullEvery = 5 * 60_000;

/**
 * When to send and to fetch, for one open store: at the start, when told that the network is back or the app is in
 * front, after something was put in the outbox, when a back-off has run out, and when asked.
 */
export class SyncLoop {
  readonly #store: OpenStore;
  readonly #transport: Transport;
  readonly #onStatus: (status: SyncStatus) => void;
  readonly #onContents: () => void;
  readonly #enrol: () => Promise<boolean>;
  readonly #standing: StandingContext;
  readonly #onErased: () => void;
  #isLost = false;
  #leasedAt = 0;
  #sealedAnewAt = 0;
  #hasTriedToEnrol = false;
  readonly #channel = new BroadcastChannel(changesChannel);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #every: ReturnType<typeof setInterval>;
  #needsSignIn = false;
  #isOnline = navigator.onLine;
  #outcome: PushOutcome = { nextTryAt: null, problem: null };
  #pulling: Promise<void> | null = null;
  #isClosed = false;

  constructor(
    store: OpenStore,
    device: DeviceDatabase,
    transport: Transport,
    onStatus: (status: SyncStatus) => void,
    onContents: () => void,
    enrol: () => Promise<boolean>,
    onErased: () => void,
  ) {
    this.#store = store;
    this.#standing = { device, identity: store.identity, transport, now: Date.now };
    this.#onErased = onErased;
    this.#transport = transport;
    this.#onStatus = onStatus;
    this.#onContents = onContents;
    this.#enrol = enrol;
    this.#channel.onmessage = (event: MessageEvent<unknown>) => {
      if (event.data === store.database.name) void this.#reload();
    };
    this.#every = setInterval(() => void this.pull(), pullEvery);
  }

  /** Sends what waits, and then fetches. */
  async sync(isForced: boolean): Promise<void> {
    await this.push(isForced);
    await this.pull();
  }

  /** Sends what waits. `isForced`: also where the next try was to be later. */
  async push(isForced: boolean): Promise<void> {
    if (this.#isClosed) return;
    const store = this.#store;
    if ((await countWaiting(store.database)) === 0) {
      this.#outcome = { nextTryAt: null, problem: null };
      await this.status();
      return;
    }
    await navigator.locks.request(pushLock(store.database.name), async () => {
      if (this.#isClosed) return;
      store.isSending = true;
      await this.status();
      this.#outcome = await push(
        {
          database: store.database,
          identity: store.identity,
          transport: this.#transport,
          now: Date.now,
          random: Math.random,
          onChange: () => this.#tellOthers(),
          onLost: () => (this.#isLost = true),
        },
        isForced,
      );
      store.isSending = false;
    });
    await this.#dropLogs();
    if (this.#outcome.problem === null) this.#isOnline = true;
    if (this.#outcome.problem === 'offline') this.#isOnline = false;
    this.#schedule();
    await this.#reload();
    await this.#enrolAnew();
    await this.#sealAnew();
    await this.#seeToLoss();
  }

  /** Seals anew what the server could not open, for the key that it has now, and sends that. */
  async #sealAnew(): Promise<void> {
    const { database, sent } = this.#store;
    const isDue = Date.now() > this.#sealedAnewAt + 60_000;
    if (this.#isClosed || !isDue || !sent.some(({ record }) => record.state === 'reseal')) return;
    // A server that will have it sealed anew each time is asked again in a minute, not at once.
    this.#sealedAnewAt = Date.now();
    // What was signed with a key that the register has lost is taken when it knows the key again.
    await Promise.all([hearSealingKey(this.#standing), this.#enrol()]);
    if ((await resealItems(this.#store.sealing, database)) > 0) await this.push(true);
  }

  /** A tablet that was reported lost delivers what it has and is then emptied, whoever has it in her hands. */
  async #seeToLoss(): Promise<void> {
    if (!this.#isLost || this.#isClosed) return;
    if (await eraseIfDelivered(this.#standing)) this.#onErased();
  }

  /**
   * A register that does not know the tablet, or not for this person (an enrolment that failed, a restored backup),
   * is told once; without a session it takes somebody to sign in.
   */
  async #enrolAnew(): Promise<void> {
    const isUnknown = this.#outcome.problem === 'unknown-device' || this.#outcome.problem === 'wrong-user';
    if (!isUnknown || this.#hasTriedToEnrol || this.#isClosed) return;
    this.#hasTriedToEnrol = true;
    if (await this.#enrol()) await this.push(true);
  }

  /** Fetches what has changed; a fetch under way serves for this one. */
  async pull(): Promise<void> {
    if (this.#isClosed) return;
    this.#pulling ??= this.#pullOnce().finally(() => {
      this.#pulling = null;
    });
    await this.#pulling;
  }

  async #pullOnce(): Promise<void> {
    const { database, codec, userId, session } = this.#store;
    if (!session.roles.includes('caseworker')) return;
    const { cursor: before } = await readSettings(database);
    const outcome = await navigator.locks.request(`foljsam-pull-${database.name}`, () =>
      pull({ database, codec, userId, transport: this.#transport, now: Date.now }),
    );
    if (this.#isClosed) return;
    this.#isOnline = outcome !== 'offline';
    this.#needsSignIn = outcome === 'needs-sign-in';
    if (outcome === 'done') await this.#renewLease();
    const { cursor } = await readSettings(database);
    // Without network nothing has come, and what is shown stands as it is.
    if (outcome === 'done' || cursor !== before) {
      await Promise.all([this.#store.loadReference(), this.#store.loadOutbox()]);
      this.#tellOthers();
      this.#onContents();
    }
    await this.status();
    // The register may just have been heard to lack what it once had.
    if (outcome === 'done' && (await countWaiting(database)) > 0) void this.push(false);
  }

  /** The register has just known her; noted once an hour. */
  async #renewLease(): Promise<void> {
    const { database, codec, session } = this.#store;
    if (Date.now() < this.#leasedAt + 3_600_000) return;
    this.#leasedAt = Date.now();
    await renewLease(database, codec, { heardAt: this.#leasedAt, days: session.leaseDays });
    await hearSealingKey(this.#standing);
    this.#isLost ||= await isReportedLost(this.#standing);
    await this.#seeToLoss();
    await this.#keepDeposit();
  }

  /** Has the register keep what opens the store once the passphrase is forgotten. */
  async #keepDeposit(): Promise<void> {
    try {
      const { keepDepositTrue } = await import('./recovery-deposit.ts');
      await keepDepositTrue(this.#store, this.#standing.device);
    } catch (problem) {
      // Nothing of the day's work hangs on it, and it is tried again in an hour.
      console.error(problem);
    }
  }

  /** The page says that the browser's network has changed. */
  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline;
    void this.status();
  }

  /** Tells the page how sending and fetching stand. */
  async status(): Promise<void> {
    const { database } = this.#store;
    const { nextTryAt, problem } = this.#outcome;
    const [waiting, settings] = await Promise.all([countWaiting(database), readSettings(database)]);
    this.#onStatus({
      isOnline: this.#isOnline,
      waiting,
      needsYou: countNeeding(this.#store.contents()),
      isSending: this.#store.isSending,
      problem: waiting > 0 ? problem : null,
      nextTryAt: waiting > 0 && nextTryAt !== null ? new Date(nextTryAt).toISOString() : null,
      needsSignIn: this.#needsSignIn,
      pulledAt: settings.pulledAt,
    });
  }

  /** Ends the loop; what is on its way ends by itself. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#every);
    this.#channel.close();
    await this.#pulling;
  }

  /** Lets go of the logs of what the register has received; the snapshots stay for reading. */
  async #dropLogs(): Promise<void> {
    const { database, drafts, sent } = this.#store;
    const logged = await database.changes.orderBy('followUpId').uniqueKeys();
    const received = new Set(
      sent.filter(({ record }) => record.state === 'received').map(({ record }) => record.id),
    );
    for (const followUpId of logged) {
      const kept = drafts.get(String(followUpId));
      if (kept?.sent != null && received.has(kept.sent.itemId)) {
        await dropLog(database, kept.draft.followUpId, kept.through);
      }
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#outcome.nextTryAt === null || this.#isClosed) return;
    this.#timer = setTimeout(() => void this.push(false), Math.max(0, this.#outcome.nextTryAt - Date.now()));
  }

  #tellOthers(): void {
    // What was under way when she left ends by itself, and tells nobody.
    if (this.#isClosed) return;
    this.#channel.postMessage(this.#store.database.name);
  }

  async #reload(): Promise<void> {
    if (this.#isClosed) return;
    await this.#store.loadOutbox();
    this.#onContents();
    await this.status();
  }
}
