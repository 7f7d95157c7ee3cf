import type { IdentityRecord, TabletDatabase } from '#device/database.ts';
import { applyResults, hearEpoch, refuseItem, releaseBackedUp, takeBatch } from '#device/outbox.ts';
import { wayStores } from '#device/outbox-rows.ts';
import { readSettings, writeSettings } from '#device/settings.ts';
import { signBatch } from '#device/tablet-signing.ts';
import { protocolVersion, type UploadBatch } from '#domain/protocol.ts';
import { initialPushState, stepPush, type PushEffect, type PushEvent, type PushState } from './engine.ts';
import { readPushReply, syncProblems, type SyncProblem } from './reply.ts';
import type { Transport } from './transport.ts';

/** What sending works with. */
export interface PushContext {
  readonly database: TabletDatabase;
  readonly identity: IdentityRecord;
  readonly transport: Transport;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Something changed that a screen may show. */
  readonly onChange: () => void;
  /** The server says that the tablet was reported lost. */
  readonly onLost?: () => void;
}

/** How a round of sending ended: when the next is due, and why; nothing where all is sent. */
export interface PushOutcome {
  readonly nextTryAt: number | null;
  readonly problem: SyncProblem | null;
}

const isProblem = (value: string | null): value is SyncProblem => syncProblems.some((each) => each === value);

/** The state of sending as it was last kept. */
export const loadPushState = async (database: TabletDatabase): Promise<PushState> => {
  const { attempt, nextTryAt, problem, epoch } = await readSettings(database);
  return {
    ...initialPushState,
    attempt,
    epoch,
    nextTryAt: nextTryAt === null ? null : Date.parse(nextTryAt),
    problem: isProblem(problem) ? problem : null,
  };
};

const saveState = (database: TabletDatabase, { attempt, nextTryAt, problem }: PushState): Promise<void> =>
  writeSettings(database, {
    attempt,
    nextTryAt: nextTryAt === null ? null : new Date(nextTryAt).toISOString(),
    problem,
  });

/** Does what an effect says; gives the event that comes of it, where one does. */
export const performPushEffect = async (
  context: PushContext,
  state: PushState,
  effect: PushEffect,
): Promise<PushEvent | undefined> => {
  const { database, identity, transport, now, random } = context;
  switch (effect.type) {
    case 'take':
      return { type: 'taken', ...(await takeBatch(database, effect.mostItems, effect.after)) };
    case 'post': {
      const { deviceId } = identity;
      const { epoch } = effect;
      const batch: UploadBatch = { protocol: protocolVersion, epoch, deviceId, items: [...effect.items] };
      const body = JSON.stringify(batch);
      const answered = await transport.push(body, await signBatch(identity, body));
      const reply = readPushReply(answered, now());
      if (reply.type === 'results' && reply.reply.device === 'lost') context.onLost?.();
      return { type: 'answered', reply, now: now(), chance: random() };
    }
    case 'apply':
      await database.transaction('rw', [...wayStores(database), database.contents], async () => {
        // Before the receipts are written: those are of the new epoch, and what is sent again is of the old one.
        await hearEpoch(database, effect.epoch);
        await applyResults(database, effect.results);
        await releaseBackedUp(database, effect.backedUpThrough);
      });
      context.onChange();
      return { type: 'applied' };
    case 'refuse':
      await refuseItem(database, effect.itemId, effect.code);
      context.onChange();
      return { type: 'applied' };
    case 'tell':
      await saveState(database, state);
      context.onChange();
      return undefined;
    case 'wait':
      return undefined;
  }
};

/**
 * Steps from an event until nothing comes of it any more. What is handed to the network goes on while the effects after it
 * are performed; it has ended, one way or another, when this ends. Gives the last state.
 */
export const playPush = async (
  initial: PushState,
  first: PushEvent,
  perform: (state: PushState, effect: PushEffect) => Promise<PushEvent | undefined>,
): Promise<PushState> => {
  let state = initial;
  const all: Promise<unknown>[] = [];
  let posted: Promise<PushEvent | undefined>[] = [];
  const events: PushEvent[] = [first];
  const nextEvent = async (): Promise<PushEvent | undefined> =>
    events.length > 0 ? events.shift() : posted.shift();
  try {
    for (let event = await nextEvent(); event !== undefined; event = await nextEvent()) {
      const step = stepPush(state, event);
      state = step.state;
      // What was handed over before another beginning is answered for when it is sent again.
      if (state.phase !== 'posting') posted = [];
      for (const effect of step.effects) {
        const performed = perform(state, effect);
        if (effect.type === 'post') {
          posted.push(performed);
          all.push(Promise.allSettled([performed]));
          continue;
        }
        const next = await performed;
        if (next !== undefined) events.push(next);
      }
    }
    return state;
  } finally {
    await Promise.all(all);
  }
};

/**
 * Sends what waits until nothing is left or it cannot go on. One at a time for a store, wherever it is called from:
 * the worker, another tab's worker, or the service worker.
 */
export const push = async (context: PushContext, isForced: boolean): Promise<PushOutcome> => {
  const state = await playPush(
    await loadPushState(context.database),
    { type: 'wake', now: context.now(), isForced },
    (at, effect) => performPushEffect(context, at, effect),
  );
  return { nextTryAt: state.nextTryAt, problem: state.problem };
};
