import { batchLimits, type ItemResult, type UploadItem } from '#domain/protocol.ts';
import type { PushReply, SyncProblem } from './reply.ts';

/**
 * Sending, as a pure step: (state, event) → (state, effects). The adapters in the worker and the service worker do
 * what the effects say and bring back what came of it; a simulation does the same. No time, no chance and no store in
 * here.
 */
export interface PushState {
  readonly phase: 'idle' | 'taking' | 'posting' | 'applying';
  /** Asked for while a round was under way: another follows. */
  readonly isWanted: boolean;
  /** Tries that have failed in a row. */
  readonly attempt: number;
  /** How many items the next batch may have: fewer after one was too large, one where a bad one is looked for. */
  readonly mostItems: number;
  /** How many of the items ahead are to be sent one by one. */
  readonly suspects: number;
  readonly batch: readonly UploadItem[];
  /** Posted after the batch, before that was answered, so that neither side waits for the other. */
  readonly ahead: readonly UploadItem[];
  /** The number in line of what was taken last, and whether there is more behind it. */
  readonly through: number;
  readonly isMore: boolean;
  /** The register's epoch as last heard. */
  readonly epoch: string | null;
  readonly nextTryAt: number | null;
  readonly problem: SyncProblem | null;
}

export type PushEvent =
  /** Something calls for a try: enqueued, online, visible, the timer, a push from the browser, the button. */
  | { readonly type: 'wake'; readonly now: number; readonly isForced: boolean }
  /** `through`: the number in line of the last of them. `isMore`: there is more behind it. */
  | {
      readonly type: 'taken';
      readonly items: readonly UploadItem[];
      readonly through: number;
      readonly isMore: boolean;
    }
  /** `chance` in [0, 1): jitter for the back-off. */
  | { readonly type: 'answered'; readonly reply: PushReply; readonly now: number; readonly chance: number }
  | { readonly type: 'applied' };

export type PushEffect =
  /**
   * Take the next items in line and mark them as handed to the network, in one transaction. `after`: behind this number in
   * line, for what stands before is under way; 0 for those that stand first.
   */
  | { readonly type: 'take'; readonly mostItems: number; readonly after: number }
  /**
   * Hand to the network, where it goes on while the effects after it are performed. Answers are brought back in the order
   * in which their batches were handed over, and only while `phase` is still `posting`: then an answer is about `batch`.
   */
  | { readonly type: 'post'; readonly items: readonly UploadItem[]; readonly epoch: string | null }
  /** Write receipts, the new epoch and what a restore asks for, in one transaction. */
  | {
      readonly type: 'apply';
      readonly results: readonly ItemResult[];
      readonly epoch: string;
      readonly backedUpThrough: number;
    }
  /** This one item cannot be taken as it is. */
  | { readonly type: 'refuse'; readonly itemId: string; readonly code: string }
  | { readonly type: 'wait'; readonly until: number }
  /** Keep attempt, next try and problem, and tell the screens. */
  | { readonly type: 'tell' };

export interface Step {
  readonly state: PushState;
  readonly effects: readonly PushEffect[];
}

export const initialPushState: PushState = {
  phase: 'idle',
  isWanted: false,
  attempt: 0,
  mostItems: batchLimits.items,
  suspects: 0,
  batch: [],
  ahead: [],
  through: 0,
  isMore: false,
  epoch: null,
  nextTryAt: null,
  problem: null,
};

/** The first batch of a round is small: the server has something to do, and the person news, while the next is taken. */
export const firstItems = 40;

const firstWait = 2_000;
const longestWait = 15 * 60_000;

/** Milliseconds to wait after so many failures: doubling, at most 15 minutes, half of it left to chance. */
export const backOff = (attempt: number, chance: number): number => {
  const ceiling = Math.min(longestWait, firstWait * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling / 2 + (ceiling / 2) * chance);
};

const take = (state: PushState, most: number = batchLimits.items): Step => {
  const mostItems = state.suspects > 0 ? 1 : Math.min(most, state.mostItems);
  return {
    state: { ...state, phase: 'taking', isWanted: false, batch: [], ahead: [], through: 0, isMore: false },
    effects: [{ type: 'take', mostItems, after: 0 }],
  };
};

/** Takes what comes after a batch, while that is under way. Not where a bad item is looked for, or too large a batch. */
const takeAhead = (state: PushState): readonly PushEffect[] =>
  state.isMore && state.suspects === 0 && state.mostItems === batchLimits.items
    ? [{ type: 'take', mostItems: state.mostItems, after: state.through }]
    : [];

const giveUpForNow = (state: PushState, problem: SyncProblem, wait: number, now: number): Step => {
  const until = now + wait;
  return {
    state: {
      ...state,
      phase: 'idle',
      isWanted: false,
      batch: [],
      ahead: [],
      attempt: state.attempt + 1,
      nextTryAt: until,
      problem,
    },
    effects: [{ type: 'tell' }, { type: 'wait', until }],
  };
};

const refuse = (state: PushState, itemId: string, code: string): Step => ({
  state: { ...state, phase: 'applying', ahead: [], suspects: Math.max(0, state.suspects - 1) },
  effects: [{ type: 'refuse', itemId, code }],
});

const onAnswer = (state: PushState, event: Extract<PushEvent, { type: 'answered' }>): Step => {
  const { reply, now, chance } = event;
  const [only, ...others] = state.batch;
  const isAlone = only !== undefined && others.length === 0;
  switch (reply.type) {
    case 'results': {
      const { epoch, backedUpThrough, results } = reply.reply;
      // An answer about none of what was asked moves nothing on; asking again at once would go on for ever.
      const isAbout = state.batch.some((item) => results.some((result) => result.id === item.id));
      if (!isAbout) return giveUpForNow(state, 'server-error', backOff(state.attempt, chance), now);
      const heard: PushState = {
        ...state,
        phase: 'applying',
        epoch,
        attempt: 0,
        nextTryAt: null,
        problem: null,
        suspects: Math.max(0, state.suspects - state.batch.length),
        ahead: [],
      };
      const apply: PushEffect = { type: 'apply', results, epoch, backedUpThrough };
      // Of another epoch, what came before is sent again first: what was sent ahead may build on it, and is sent again too.
      if (state.ahead.length === 0 || epoch !== state.epoch) return { state: heard, effects: [apply] };
      const next: PushState = { ...heard, phase: 'posting', batch: state.ahead };
      return { state: { ...next, isMore: false }, effects: [apply, ...takeAhead(next)] };
    }
    case 'too-large':
      if (isAlone) return refuse(state, only.id, 'too-large');
      return take({ ...state, mostItems: Math.max(1, Math.floor(state.batch.length / 2)) });
    case 'bad-batch':
      if (isAlone) return refuse(state, only.id, reply.code);
      return take({ ...state, suspects: state.batch.length });
    case 'problem':
      return giveUpForNow(
        state,
        reply.problem,
        Math.max(reply.retryAfterMs ?? 0, backOff(state.attempt, chance)),
        now,
      );
  }
};

const post = (state: PushState): Step => ({
  state: { ...state, isMore: false },
  effects: [{ type: 'tell' }, { type: 'post', items: state.batch, epoch: state.epoch }, ...takeAhead(state)],
});

const overlaps = (batch: readonly UploadItem[], items: readonly UploadItem[]): boolean =>
  items.some(({ id }) => batch.some((each) => each.id === id));

/** One step of sending. An event that does not fit the phase is late news of an earlier round, and changes nothing. */
export const stepPush = (state: PushState, event: PushEvent): Step => {
  switch (event.type) {
    case 'wake':
      if (state.phase !== 'idle') return { state: { ...state, isWanted: true }, effects: [] };
      if (!event.isForced && state.nextTryAt !== null && event.now < state.nextTryAt) {
        return { state, effects: [{ type: 'wait', until: state.nextTryAt }] };
      }
      return take(state, firstItems);
    case 'taken':
      if (state.phase === 'posting' && state.ahead.length === 0 && !overlaps(state.batch, event.items))
        return {
          state: { ...state, ahead: event.items, through: event.through, isMore: event.isMore },
          effects: event.items.length === 0 ? [] : [{ type: 'post', items: event.items, epoch: state.epoch }],
        };
      if (state.phase !== 'taking') return { state, effects: [] };
      if (event.items.length === 0) {
        const rested: PushState = {
          ...state,
          phase: 'idle',
          attempt: 0,
          suspects: 0,
          mostItems: batchLimits.items,
          nextTryAt: null,
          problem: null,
        };
        return state.isWanted ? take(rested) : { state: rested, effects: [{ type: 'tell' }] };
      }
      return post({
        ...state,
        phase: 'posting',
        batch: event.items,
        through: event.through,
        isMore: event.isMore,
      });
    case 'answered':
      return state.phase === 'posting' ? onAnswer(state, event) : { state, effects: [] };
    case 'applied':
      // Another round until nothing is left in line: an empty take ends it.
      return state.phase === 'applying' ? take(state) : { state, effects: [] };
  }
};
