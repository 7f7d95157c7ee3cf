import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchLimits, type ItemResult, type UploadItem } from '#domain/protocol.ts';
import {
  backOff,
  firstItems,
  initialPushState,
  stepPush,
  type PushEffect,
  type PushEvent,
  type PushState,
} from '#sync/engine.ts';
import { syncProblems, type PushReply } from '#sync/reply.ts';

const item = (id: string): UploadItem => ({
  id,
  kind: 'submission',
  followUpId: `of-${id}`,
  authorId: 'author',
  keyId: 'plain',
  content: '',
});
const receiptOf = (of: UploadItem): ItemResult => ({ id: of.id, status: 'accepted', at: '', receipt: 1 });
const resultsOf = (items: readonly UploadItem[], epoch = 'epoch'): PushReply => ({
  type: 'results',
  reply: { epoch, serverTime: '', backedUpThrough: 7, results: items.map(receiptOf) },
});
const offline: PushReply = { type: 'problem', problem: 'offline', retryAfterMs: null };
const tooLarge: PushReply = { type: 'too-large' };
const badBatch: PushReply = { type: 'bad-batch', code: 'invalid' };

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(item) as [UploadItem, UploadItem, UploadItem, UploadItem];
const state = (of: Partial<PushState>): PushState => ({ ...initialPushState, ...of });
const posting = (...batch: UploadItem[]): PushState => state({ phase: 'posting', batch });
const wake = (now = 0, isForced = false): PushEvent => ({ type: 'wake', now, isForced });
const answered = (reply: PushReply, chance = 0.5): PushEvent => ({
  type: 'answered',
  reply,
  now: 1_000,
  chance,
});
const take = (mostItems: number = batchLimits.items, after = 0): PushEffect => ({
  type: 'take',
  mostItems,
  after,
});
const taken = (items: readonly UploadItem[], isMore = false, through = 0): PushEvent => ({
  type: 'taken',
  items,
  through,
  isMore,
});
const kindsOf = (effects: readonly PushEffect[]) => effects.map((each) => each.type);

describe('one step', () => {
  test.each<[string, PushState, PushEvent, Partial<PushState>, PushEffect[]]>([
    ['woken at rest, it takes a few', initialPushState, wake(), { phase: 'taking' }, [take(firstItems)]],
    [
      'woken before its time, it waits on',
      state({ nextTryAt: 50, problem: 'offline', attempt: 2 }),
      wake(49),
      { phase: 'idle', nextTryAt: 50, problem: 'offline', attempt: 2 },
      [{ type: 'wait', until: 50 }],
    ],
    [
      'when its time has come, it takes',
      state({ nextTryAt: 50 }),
      wake(50),
      { phase: 'taking' },
      [take(firstItems)],
    ],
    [
      'at the button, it takes',
      state({ nextTryAt: 50 }),
      wake(0, true),
      { phase: 'taking' },
      [take(firstItems)],
    ],
    ['woken at work, it remembers', posting(a), wake(), { phase: 'posting', isWanted: true, batch: [a] }, []],
    [
      'what was taken is posted, with the epoch as heard',
      state({ phase: 'taking', epoch: 'old' }),
      taken([a, b]),
      { phase: 'posting', batch: [a, b] },
      [{ type: 'tell' }, { type: 'post', items: [a, b], epoch: 'old' }],
    ],
    [
      'an empty line ends the round, and what went wrong is forgotten',
      state({ phase: 'taking', attempt: 3, problem: 'busy', mostItems: 4, suspects: 2, nextTryAt: 9 }),
      taken([]),
      {
        phase: 'idle',
        attempt: 0,
        problem: null,
        mostItems: batchLimits.items,
        suspects: 0,
        nextTryAt: null,
      },
      [{ type: 'tell' }],
    ],
    [
      'woken meanwhile, it looks once more',
      state({ phase: 'taking', isWanted: true }),
      taken([]),
      { phase: 'taking', isWanted: false },
      [take()],
    ],
    [
      'receipts are applied',
      posting(a),
      answered(resultsOf([a], 'new')),
      { phase: 'applying', epoch: 'new', attempt: 0 },
      [{ type: 'apply', results: [receiptOf(a)], epoch: 'new', backedUpThrough: 7 }],
    ],
    [
      'and the next are taken',
      state({ phase: 'applying' }),
      { type: 'applied' },
      { phase: 'taking' },
      [take()],
    ],
    [
      'where there is more, what comes next is taken while the batch is under way',
      state({ phase: 'taking', epoch: 'old' }),
      taken([a, b], true, 7),
      { phase: 'posting', batch: [a, b], ahead: [], through: 7 },
      [{ type: 'tell' }, { type: 'post', items: [a, b], epoch: 'old' }, take(batchLimits.items, 7)],
    ],
    [
      'and posted after it, with the same epoch',
      { ...posting(a), epoch: 'old' },
      taken([b], true, 9),
      { phase: 'posting', batch: [a], ahead: [b], isMore: true, through: 9 },
      [{ type: 'post', items: [b], epoch: 'old' }],
    ],
    [
      'when the first is answered, the second is the one under way, and the next are taken',
      { ...posting(a), ahead: [b], isMore: true, through: 9, epoch: 'epoch' },
      answered(resultsOf([a])),
      { phase: 'posting', batch: [b], ahead: [] },
      [
        { type: 'apply', results: [receiptOf(a)], epoch: 'epoch', backedUpThrough: 7 },
        take(batchLimits.items, 9),
      ],
    ],
    [
      'the last one as well, and then nothing is taken ahead',
      { ...posting(a), ahead: [b], epoch: 'epoch' },
      answered(resultsOf([a])),
      { phase: 'posting', batch: [b], ahead: [] },
      [{ type: 'apply', results: [receiptOf(a)], epoch: 'epoch', backedUpThrough: 7 }],
    ],
    [
      'of another epoch, what came before goes first, and what was sent ahead is sent anew',
      { ...posting(a), ahead: [b], epoch: 'old' },
      answered(resultsOf([a], 'new')),
      { phase: 'applying', ahead: [] },
      [{ type: 'apply', results: [receiptOf(a)], epoch: 'new', backedUpThrough: 7 }],
    ],
    [
      'where it fails, what was sent ahead is sent anew as well',
      { ...posting(a), ahead: [b] },
      answered(offline, 0),
      { phase: 'idle', batch: [], ahead: [] },
      [{ type: 'tell' }, { type: 'wait', until: 2_000 }],
    ],
    [
      'nothing is taken ahead while a bad one is looked for',
      state({ phase: 'taking', suspects: 2 }),
      taken([a], true),
      { phase: 'posting', ahead: [] },
      [{ type: 'tell' }, { type: 'post', items: [a], epoch: null }],
    ],
    ['too much at once: half of it', posting(a, b, c), answered(tooLarge), { mostItems: 1 }, [take(1)]],
    ['half of many', posting(a, b, c, d), answered(tooLarge), { mostItems: 2 }, [take(2)]],
    [
      'too large alone: refused',
      posting(a),
      answered(tooLarge),
      { phase: 'applying' },
      [{ type: 'refuse', itemId: 'a', code: 'too-large' }],
    ],
    [
      'something bad among several: one by one',
      posting(a, b, c),
      answered(badBatch),
      { suspects: 3 },
      [take(1)],
    ],
    [
      'the bad one alone: refused, by its code',
      { ...posting(a), suspects: 2 },
      answered(badBatch),
      { phase: 'applying', suspects: 1 },
      [{ type: 'refuse', itemId: 'a', code: 'invalid' }],
    ],
  ])('%s', (_, before, event, after, effects) => {
    const step = stepPush(before, event);
    expect(step.state).toMatchObject(after);
    expect(step.effects).toEqual(effects);
  });

  test.each<[string, PushState, PushEvent]>([
    ['items at rest', initialPushState, taken([a])],
    ['an answer at rest', initialPushState, answered(resultsOf([a]))],
    ['an answer while taking', state({ phase: 'taking' }), answered(resultsOf([a]))],
    ['items that are under way', posting(a), taken([a])],
    ['items while some are taken ahead', { ...posting(a), ahead: [b] }, taken([c])],
    ['something applied while posting', posting(a), { type: 'applied' }],
  ])('late news change nothing: %s', (_, before, event) => {
    expect(stepPush(before, event)).toEqual({ state: before, effects: [] });
  });
});

describe('waiting', () => {
  test.each([0, 1, 2, 5, 8, 9, 20, 1_000])('after %i failures: doubling, 15 minutes at most', (attempt) => {
    const ceiling = Math.min(900_000, 2_000 * 2 ** attempt);
    expect(backOff(attempt, 0)).toBe(ceiling / 2);
    expect(backOff(attempt, 0.999_999)).toBeLessThanOrEqual(ceiling);
    expect(backOff(attempt, 0.5)).toBe((ceiling * 3) / 4);
  });

  test('half of it is left to chance, so that not all come at once', () => {
    const anyChance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(2_000), anyChance, anyChance, (attempt, one, other) => {
        const [early, late] = [backOff(attempt, 0), backOff(attempt, 1)];
        for (const chance of [one, other]) {
          expect(backOff(attempt, chance)).toBeGreaterThanOrEqual(early);
          expect(backOff(attempt, chance)).toBeLessThanOrEqual(late);
        }
        expect(Math.sign(backOff(attempt, one) - backOff(attempt, other)) * (one - other)).not.toBeLessThan(
          0,
        );
      }),
    );
  });

  test('each problem is kept and told, and longer waited for the more often it comes', () => {
    for (const problem of syncProblems) {
      let at = posting(a);
      for (const attempt of [0, 1, 2]) {
        const step = stepPush(at, answered({ type: 'problem', problem, retryAfterMs: null }));
        const until = 1_000 + backOff(attempt, 0.5);
        expect(step.state).toMatchObject({ phase: 'idle', problem, attempt: attempt + 1, nextTryAt: until });
        expect(step.effects).toEqual([{ type: 'tell' }, { type: 'wait', until }]);
        at = { ...step.state, phase: 'posting', batch: [a] };
      }
    }
  });

  test('a server that asks for more time gets it; one that asks for less does not hurry us', () => {
    const busy = (retryAfterMs: number): PushReply => ({ type: 'problem', problem: 'busy', retryAfterMs });
    expect(stepPush(posting(a), answered(busy(60_000))).state.nextTryAt).toBe(61_000);
    expect(stepPush(posting(a), answered(busy(0))).state.nextTryAt).toBe(1_000 + backOff(0, 0.5));
  });

  test('an answer about none of what was sent is no answer: asking at once would go on for ever', () => {
    const step = stepPush(posting(a), answered(resultsOf([b])));
    expect(step.state).toMatchObject({ phase: 'idle', problem: 'server-error', attempt: 1 });
    expect(kindsOf(step.effects)).toEqual(['tell', 'wait']);
  });
});

/** Plays rounds against an outbox and a server that answers as it is told; gives what came of each item. */
const play = (
  line: UploadItem[],
  reply: (batch: readonly UploadItem[]) => PushReply,
  wakesAt: number[],
  most: number = batchLimits.items,
) => {
  const [received, refused, posts]: [string[], string[], number[]] = [[], [], []];
  let waiting = [...line];
  let now = initialPushState;
  const events: PushEvent[] = [wake()];
  // What is posted is answered when all else is done, as over a network.
  const answers: PushEvent[] = [];
  const perform = (effect: PushEffect): PushEvent | undefined => {
    switch (effect.type) {
      case 'take': {
        const numberOf = (each: UploadItem) => line.indexOf(each) + 1;
        const inLine = waiting.filter((each) => numberOf(each) > effect.after);
        const items = inLine.slice(0, Math.min(effect.mostItems, most));
        const last = items.at(-1);
        return taken(items, inLine.length > items.length, last ? numberOf(last) : effect.after);
      }
      case 'post':
        posts.push(effect.items.length);
        if (wakesAt.includes(posts.length)) events.push(wake());
        expect(answers.length).toBeLessThan(2);
        answers.push(answered(reply(effect.items)));
        return undefined;
      case 'apply':
        for (const { id } of effect.results) received.push(id);
        waiting = waiting.filter((each) => !received.includes(each.id));
        return { type: 'applied' };
      case 'refuse':
        refused.push(effect.itemId);
        waiting = waiting.filter((each) => each.id !== effect.itemId);
        return { type: 'applied' };
      case 'tell':
      case 'wait':
        return undefined;
    }
  };
  let steps = 0;
  const nextEvent = () => events.shift() ?? answers.shift();
  for (let event = nextEvent(); event !== undefined; event = nextEvent()) {
    steps += 1;
    if (steps > 2_000) throw new Error('It never comes to rest');
    const step = stepPush(now, event);
    now = step.state;
    if (now.phase !== 'posting') answers.length = 0;
    for (const effect of step.effects) {
      const next = perform(effect);
      if (next !== undefined) events.push(next);
    }
  }
  return { state: now, received, refused, posts, waiting: waiting.map((each) => each.id) };
};

describe('a round', () => {
  const anyLine = fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 })
    .map((numbers) => numbers.map((number) => item(String(number))));

  const anyMost = fc.integer({ min: 1, max: 30 });

  test('refuses exactly the bad ones, and all the others are received', () => {
    fc.assert(
      fc.property(anyLine, fc.func(fc.boolean()), anyMost, (line, isBad, most) => {
        const bad = line.filter((each) => isBad(each.id)).map((each) => each.id);
        const done = play(
          line,
          (batch) => (batch.some((each) => bad.includes(each.id)) ? badBatch : resultsOf(batch)),
          [],
          most,
        );
        expect(done.refused).toEqual(bad);
        expect(done.received).toEqual(line.map((each) => each.id).filter((id) => !bad.includes(id)));
        expect(done.state).toEqual({ ...initialPushState, epoch: done.state.epoch });
      }),
    );
  });

  test('finds how much the server takes at once, and refuses only what is too large by itself', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 60 }), (line, most) => {
        const size = (of: UploadItem) => Number(of.id);
        const done = play(
          line,
          (batch) => (batch.reduce((sum, each) => sum + size(each), 0) > most ? tooLarge : resultsOf(batch)),
          [],
        );
        expect(done.refused).toEqual(line.filter((each) => size(each) > most).map((each) => each.id));
        expect(done.waiting).toEqual([]);
      }),
    );
  });

  test('whatever is answered, it comes to rest, keeps what has no receipt, and says when it tries again', () => {
    const anyReply = fc.constantFrom<'results' | 'some' | 'none' | 'too-large' | 'bad-batch' | 'problem'>(
      'results',
      'some',
      'none',
      'too-large',
      'bad-batch',
      'problem',
    );
    fc.assert(
      fc.property(
        anyLine,
        fc.array(anyReply),
        fc.array(fc.nat(20)),
        anyMost,
        (line, replies, wakesAt, most) => {
          const left = [...replies];
          const answer = (batch: readonly UploadItem[]): PushReply => {
            switch (left.shift() ?? 'results') {
              case 'results':
                return resultsOf(batch);
              case 'some':
                return resultsOf(batch.slice(0, 1));
              case 'none':
                return resultsOf([]);
              case 'too-large':
                return tooLarge;
              case 'bad-batch':
                return badBatch;
              case 'problem':
                return offline;
            }
          };
          const done = play(line, answer, wakesAt, most);
          expect(done.state.phase).toBe('idle');
          const seen = [...done.received, ...done.refused, ...done.waiting];
          expect(seen.toSorted()).toEqual(line.map((each) => each.id).toSorted());
          expect(done.waiting.length > 0).toBe(done.state.nextTryAt !== null);
          expect(done.state.problem !== null).toBe(done.state.nextTryAt !== null);
          // Nothing that was wanted is forgotten: either it was looked at again, or there is a time for it.
          expect(done.state.isWanted).toBe(false);
        },
      ),
    );
  });

  test('from any events in any order: two batches under way at most, and a wish is kept until it is looked after', () => {
    const anyItems = fc.subarray([a, b, c]);
    const anyEvent: fc.Arbitrary<PushEvent> = fc.oneof(
      fc.record({ type: fc.constant('wake'), now: fc.nat(100_000), isForced: fc.boolean() }),
      fc.record({ type: fc.constant('taken'), items: anyItems, through: fc.nat(9), isMore: fc.boolean() }),
      fc.record({
        type: fc.constant('answered'),
        reply: fc.oneof(
          anyItems.map((items) => resultsOf(items)),
          fc.constantFrom(offline, tooLarge, badBatch),
        ),
        now: fc.nat(100_000),
        chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      }),
      fc.constant({ type: 'applied' as const }),
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let now = initialPushState;
        for (const event of events) {
          const before = now;
          const step = stepPush(before, event);
          now = step.state;
          const kinds = kindsOf(step.effects);
          const begins = kinds.filter((kind) => ['take', 'post', 'apply', 'refuse'].includes(kind));
          // A new piece of work begins only where the one before has ended, and the phase says which is under way. While
          // a batch is, receipts are applied and the next are taken.
          const expected = {
            idle: [''],
            taking: ['', 'take'],
            posting: ['', 'post', 'post take', 'apply', 'apply take'],
            applying: ['', 'apply', 'refuse'],
          };
          expect(expected[now.phase]).toContain(begins.join(' '));
          // One more is handed over beside the first, where nothing was yet.
          const isBeside = kinds.includes('post') && before.phase === 'posting';
          const isFree = event.type === 'taken' && before.ahead.length === 0 && now.batch === before.batch;
          expect(isBeside && !isFree).toBe(false);
          expect(now.ahead.some((each) => now.batch.includes(each))).toBe(false);
          expect(now.phase === 'posting' || now.ahead.length === 0).toBe(true);
          const isForgotten = before.isWanted && !now.isWanted;
          expect(isForgotten && !kinds.includes('take') && !kinds.includes('wait')).toBe(false);
          expect(now.phase === 'idle' && now.isWanted).toBe(false);
        }
      }),
    );
  });
});
