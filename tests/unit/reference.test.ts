import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readSettings } from '#device/settings.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { Change } from '#domain/protocol.ts';
import { submit } from '#worker/submissions.ts';
import { wholeAnswers } from '../server/seed.ts';
import { noon, placementOf, plannedFollowUp, receiptOf, TabletScenario, unitOf } from './tablet-scenario.ts';

let tablet: TabletScenario;
beforeEach(async () => {
  tablet = await TabletScenario.begin();
});
afterEach(() => tablet.end());

const reference = async () => (await tablet.tab()).store.reference;
const settings = async () => readSettings((await tablet.tab()).store.database);
const change = (body: FollowUpView): Change => ({ kind: 'follow-up', id: body.id, body });
const gone = (id: string, subject: 'follow-up' | 'placement' | 'unit' = 'follow-up'): Change => ({
  kind: 'gone',
  id,
  subject,
});
const all = (): Change[] => [
  gone(tablet.id),
  gone(tablet.placement.id, 'placement'),
  gone(tablet.unit.id, 'unit'),
];
const send = async (): Promise<string> => {
  await tablet.open();
  await tablet.answerAll(wholeAnswers());
  const sent = await submit(await tablet.context(), tablet.id);
  if (!sent.ok) throw new Error('It could not be sent');
  return sent.value.itemId;
};
const has = async () => {
  const { followUps, placements, units } = await reference();
  return [followUps.has(tablet.id), placements.has(tablet.placement.id), units.has(tablet.unit.id)];
};

test('what the register tells is there after a restart, with the cursor to go on from', async () => {
  const other = plannedFollowUp({ placementId: tablet.placement.id, method: 'video-call' });
  await tablet.tell([change(other)], { cursor: 'here' });
  await tablet.restart();
  expect((await reference()).followUps.get(other.id)).toEqual(other);
  expect(await settings()).toMatchObject({
    cursor: 'here',
    epoch: 'first',
    pulledAt: new Date(noon).toISOString(),
  });
});

test('the newest of a subject is what stands', async () => {
  await tablet.tellOf({ method: 'survey' });
  expect((await reference()).followUps.get(tablet.id)?.method).toBe('survey');
});

test('only the last page of a fetch says when it was made', async () => {
  const { store } = await tablet.tab();
  await store.database.settings.put({ name: 'pulledAt', value: 'before' });
  await tablet.tell([], { more: true });
  expect((await settings()).pulledAt).toBe('before');
});

test('a page is there whole with its cursor, or not at all', async () => {
  const { store } = await tablet.tab();
  const before = await settings();
  const broken = vi.spyOn(store.database.settings, 'bulkPut').mockImplementation(() => {
    throw new Error('The tablet died');
  });
  const other = plannedFollowUp();
  await expect(tablet.tell([change(other), gone(tablet.id)])).rejects.toThrow('The tablet died');
  broken.mockRestore();
  await tablet.restart();
  expect([(await reference()).followUps.has(other.id), ...(await has())]).toEqual([false, true, true, true]);
  expect(await settings()).toEqual(before);
});

describe('what she no longer sees', () => {
  test('leaves the tablet', async () => {
    await tablet.tell(all());
    expect(await has()).toEqual([false, false, false]);
  });

  test('stays while something is being written in it, with all that belongs to it', async () => {
    await tablet.open();
    await tablet.answer('overall', 'deficient');
    await tablet.tell(all());
    expect(await has()).toEqual([true, true, true]);
    expect((await tablet.answers())?.['overall']).toEqual({ value: 'deficient' });
  });

  test('stays while something of it has still to be sent', async () => {
    await send();
    await tablet.tell(all());
    expect(await has()).toEqual([true, true, true]);
  });

  test('stays while something of it was refused', async () => {
    const itemId = await send();
    await tablet.post();
    await tablet.receive(receiptOf(itemId, { status: 'rejected', reason: 'unreadable' }));
    await tablet.tell(all());
    expect(await has()).toEqual([true, true, true]);
  });

  test('leaves with its draft when the register has what was sent, though it was told of before', async () => {
    const itemId = await send();
    await tablet.tell(all());
    await tablet.post();
    await tablet.receive(receiptOf(itemId));
    await tablet.tell([]);
    expect(await has()).toEqual([false, false, false]);
    const { store } = await tablet.tab();
    expect([store.drafts.size, await store.database.changes.count()]).toEqual([0, 0]);
    expect(store.sent.map((each) => each.item.id)).toEqual([itemId]);
  });

  test('stays where she comes to see it again meanwhile', async () => {
    const itemId = await send();
    await tablet.tell(all());
    await tablet.tell([
      change(tablet.followUp),
      { kind: 'placement', id: tablet.placement.id, body: tablet.placement },
      { kind: 'unit', id: tablet.unit.id, body: tablet.unit },
    ]);
    await tablet.post();
    await tablet.receive(receiptOf(itemId));
    await tablet.tell([]);
    expect(await has()).toEqual([true, true, true]);
  });
});

describe('a view told from the beginning', () => {
  test('removes at its end what was not in it, and nothing before', async () => {
    const [kept, later] = [plannedFollowUp(), plannedFollowUp()];
    await tablet.tell([change(kept)]);
    await tablet.tell([change(kept)], { reset: 'begins', more: true });
    expect(await has()).toEqual([true, true, true]);
    await tablet.tell([change(later)], { reset: 'goes-on' });
    expect(await has()).toEqual([false, false, false]);
    expect([...(await reference()).followUps.keys()].toSorted()).toEqual([kept.id, later.id].toSorted());
  });

  test('that is broken off and begun again sweeps by the last', async () => {
    const [first, second] = [plannedFollowUp(), plannedFollowUp()];
    await tablet.tell([change(first)], { reset: 'begins', more: true });
    await tablet.tell([change(second)], { reset: 'begins' });
    expect([...(await reference()).followUps.keys()]).toEqual([second.id]);
  });

  test('keeps what has work in it, and questionnaires, whose version a draft may need', async () => {
    await tablet.open();
    await tablet.answer('overall', 'deficient');
    await tablet.tell([], { reset: 'begins' });
    expect(await has()).toEqual([true, true, true]);
    expect((await reference()).questionnaires.size).toBe(1);
    await tablet.restart();
    expect((await tablet.answers())?.['overall']).toEqual({ value: 'deficient' });
  });
});

test('what an older app kept in another shape is passed over; the rest shows', async () => {
  const { store } = await tablet.tab();
  const id = randomUUID();
  const place = { store: 'followUps', id, revision: 1 };
  const bytes = await store.codec.encode(place, { id, shape: 'of long ago' });
  await store.database.followUps.put({ id, revision: 1, telling: 1, bytes });
  await tablet.tell([
    { kind: 'unit', id, body: unitOf({ id }) },
    { kind: 'placement', id, body: placementOf({ id }) },
  ]);
  const { followUps, units, placements } = await reference();
  expect([followUps.has(id), followUps.has(tablet.id), units.has(id), placements.has(id)]).toEqual([
    false,
    true,
    true,
    true,
  ]);
});
