import { expose } from 'comlink';
import * as z from 'zod/mini';
import { createPlainCodec } from '#device/codec.ts';
import { DeviceDatabase, type IdentityRecord, type UserRecord } from '#device/database.ts';
import { storageHealth } from '#device/storage-health.ts';
import { currentUser, enterUser, leaveUser, tabletIdentity } from '#device/tablet-identity.ts';
import { dayIn } from '#domain/day.ts';
import type { SessionView } from '#domain/protocol.ts';
import { createFetchTransport } from '#sync/transport.ts';
import type { OutboxView, SyncStatus, TabletWorker, WorkerEvent } from './api.ts';
import { createEditing } from './editing.ts';
import type { FollowUpContext } from './follow-up-context.ts';
import { OpenStore } from './open-store.ts';
import { buildOutbox } from './outbox-view.ts';
import { enrolTablet, signOutOverNetwork } from './sign-in.ts';
import { SyncLoop } from './sync-loop.ts';
import type { VisitCalls } from './visit-calls.ts';
import { buildWorklist, type ProgressOf } from './worklist.ts';

// Under the content security policy nothing may be compiled from text; zod would try.
z.config({ jitless: true });

interface Opened {
  readonly store: OpenStore;
  readonly loop: SyncLoop;
  readonly context: FollowUpContext;
}

const device = new DeviceDatabase();
const codec = createPlainCodec();
const transport = createFetchTransport();
const listeners = new Set<(event: WorkerEvent) => void>();
let opened: Opened | null = null;
let lastStatus: SyncStatus | null = null;

const emit = (event: WorkerEvent): void => {
  for (const listener of listeners) listener(event);
};

const editing = createEditing(async (followUpId) => {
  // What was typed is on disk before the other tab reads it; what the page still gathers comes within 250 ms.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await opened?.store.writing.idle();
  emit({ type: 'taken-over', followUpId });
});

const current = (): Opened => {
  if (opened === null) throw new Error('Nobody uses the tablet');
  return opened;
};

const close = async (): Promise<void> => {
  const was = opened;
  opened = null;
  await was?.loop.close();
  await was?.store.close();
};

const open = async (session: SessionView, record: UserRecord, identity: IdentityRecord): Promise<void> => {
  await close();
  const store = new OpenStore(session, record, identity, codec);
  await store.load();
  const loop = new SyncLoop(
    store,
    transport,
    (status) => {
      lastStatus = status;
      emit({ type: 'sync', status });
    },
    () => emit({ type: 'changed' }),
    () => enrol(store),
  );
  const context = { store, editing, now: () => new Date(), randomId: () => crypto.randomUUID() };
  opened = { store, loop, context };
};

const enrol = (store: OpenStore): Promise<boolean> =>
  enrolTablet(store.identity, navigator.userAgent.slice(0, 100));

/** Lets in somebody who has just signed in: enrols the tablet for her, and begins to send and fetch. */
const begin = async (session: SessionView): Promise<void> => {
  const identity = await tabletIdentity(device);
  await open(session, await enterUser(device, codec, session), identity);
  const { loop, store } = current();
  const isEnrolled = session.roles.includes('caseworker');
  if (isEnrolled) await enrol(store);
  void loop.sync(isEnrolled);
};

/** Milliseconds after which sending and fetching begin where no list is asked for. */
const longestRest = 2_000;
let resting: ReturnType<typeof setTimeout> | undefined;

/** Sends and fetches in a moment: what the screen waits for comes first. */
const syncIn = (milliseconds: number): void => {
  clearTimeout(resting);
  resting = setTimeout(() => {
    resting = undefined;
    void opened?.loop.sync(false);
  }, milliseconds);
};

let loading: Promise<VisitCalls> | undefined;
let progress: ProgressOf | undefined;

/** What is done in follow-ups, loaded when it is first needed or a moment after the lists. */
const visits = (): Promise<VisitCalls> => {
  loading ??= import('./visit-calls.ts').then(
    ({ createVisitCalls, progressOf }) => {
      progress = progressOf;
      // The lists were made without it.
      if (opened !== null && opened.store.drafts.size > 0) emit({ type: 'changed' });
      return createVisitCalls({
        context: () => current().context,
        tellOfChange: () => emit({ type: 'changed' }),
        push: (isForced) => void current().loop.push(isForced),
      });
    },
    (problem: unknown) => {
      loading = undefined;
      throw problem;
    },
  );
  return loading;
};

/** Milliseconds that the page gets to show its list before the code for the visits is loaded. */
const restBeforeVisits = 500;

/** Loads it ahead. Where that fails, whoever asks for it next is told. */
const loadVisits = (): void => {
  if (loading === undefined) setTimeout(() => visits().catch(() => undefined), restBeforeVisits);
};

const noStatus: SyncStatus = {
  isOnline: navigator.onLine,
  waiting: 0,
  needsYou: 0,
  isSending: false,
  problem: null,
  nextTryAt: null,
  needsSignIn: false,
  pulledAt: null,
};

const worker: TabletWorker = {
  start: async () => {
    const [identity, user] = await Promise.all([tabletIdentity(device), currentUser(device, codec)]);
    if (user) {
      await open(user.session, user.record, identity);
      syncIn(longestRest);
    }
    return { session: user?.session ?? null, deviceId: identity.deviceId };
  },
  adopt: (session) => begin(session),
  signOut: async () => {
    await close();
    await leaveUser(device);
    await signOutOverNetwork();
  },
  subscribe: async (listener) => {
    listeners.add(listener);
    await opened?.loop.status();
  },

  worklist: async (query) => {
    const list = buildWorklist(current().store.contents(), query, dayIn(new Date()), progress);
    if (resting !== undefined) syncIn(0);
    loadVisits();
    return list;
  },
  openFollowUp: async (...asked) => (await visits()).openFollowUp(...asked),
  closeFollowUp: async (followUpId) => {
    // In line with what was asked for in it before.
    await loading;
    await opened?.store.writing.idle();
    editing.release(followUpId);
  },
  takeOver: async (...asked) => (await visits()).takeOver(...asked),
  startUnplanned: async (...asked) => (await visits()).startUnplanned(...asked),
  recordAnswer: async (...asked) => (await visits()).recordAnswer(...asked),
  recordPosition: async (...asked) => (await visits()).recordPosition(...asked),
  markCarriedOut: async (...asked) => (await visits()).markCarriedOut(...asked),
  markNotCarriedOut: async (...asked) => (await visits()).markNotCarriedOut(...asked),
  submit: async (...asked) => (await visits()).submit(...asked),
  takeBack: async (...asked) => (await visits()).takeBack(...asked),
  correct: async (...asked) => (await visits()).correct(...asked),
  settle: async (...asked) => (await visits()).settle(...asked),
  sendAgain: async (...asked) => (await visits()).sendAgain(...asked),
  exportItem: async (...asked) => (await visits()).exportItem(...asked),

  outbox: async (): Promise<OutboxView> => buildOutbox(current().store.contents(), lastStatus ?? noStatus),
  syncNow: () => current().loop.sync(true),
  nudge: async (cause) => {
    if (opened === null) return;
    opened.loop.setOnline(cause === 'offline' ? false : navigator.onLine);
    if (cause === 'online') void opened.loop.sync(true);
    if (cause === 'visible') void opened.loop.sync(false);
  },
  storageHealth: async () => storageHealth(),
};

expose(worker);
