import { expose } from 'comlink';
import * as z from 'zod/mini';
import { DeviceDatabase } from '#device/database.ts';
import { createSeal } from '#device/seal.ts';
import { storageHealth } from '#device/storage-health.ts';
import { defaultLockAfter, readSettings, writeSettings } from '#device/settings.ts';
import { currentUser, leaveUser, tabletIdentity } from '#device/tablet-identity.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import { passkeysOf } from '#device/vault/vault-store.ts';
import { dayIn } from '#domain/day.ts';
import type { SessionView } from '#domain/session.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { createFetchTransport } from '#sync/transport.ts';
import type { OutboxView, SyncStatus, TabletWorker, WorkerEvent } from './api.ts';
import type { Standing, UnlockProblem } from './api-vault.ts';
import type { CopyKeeper } from './copies/keeper.ts';
import { createEditing } from './editing.ts';
import type { FollowUpContext } from './follow-up-context.ts';
import { OpenStore } from './open-store.ts';
import { enrolTablet, signOutOverNetwork } from './sign-in.ts';
import { createKeySharing } from './key-sharing.ts';
import type { SyncLoop } from './sync-loop.ts';
import type { VisitCalls } from './visit-calls.ts';
import {
  enter,
  hasStore,
  makeStore,
  unlockOther,
  unlockStore,
  type OpenedVault,
  type VaultContext,
} from './vault.ts';
import { buildWorklist, listPlacements, type ProgressOf } from './worklist.ts';

// Under the content security policy nothing may be compiled from text; zod would try.
z.config({ jitless: true });

interface Opened {
  readonly store: OpenStore;
  /** Sends and fetches. */
  readonly loop: () => Promise<SyncLoop>;
  readonly closeLoop: () => Promise<void>;
  readonly context: FollowUpContext;
}

const device = new DeviceDatabase();
const transport = createFetchTransport();
const listeners = new Set<(event: WorkerEvent) => void>();
let opened: Opened | null = null;
/** The copies of the drafts of the store that is open. */
let keeping: Promise<CopyKeeper> | null = null;
let lastStatus: SyncStatus | null = null;
/** Somebody who has signed in and whose store is not open yet. */
let signedIn: SessionView | null = null;

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
  if (opened === null) throw new Error('Nobody has her store open');
  return opened;
};

/** Whether another tab has said that all lock: then it need not be said again. */
let hasHeardLock = false;
const sharing = createKeySharing(() => {
  hasHeardLock = true;
  emit({ type: 'lock' });
});
const identity = tabletIdentity(device);
const vaultContext = async (): Promise<VaultContext> => ({ device, identity: await identity, now: Date.now });
const standingContext = async () => ({ ...(await vaultContext()), transport });

/** Copies of drafts: loaded after everything that somebody waits for. */
const copies = (): Promise<CopyKeeper> => {
  const { context } = current();
  keeping ??= import('./copies/keeper.ts').then(({ keepCopies }) =>
    keepCopies(context, () => emit({ type: 'changed' })),
  );
  return keeping;
};

/** Milliseconds after opening in which the copies stand back. */
const restBeforeCopies = 1_500;

/** Looks after the copies in a moment. `passphrase`: in hand just now, where the key to them is not here yet. */
const seeToCopies = (passphrase: string | null): void => {
  const { store } = current();
  setTimeout(() => {
    if (opened?.store !== store) return;
    copies()
      .then((keeper) => keeper.refresh(passphrase))
      // A copy less: the draft is where it is, and the next look tries again.
      .catch((problem: unknown) => {
        keeping = null;
        console.error(problem);
      });
  }, restBeforeCopies);
};

const close = async (): Promise<void> => {
  const was = opened;
  const kept = keeping;
  opened = null;
  keeping = null;
  sharing.withdraw();
  await was?.closeLoop();
  (await kept)?.close();
  await was?.store.close();
};

/** Sending and fetching for an open store, loaded when it is first asked for: nobody waits for it to see her list. */
const loopOf = (store: OpenStore): Pick<Opened, 'loop' | 'closeLoop'> => {
  let loading: Promise<SyncLoop> | undefined;
  const load = async (): Promise<SyncLoop> => {
    const { SyncLoop } = await import('./sync-loop.ts');
    return new SyncLoop(
      store,
      device,
      transport,
      (status) => {
        lastStatus = status;
        emit({ type: 'sync', status });
      },
      () => {
        emit({ type: 'changed' });
        if (keeping !== null) beside(keeping.then((keeper) => keeper.look()));
      },
      () => enrol(store),
      () => emit({ type: 'erased' }),
    );
  };
  return {
    loop: () => {
      loading ??= load().catch((problem: unknown) => {
        loading = undefined;
        throw problem;
      });
      return loading;
    },
    closeLoop: async () => (await loading)?.close(),
  };
};

/** What is done beside what the page has asked for; where it fails there is a next time. */
const beside = (work: Promise<unknown>): void => {
  work.catch((problem: unknown) => console.error(problem));
};

const sync = async (isForced: boolean): Promise<void> => (await opened?.loop())?.sync(isForced);

/** Opens the store that a vault was opened for; the key stays in this worker, and with the other tabs'. */
const open = async ({ session, record, key }: OpenedVault): Promise<Standing> => {
  await close();
  const codec = createRecordCodec(key, secureRandomBytes);
  const store = new OpenStore(
    session,
    record,
    await identity,
    codec,
    (author) => createSeal(device, author),
    __APP_VERSION__,
  );
  await store.load();
  const context = { store, editing, now: () => new Date(), randomId: () => crypto.randomUUID() };
  opened = { store, ...loopOf(store), context };
  signedIn = null;
  sharing.offer(session.userId, key);
  return { state: 'open', session, lockAfter: (await readSettings(store.database)).lockAfter };
};

const enrol = async (store: OpenStore): Promise<boolean> =>
  enrolTablet(store.identity, navigator.userAgent.slice(0, 100), (await store.author()).publicKey);

/** What the register is told once somebody's store is open with a session: the tablet, and how it is got back. */
const enterRegister = async (): Promise<void> => {
  await enrol(current().store);
  const { hearSealingKey } = await import('#sync/standing.ts');
  await hearSealingKey(await standingContext());
  beside(sync(true));
};

/** Opens, and goes on with what was waiting for it. */
const enterWith = async (
  vault: Result<OpenedVault, UnlockProblem>,
  passphrase: string | null,
): Promise<Result<Standing, UnlockProblem>> => {
  if (!vault.ok) return vault;
  const isNew = signedIn !== null;
  const standing = await open(vault.value);
  if (isNew) await enterRegister();
  else syncIn(longestRest);
  seeToCopies(passphrase);
  return succeed(standing);
};

/** A lost tablet, nobody's store open: what can be done without one. */
const seeToLoss = async (): Promise<void> => {
  const context = await standingContext();
  if ((await device.users.count()) === 0) return;
  const { eraseIfDelivered, isReportedLost } = await import('#sync/standing.ts');
  if (!(await isReportedLost(context))) return;
  if (await eraseIfDelivered(context)) emit({ type: 'erased' });
};

/** Milliseconds after which sending and fetching begin where no list is asked for. */
const longestRest = 2_000;

/** While she types her passphrase: what it takes to try it, and to date the list, is got ready; and the register is asked of the tablet itself. */
const prepareToOpen = (): void => {
  beside(import('#device/vault/argon2.ts'));
  dayIn(new Date());
  setTimeout(() => {
    if (opened === null) beside(seeToLoss());
  }, longestRest);
};
let resting: ReturnType<typeof setTimeout> | undefined;

/** Sends and fetches in a moment: what the screen waits for comes first. */
const syncIn = (milliseconds: number): void => {
  clearTimeout(resting);
  resting = setTimeout(() => {
    resting = undefined;
    beside(sync(false));
  }, milliseconds);
};

/** Does something for her who has just signed in; her store is not open yet. */
const signedInAs = async <Value, Problem>(
  work: (session: SessionView) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem | 'sign-in'>> => (signedIn === null ? fail('sign-in') : work(signedIn));

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
        beforeOpening: async (followUpId) => {
          try {
            await (await copies()).beforeOpening(followUpId);
          } catch (problem) {
            // What was written here opens all the same.
            console.error(problem);
          }
        },
        push: (isForced) =>
          beside(
            current()
              .loop()
              .then((loop) => loop.push(isForced)),
          ),
      });
    },
    (problem: unknown) => {
      loading = undefined;
      throw problem;
    },
  );
  return loading;
};

/** Settles when what was asked for in follow-ups before is written, in line with it. */
const writtenSoFar = async (): Promise<void> => {
  await loading;
  await opened?.store.writing.idle();
};

/** Milliseconds that the page gets to show its list before more code is loaded and the network is asked. */
const afterList = 500;

/** Loads it ahead. Where that fails, whoever asks for it next is told. */
const loadVisits = (): void => {
  if (loading === undefined) setTimeout(() => visits().catch(() => undefined), afterList);
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
    const user = await currentUser(device);
    if (user === undefined || !(await hasStore(device, user.userId))) return { state: 'nobody' };
    const key = await sharing.ask(user.userId);
    if (key !== undefined) {
      const entered = await enter(await vaultContext(), user.userId, key, null);
      if (entered.ok) {
        const standing = await open(entered.value);
        syncIn(longestRest);
        seeToCopies(null);
        return standing;
      }
    }
    prepareToOpen();
    return { state: 'locked' };
  },
  adopt: async (session) => {
    if (!session.roles.includes('caseworker')) {
      await close();
      await leaveUser(device);
      return { state: 'open', session, lockAfter: defaultLockAfter };
    }
    if (opened?.store.userId === session.userId) {
      await enrol(opened.store);
      beside(sync(true));
      return { state: 'open', session, lockAfter: (await readSettings(opened.store.database)).lockAfter };
    }
    await close();
    signedIn = session;
    return (await hasStore(device, session.userId)) ? { state: 'locked' } : { state: 'unprotected', session };
  },
  passkeys: async () => {
    const userId = signedIn?.userId ?? (await currentUser(device))?.userId;
    return userId === undefined ? [] : passkeysOf(device, userId);
  },
  unlock: async (opening) =>
    enterWith(
      await unlockStore(await vaultContext(), opening, signedIn),
      opening.kind === 'passphrase' ? opening.passphrase : null,
    ),
  switchUser: async (passphrase) =>
    enterWith(await unlockOther(await vaultContext(), passphrase), passphrase),
  protect: async (passphrase) => {
    if (signedIn === null) throw new Error('Nobody has signed in');
    const { isGoodPassphrase } = await import('./passphrases.ts');
    if (!(await isGoodPassphrase(passphrase))) return fail('too-weak');
    const made = await makeStore(await vaultContext(), signedIn, passphrase);
    if (!made.ok) return made;
    const standing = await open(made.value);
    await enterRegister();
    seeToCopies(passphrase);
    return succeed(standing);
  },
  recovery: () =>
    signedInAs(async (session) =>
      (await import('./recovery.ts')).readRecovery(await vaultContext(), session),
    ),
  askForRecovery: () =>
    signedInAs(async (session) =>
      (await import('./recovery.ts')).askForRecovery(await vaultContext(), session),
    ),
  withdrawRecovery: () =>
    signedInAs(async (session) =>
      (await import('./recovery.ts')).withdrawRecovery(await vaultContext(), session),
    ),
  recover: (passphrase) =>
    signedInAs(async (session) => {
      const { recover } = await import('./recovery.ts');
      const recovered = await recover(await vaultContext(), session, passphrase);
      if (!recovered.ok) return recovered;
      const standing = await open(recovered.value);
      await enterRegister();
      beside(copies().then((keeper) => keeper.rewrap(passphrase)));
      return succeed(standing);
    }),
  suggestPassphrase: async () => (await import('./passphrases.ts')).suggestPassphrase(),
  judgePassphrase: async (passphrase) => (await import('./passphrases.ts')).judge(passphrase),
  changePassphrase: async (now, next) => {
    const { changeOwnPassphrase } = await import('./slot-changes.ts');
    const changed = await changeOwnPassphrase(device, current().store, now, next);
    if (changed.ok) await (await copies()).rewrap(next);
    return changed;
  },
  slots: async () => (await import('./slot-changes.ts')).slotsOf(device, current().store.userId),
  addPasskey: async (passphrase, passkey) =>
    (await import('./slot-changes.ts')).addOwnPasskey(device, current().store.userId, passphrase, passkey),
  removeSlot: async (slotId) =>
    (await import('./slot-changes.ts')).removeOwnSlot(device, current().store.userId, slotId),
  setLockAfter: async (minutes) => {
    await writeSettings(current().store.database, { lockAfter: Math.min(15, Math.max(1, minutes)) });
  },
  lock: async () => {
    await close();
    if (!hasHeardLock) sharing.tellLock();
  },
  signOut: async () => {
    await close();
    await leaveUser(device);
    sharing.tellLock();
    await signOutOverNetwork();
  },
  subscribe: async (listener) => {
    listeners.add(listener);
    await (await opened?.loop())?.status();
  },

  worklist: async (query) => {
    const list = buildWorklist(current().store.contents(), query, dayIn(new Date()), progress);
    if (resting !== undefined) syncIn(afterList);
    loadVisits();
    return list;
  },
  placements: async (search) => listPlacements(current().store.contents(), search, dayIn(new Date())),
  openFollowUp: async (...asked) => (await visits()).openFollowUp(...asked),
  refusedDraft: async (followUpId) =>
    (await import('./refused-drafts.ts')).refusedDraft(current().store, followUpId),
  acceptRefusedDraft: async (followUpId) =>
    (await import('./refused-drafts.ts')).acceptRefusedDraft(current().store, followUpId),
  closeFollowUp: async (followUpId) => {
    await writtenSoFar();
    editing.release(followUpId);
  },
  takeOver: async (...asked) => (await visits()).takeOver(...asked),
  startUnplanned: async (...asked) => (await visits()).startUnplanned(...asked),
  recordAnswer: async (...asked) => (await visits()).recordAnswer(...asked),
  flagWhenWritten: async (flag) => {
    await writtenSoFar();
    Atomics.store(flag, 0, 1);
  },
  recordPosition: async (...asked) => (await visits()).recordPosition(...asked),
  references: async (...asked) => (await visits()).references(...asked),
  takeVersion: async (...asked) => (await visits()).takeVersion(...asked),
  markCarriedOut: async (...asked) => (await visits()).markCarriedOut(...asked),
  markNotCarriedOut: async (...asked) => (await visits()).markNotCarriedOut(...asked),
  submit: async (...asked) => (await visits()).submit(...asked),
  takeBack: async (...asked) => (await visits()).takeBack(...asked),
  correct: async (...asked) => (await visits()).correct(...asked),
  settle: async (...asked) => (await visits()).settle(...asked),
  sendAgain: async (...asked) => (await visits()).sendAgain(...asked),
  exportItem: async (...asked) => (await visits()).exportItem(...asked),

  copiesStanding: async () => (await copies()).copiesStanding(),
  isOwnPassphrase: async (passphrase) =>
    (await import('./slot-changes.ts')).isOwnPassphrase(device, current().store.userId, passphrase),
  givePassphrase: async (passphrase) => {
    const keeper = await copies();
    // The first key is wrapped under the passphrase of this device, and not under a slip of the finger.
    const isFirst = current().store.copiesState === 'none';
    if (isFirst && !(await worker.isOwnPassphrase(passphrase))) return fail('wrong-secret');
    return keeper.givePassphrase(passphrase);
  },
  draftNews: async (followUpId) => (await copies()).draftNews(followUpId),
  takeInCopies: async (followUpId) => (await copies()).takeInCopies(followUpId),
  chooseAnswer: async (...asked) => (await copies()).chooseAnswer(...asked),
  exportDrafts: async (followUpId) => (await copies()).exportDrafts(followUpId),
  importDrafts: async (...asked) => (await copies()).importDrafts(...asked),

  outbox: async (): Promise<OutboxView> => {
    const { buildOutbox } = await import('./outbox-view.ts');
    return buildOutbox(current().store.contents(), lastStatus ?? noStatus);
  },
  onDevice: async () => (await import('./on-device.ts')).namesOnDevice(current().store.contents()),
  syncNow: () => sync(true),
  nudge: async (cause) => {
    const loop = await opened?.loop();
    loop?.setOnline(cause === 'offline' ? false : navigator.onLine);
    if (cause === 'online') {
      beside(sync(true));
      if (keeping !== null) beside(keeping.then((keeper) => keeper.refresh()));
    }
    if (cause === 'visible') beside(sync(false));
  },
  storageHealth: async () => storageHealth(),
};

expose(worker);
