import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TabletDatabase, type OutboxRecord } from '#device/database.ts';
import {
  applyResults,
  countWaiting,
  findContent,
  hearEpoch,
  refuseItem,
  releaseBackedUp,
  requeueItem,
  takeBatch,
} from '#device/outbox.ts';
import { outboxStores, putInLine, takeOutOfLine } from '#device/outbox-line.ts';
import { findOutboxItem, readOutbox, wasHandedOver, wayStores } from '#device/outbox-rows.ts';
import { batchLimits } from '#domain/protocol.ts';
import { receiptOf } from './tablet-scenario.ts';

let database: TabletDatabase;
beforeEach(() => {
  database = new TabletDatabase(randomUUID());
});
afterEach(() => database.delete());

type Given = Partial<OutboxRecord> & { readonly content?: string };
const put = (id: string, { content = 'AAAA', ...of }: Given = {}): Promise<void> => {
  const record = {
    id,
    kind: 'submission' as const,
    followUpId: 'follow-up',
    authorId: 'author',
    keyId: 'plain',
    state: 'waiting' as const,
    receipt: null,
    refusal: null,
    ...of,
  };
  return putInLine(database, [{ record, content, shown: { id, revision: 1, bytes: new Uint8Array() } }]);
};
const putMany = (count: number, of: Given = {}): Promise<void> =>
  database.transaction('rw', outboxStores(database), async () => {
    for (let each = 0; each < count; each += 1) await put(randomUUID(), of);
  });
const take = async (most = 200, after = 0) =>
  (await takeBatch(database, most, after)).items.map((each) => each.id);
const stateOf = async (id: string) => (await findOutboxItem(database, id))?.state;
const isHandedOver = async (id: string) => {
  const record = await findOutboxItem(database, id);
  return record !== undefined && wasHandedOver(database, record);
};
const hear = (epoch: string) =>
  database.transaction('rw', wayStores(database), () => hearEpoch(database, epoch));

describe('a batch', () => {
  test('is what waits and what has no answer yet, oldest first', async () => {
    await put('posted', { state: 'posted' });
    await put('received', { state: 'received' });
    await put('refused', { state: 'refused' });
    await put('reseal', { state: 'reseal' });
    await put('waiting');
    expect(await take()).toEqual(['posted', 'waiting']);
    expect(await countWaiting(database)).toBe(2);
  });

  test('is noted as handed to the network in the moment that it is taken', async () => {
    await put('one');
    await put('two');
    expect(await take(1)).toEqual(['one']);
    expect([await isHandedOver('one'), await isHandedOver('two')]).toEqual([true, false]);
  });

  test('carries ids and sealed content, and nothing of what is shown of it', async () => {
    await put('one');
    expect((await takeBatch(database, 1)).items).toEqual([
      {
        id: 'one',
        kind: 'submission',
        followUpId: 'follow-up',
        authorId: 'author',
        keyId: 'plain',
        content: 'AAAA',
      },
    ]);
  });

  test('has no more items than the wire allows, whatever is asked for', async () => {
    await putMany(batchLimits.items + 5);
    expect((await take(10_000)).length).toBe(batchLimits.items);
    expect((await take(3)).length).toBe(3);
  });

  test('has no more bytes than the wire allows, but at least one item', async () => {
    const large = 'A'.repeat(batchLimits.bytes / 2 - 1_000);
    for (const id of ['one', 'two', 'three']) await put(id, { content: large });
    expect(await take()).toEqual(['one', 'two']);
    expect(await isHandedOver('three')).toBe(false);
    await put('huge', { content: 'A'.repeat(batchLimits.bytes + 1) });
    await takeOutOfLine(database, ['one', 'two', 'three']);
    expect(await take()).toEqual(['huge']);
  });

  test('as it goes over the wire stays within the limit', async () => {
    await putMany(200, { content: 'A'.repeat(6_000), authorId: randomUUID(), followUpId: randomUUID() });
    const { items } = await takeBatch(database, 200);
    const batch = { protocol: 1, epoch: randomUUID(), deviceId: randomUUID(), items };
    expect(JSON.stringify(batch).length).toBeLessThanOrEqual(batchLimits.bytes);
    expect(items.length).toBeGreaterThan(140);
  });
});

describe('a batch ahead of another', () => {
  test('begins behind what is under way, and says whether there is more', async () => {
    for (const id of ['one', 'two', 'three', 'four', 'five']) await put(id);
    const first = await takeBatch(database, 2);
    expect(first).toMatchObject({ items: [{ id: 'one' }, { id: 'two' }], isMore: true });
    const ahead = await takeBatch(database, 2, first.through);
    expect(ahead).toMatchObject({ items: [{ id: 'three' }, { id: 'four' }], isMore: true });
    expect([await isHandedOver('three'), await isHandedOver('five')]).toEqual([true, false]);
    const last = await takeBatch(database, 2, ahead.through);
    expect(last).toMatchObject({ items: [{ id: 'five' }], isMore: false });
    expect(await takeBatch(database, 2, last.through)).toEqual({
      items: [],
      through: last.through,
      isMore: false,
    });
    // What came of nothing is taken again, in its place.
    expect(await take(3)).toEqual(['one', 'two', 'three']);
  });

  test('has what is sent once more in its order too, and nothing of what is under way', async () => {
    await put('one', { state: 'posted' });
    for (const id of ['two', 'three']) await put(id);
    for (const id of ['four', 'five']) await put(id, { state: 'posted' });
    await put('six');
    const first = await takeBatch(database, 2);
    expect(first.items.map(({ id }) => id)).toEqual(['one', 'two']);
    const ahead = await takeBatch(database, 2, first.through);
    expect(ahead.items.map(({ id }) => id)).toEqual(['three', 'four']);
    expect(await take(9, ahead.through)).toEqual(['five', 'six']);
  });

  test('has as many as the wire allows, however many are under way', async () => {
    await putMany(batchLimits.items * 2);
    const { through } = await takeBatch(database, 10_000);
    expect((await take(10_000, through)).length).toBe(batchLimits.items);
  });
});

describe('an outbox of an earlier version', () => {
  test('is split into the way, what is sent and what is shown, and nothing of it is lost', async () => {
    const name = randomUUID();
    const earlier = new Dexie(name);
    earlier.version(3).stores({ outbox: '++seq, &id, followUpId, state' });
    const whole = {
      kind: 'submission',
      followUpId: 'follow-up',
      authorId: 'author',
      keyId: 'plain',
      receipt: null,
      refusal: null,
      revision: 1,
    };
    await earlier.table('outbox').bulkAdd([
      { ...whole, id: 'one', state: 'received', content: '', about: new Uint8Array([1]) },
      { ...whole, id: 'two', state: 'posted', content: 'BBBB', about: new Uint8Array([2]) },
      { ...whole, id: 'three', state: 'waiting', content: 'CCCC', about: new Uint8Array([3]) },
    ]);
    earlier.close();

    const now = new TabletDatabase(name);
    const { items } = await takeBatch(now, 200);
    expect(items.map(({ id, content }) => [id, content])).toEqual([
      ['two', 'BBBB'],
      ['three', 'CCCC'],
    ]);
    expect(await now.shown.orderBy('id').toArray()).toEqual([
      { id: 'one', revision: 1, bytes: new Uint8Array([1]) },
      { id: 'three', revision: 1, bytes: new Uint8Array([3]) },
      { id: 'two', revision: 1, bytes: new Uint8Array([2]) },
    ]);
    expect(await findOutboxItem(now, 'one')).toEqual({
      seq: 1,
      id: 'one',
      kind: 'submission',
      followUpId: 'follow-up',
      authorId: 'author',
      keyId: 'plain',
      receipt: null,
      refusal: null,
      state: 'received',
      hasContent: false,
    });
    await now.delete();
  });
});

describe('a receipt', () => {
  test.each([
    ['recorded', 'received', null],
    ['accepted', 'received', null],
    ['merged', 'received', null],
    ['conflict', 'received', null],
    ['held', 'received', null],
    ['set-aside', 'received', null],
    ['rejected', 'refused', 'unreadable'],
    ['reseal', 'reseal', null],
  ] as const)('of %s leaves the item %s', async (status, state, refusal) => {
    await put('one');
    await take();
    const receipt = receiptOf('one', { status, ...(status === 'rejected' && { reason: 'unreadable' }) });
    await applyResults(database, [receipt]);
    expect(await findOutboxItem(database, 'one')).toMatchObject({ state, refusal, receipt });
    expect(await findContent(database, 'one')).toBe('AAAA');
  });

  test('of something unknown, or of what was refused meanwhile, changes nothing', async () => {
    await put('one');
    await refuseItem(database, 'one', 'too-large');
    await applyResults(database, [receiptOf('one'), receiptOf('another')]);
    expect(await findOutboxItem(database, 'one')).toMatchObject({ state: 'refused', refusal: 'too-large' });
    expect(await database.outbox.count()).toBe(1);
  });

  test('that comes again brings the later news', async () => {
    await put('one', { state: 'posted' });
    await applyResults(database, [receiptOf('one', { status: 'held' })]);
    await applyResults(database, [receiptOf('one', { status: 'accepted', number: '2026-0001' })]);
    expect((await findOutboxItem(database, 'one'))?.receipt).toMatchObject({ number: '2026-0001' });
  });
});

describe('receipts of a whole batch', () => {
  const all = async () => (await readOutbox(database)).map(({ id, state }) => `${id} ${state}`);

  test('are noted in one record, and each row is read with its own', async () => {
    for (const id of ['one', 'two', 'three']) await put(id);
    await take(2);
    await applyResults(database, [receiptOf('two', { number: '2026-0002' }), receiptOf('one')]);
    expect(await database.receipts.count()).toBe(1);
    expect(await all()).toEqual(['one received', 'two received', 'three waiting']);
    expect((await findOutboxItem(database, 'two'))?.receipt).toMatchObject({ number: '2026-0002' });
    expect(await countWaiting(database)).toBe(1);
    expect(await take()).toEqual(['three']);
  });

  test.each([
    ['has no receipt', [receiptOf('one'), receiptOf('three')], 'waiting', ['two']],
    [
      'was refused',
      [
        receiptOf('one'),
        receiptOf('two', { status: 'rejected', reason: 'invalid-answers' }),
        receiptOf('three'),
      ],
      'refused',
      [],
    ],
    [
      'is to be sealed anew',
      [receiptOf('one'), receiptOf('two', { status: 'reseal' }), receiptOf('three')],
      'reseal',
      [],
    ],
  ] as const)('end where one %s: what comes after is noted by itself', async (_, results, state, again) => {
    for (const id of ['one', 'two', 'three']) await put(id);
    await take();
    await applyResults(database, [...results].reverse());
    expect(await all()).toEqual(['one received', `two ${state}`, 'three received']);
    expect(await take()).toEqual(again);
    await put('four');
    expect(await countWaiting(database)).toBe(again.length + 1);
    await applyResults(database, [receiptOf('four')]);
    expect(await stateOf('four')).toBe('received');
    expect(await take()).toEqual(again);
  });

  test('pass over what has gone its own way, however much of it stands before', async () => {
    for (let count = 0; count < 450; count += 1)
      await put(`refused ${count}`, { state: 'refused', refusal: 'invalid' });
    for (const id of ['one', 'two']) await put(id);
    expect(await take()).toEqual(['one', 'two']);
    await applyResults(database, [receiptOf('one'), receiptOf('two')]);
    expect([await stateOf('one'), await stateOf('two')]).toEqual(['received', 'received']);
    expect(await countWaiting(database)).toBe(0);
    await requeueItem(database, 'refused 7');
    expect(await take()).toEqual(['refused 7']);
  });

  test('that come again bring the later news, and are gone with their rows once a backup holds them', async () => {
    for (const id of ['one', 'two', 'three']) await put(id);
    await take();
    await applyResults(database, [
      receiptOf('one', { receipt: 1, status: 'held' }),
      receiptOf('two', { receipt: 2 }),
      receiptOf('three', { receipt: 3 }),
    ]);
    await applyResults(database, [receiptOf('one', { receipt: 1, number: '2026-0001' })]);
    expect((await findOutboxItem(database, 'one'))?.receipt).toMatchObject({ number: '2026-0001' });

    await releaseBackedUp(database, 2);
    expect(await all()).toEqual(['one received', 'two received', 'three received']);
    expect((await findOutboxItem(database, 'two'))?.receipt).toMatchObject({ receipt: 2 });
    expect(await database.receipts.count()).toBe(1);
    await releaseBackedUp(database, 3);
    expect(await database.receipts.count()).toBe(0);
    expect((await findOutboxItem(database, 'three'))?.receipt).toMatchObject({ receipt: 3 });
    await put('four');
    expect(await take()).toEqual(['four']);
    expect(await countWaiting(database)).toBe(1);
  });

  test('say nothing of a register that was restored: all is sent once more', async () => {
    await hear('first');
    for (const id of ['one', 'two']) await put(id);
    await take();
    await applyResults(database, [receiptOf('one'), receiptOf('two')]);
    await hear('second');
    expect(await take()).toEqual(['one', 'two']);
    expect(await isHandedOver('one')).toBe(true);
    await applyResults(database, [receiptOf('one', { number: '2026-0009' })]);
    expect((await findOutboxItem(database, 'one'))?.receipt).toMatchObject({ number: '2026-0009' });
    expect(await take()).toEqual(['two']);
  });

  test('of an outbox whose rows had each their own until now are noted together from here on', async () => {
    for (let count = 0; count < 5; count += 1) await put(`early ${count}`, { state: 'received' });
    await put('one');
    await applyResults(database, [receiptOf('one')]);
    expect(await database.receipts.count()).toBe(1);
    expect(await stateOf('one')).toBe('received');
  });
});

describe('what was refused', () => {
  test('lets the others go on, and is sent again when asked for, in its own place', async () => {
    for (const id of ['one', 'two', 'three']) await put(id);
    await refuseItem(database, 'one', 'invalid');
    expect(await take()).toEqual(['two', 'three']);
    await requeueItem(database, 'one');
    expect(await findOutboxItem(database, 'one')).toMatchObject({
      state: 'posted',
      refusal: null,
      receipt: null,
    });
    expect(await take()).toEqual(['one', 'two', 'three']);
  });

  test('only what was refused can be put back in line', async () => {
    await put('received', { state: 'received' });
    await requeueItem(database, 'received');
    expect(await stateOf('received')).toBe('received');
  });
});

describe('a register restored from a backup', () => {
  const received = (id: string, receipt: number) =>
    put(id, { state: 'received', receipt: receiptOf(id, { receipt }) });

  test('gets everything that is still kept once more, in the old order', async () => {
    await hear('first');
    await received('one', 1);
    await put('two', { state: 'refused' });
    await received('three', 2);
    await hear('first');
    expect(await take()).toEqual([]);
    await hear('second');
    expect(await take()).toEqual(['one', 'three']);
    expect(await stateOf('two')).toBe('refused');
  });

  test('the first epoch heard is no restore', async () => {
    await received('one', 1);
    await hear('first');
    expect(await take()).toEqual([]);
  });

  test('what two backups hold is let go of; the row stays in the list', async () => {
    for (const [id, receipt] of [
      ['one', 1],
      ['two', 2],
      ['three', 3],
    ] as const)
      await received(id, receipt);
    await put('waiting', { receipt: receiptOf('waiting', { receipt: 1 }) });
    await releaseBackedUp(database, 2);
    const contents = (id: string) => findContent(database, id);
    expect(await Promise.all(['one', 'two', 'three', 'waiting'].map(contents))).toEqual([
      undefined,
      undefined,
      'AAAA',
      'AAAA',
    ]);
    await hear('first');
    await hear('second');
    expect(await take()).toEqual(['three', 'waiting']);
  });

  test('old receipts release nothing that waits to be sent again', async () => {
    await hear('first');
    await received('one', 1);
    await hear('second');
    await releaseBackedUp(database, 100);
    expect(await findContent(database, 'one')).toBe('AAAA');
  });
});
