import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeviceDatabase } from '#device/database.ts';
import { problemDocumentOf, type ProblemCode } from '#domain/problem.ts';
import { uploadBatch } from '#domain/protocol.ts';
import type { Answered } from '#sync/reply.ts';
import type { Transport } from '#sync/transport.ts';
import type { SyncStatus } from '#worker/api.ts';
import { submit } from '#worker/submissions.ts';
import { SyncLoop } from '#worker/sync-loop.ts';
import { wholeAnswers } from '../server/seed.ts';
import { receiptOf, TabletScenario } from './tablet-scenario.ts';

const fiveMinutes = 5 * 60_000;

const refusal = (code: ProblemCode): Answered => {
  const document = problemDocumentOf(code);
  return {
    status: document.status,
    contentType: 'application/problem+json',
    retryAfter: null,
    body: JSON.stringify(document),
  };
};
const receipts = (body: string): Answered => ({
  status: 200,
  contentType: 'application/json',
  retryAfter: null,
  body: JSON.stringify({
    epoch: 'first',
    serverTime: '2026-11-22T12:00:00.000Z',
    backedUpThrough: 0,
    results: uploadBatch.parse(JSON.parse(body)).items.map(({ id }) => receiptOf(id)),
  }),
});

let tablet: TabletScenario;
let loop: SyncLoop;
let statuses: SyncStatus[];
/** How each push is answered, in turn; the last goes on. */
let answers: ((body: string) => Answered | null)[];
let pushes: number[];
let pulls: number[];
let enrolments: number;
/** Sends and fetches under way. */
let running: number;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  tablet = await TabletScenario.begin();
  [statuses, answers, pushes, pulls, enrolments, running] = [[], [receipts], [], [], 0, 0];
  const transport: Transport = {
    push: async (body) => {
      pushes.push(Date.now());
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return answer?.(body) ?? null;
    },
    pull: async () => {
      pulls.push(Date.now());
      return null;
    },
    erased: async () => null,
    sealingKeys: async () => null,
  };
  const { store } = await tablet.tab();
  loop = new SyncLoop(
    store,
    new DeviceDatabase(`device-${store.database.name}`),
    transport,
    (status) => statuses.push(status),
    () => undefined,
    async () => {
      enrolments += 1;
      return true;
    },
    () => undefined,
  );
  for (const way of ['push', 'pull'] as const) {
    const real = loop[way].bind(loop);
    vi.spyOn(loop, way).mockImplementation(async (isForced = false) => {
      running += 1;
      await real(isForced).finally(() => (running -= 1));
    });
  }
});
afterEach(async () => {
  await loop.close();
  vi.useRealTimers();
});

const sendOne = async (): Promise<void> => {
  await tablet.open();
  await tablet.answerAll(wholeAnswers({ date: { value: '2026-11-22' } }));
  const sent = await submit(await tablet.context(), tablet.id);
  if (!sent.ok) throw new Error(JSON.stringify(sent.problem));
};
const latest = () => statuses.at(-1);
/** Lets what was begun come to its end: store and locks answer in real turns, which the clock of the test does not make. */
const rest = async (): Promise<void> => {
  for (let quiet = 0; quiet < 20; quiet = running === 0 ? quiet + 1 : 0)
    await new Promise((resolve) => setImmediate(resolve));
};
/** Lets the clock go on, never past what it started. */
const pass = async (milliseconds: number): Promise<void> => {
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    await vi.advanceTimersByTimeAsync(Math.min(10_000, until - Date.now()));
    await rest();
  }
};

test('what could not be sent is tried again when its time has come, and not before', async () => {
  await sendOne();
  answers = [() => null, receipts];
  await loop.push(false);
  expect(latest()).toMatchObject({ problem: 'offline', isOnline: false, isSending: false });
  expect(pushes).toHaveLength(1);
  const wait = Date.parse(latest()?.nextTryAt ?? '') - Date.now();
  expect(wait).toBeGreaterThan(0);

  // Being told of the network, or of the app in front, does not hurry it.
  await loop.push(false);
  await pass(wait - 1);
  expect(pushes).toHaveLength(1);
  await pass(1);
  expect(pushes).toHaveLength(2);
  expect(latest()).toMatchObject({ waiting: 0, problem: null, nextTryAt: null, isOnline: true });
});

test('the button does not wait', async () => {
  await sendOne();
  answers = [() => null, receipts];
  await loop.push(false);
  await loop.push(true);
  expect(pushes).toHaveLength(2);
  expect(latest()).toMatchObject({ waiting: 0, nextTryAt: null });
});

test('what has changed is fetched every five minutes while the app is open, and by nobody after', async () => {
  await pass(fiveMinutes - 1);
  expect(pulls).toHaveLength(0);
  await pass(1);
  expect(pulls).toHaveLength(1);
  await pass(2 * fiveMinutes);
  expect(pulls).toHaveLength(3);
  await loop.close();
  await pass(2 * fiveMinutes);
  expect(pulls).toHaveLength(3);
});

test('fetches that are asked for at once are one', async () => {
  await Promise.all([loop.pull(), loop.pull(), loop.pull()]);
  expect(pulls).toHaveLength(1);
});

test.each(['unknown-device', 'wrong-user'] as const)(
  'a register that answers %s is told of the tablet once, and what waits is sent at once',
  async (code) => {
    await sendOne();
    answers = [() => refusal(code), receipts];
    await loop.push(false);
    expect(enrolments).toBe(1);
    expect(pushes).toHaveLength(2);
    expect(latest()).toMatchObject({ waiting: 0, problem: null });
  },
);

test('where telling did not help, it is not told again and again', async () => {
  await sendOne();
  answers = [() => refusal('unknown-device')];
  await loop.push(false);
  expect(pushes).toHaveLength(2);
  await pass(20 * 60_000);
  expect(pushes.length).toBeGreaterThan(3);
  expect(enrolments).toBe(1);
  expect(latest()).toMatchObject({ waiting: 1, problem: 'unknown-device' });
});

test('nothing is sent after the loop was closed', async () => {
  await sendOne();
  answers = [() => null];
  await loop.push(false);
  await loop.close();
  await pass(60 * 60_000);
  await loop.push(true);
  expect(pushes).toHaveLength(1);
});
