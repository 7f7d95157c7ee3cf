import { expose } from 'comlink';
import * as z from 'zod/mini';
import { createPlainCodec } from '#device/codec.ts';
import { DeviceDatabase, type IdentityRecord, type UserRecord } from '#device/database.ts';
import { requeueItem } from '#device/outbox.ts';
import { storageHealth } from '#device/storage-health.ts';
import { currentUser, enterUser, leaveUser, tabletIdentity } from '#device/tablet-identity.ts';
import { dayIn } from '#domain/day.ts';
import type { SessionView } from '#domain/protocol.ts';
import { createFetchTransport } from '#sync/transport.ts';
import type { OutboxView, SyncStatus, TabletWorker, WorkerEvent } from './api.ts';
import { createEditing } from './editing.ts';
import { startUnplanned } from './beginning.ts';
import { correct, takeBack } from './corrections.ts';
import { questionnaireOf, type FollowUpContext } from './follow-up-context.ts';
import { markCarriedOut, markNotCarriedOut, tellsOfVisit } from './occasions.ts';
import { openFollowUp } from './opening.ts';
import { settle } from './settling.ts';
import { exportItem, submit } from './submissions.ts';
import { recordAnswer, recordPosition } from './writing.ts';
import { OpenStore } from './open-store.ts';
import { buildOutbox } from './outbox-view.ts';
import { enrolTablet, signOutOverNetwork } from './sign-in.ts';
import { SyncLoop } from './sync-loop.ts';
import { buildWorklist } from './worklist.ts';

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

/** After something was put in the outbox: the lists change, and a try is made. */
const afterSending = (): void => {
  const { loop } = current();
  emit({ type: 'changed' });
  void loop.push(false);
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
    const list = buildWorklist(current().store.contents(), query, dayIn(new Date()));
    if (resting !== undefined) syncIn(0);
    return list;
  },
  openFollowUp: (followUpId) => openFollowUp(current().context, followUpId),
  closeFollowUp: async (followUpId) => {
    await opened?.store.writing.idle();
    editing.release(followUpId);
  },
  takeOver: async (followUpId) => {
    await editing.takeOver(followUpId);
    return openFollowUp(current().context, followUpId);
  },
  startUnplanned: async (placementId) => {
    const followUpId = await startUnplanned(current().context, placementId);
    emit({ type: 'changed' });
    return followUpId;
  },

  recordAnswer: async (followUpId, question, answer, isTyping) => {
    const { context, store } = current();
    const kept = store.drafts.get(followUpId);
    const saved = await recordAnswer(context, followUpId, question, answer, isTyping);
    const asked = kept ? questionnaireOf(store, kept) : null;
    if (saved.ok && kept && tellsOfVisit(kept, asked, question, answer)) {
      // Told beside the answer, never instead of it: the answer is on disk whatever becomes of this.
      const told = await markCarriedOut(context, followUpId);
      if (told.ok) afterSending();
    }
    return saved;
  },
  recordPosition: (followUpId, section, question) =>
    recordPosition(current().context, followUpId, section, question),
  markCarriedOut: async (followUpId) => {
    const told = await markCarriedOut(current().context, followUpId);
    if (told.ok) afterSending();
    return told;
  },
  markNotCarriedOut: async (followUpId, reason, comment) => {
    const told = await markNotCarriedOut(current().context, followUpId, reason, comment);
    if (told.ok) afterSending();
    return told;
  },
  submit: async (followUpId) => {
    const sent = await submit(current().context, followUpId);
    if (sent.ok) afterSending();
    return sent;
  },
  takeBack: async (itemId) => {
    const taken = await takeBack(current().context, itemId);
    if (taken.ok) afterSending();
    return taken;
  },
  correct: async (followUpId) => {
    const corrected = await correct(current().context, followUpId);
    if (corrected.ok) afterSending();
    return corrected;
  },
  settle: async (followUpId, submissionId, choices) => {
    const settled = await settle(current().context, followUpId, submissionId, choices);
    if (settled.ok) afterSending();
    return settled;
  },
  sendAgain: async (itemId) => {
    const { store, loop } = current();
    await requeueItem(store.database, itemId);
    await store.loadOutbox();
    emit({ type: 'changed' });
    void loop.push(true);
  },
  exportItem: (itemId) => exportItem(current().context, itemId),

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
