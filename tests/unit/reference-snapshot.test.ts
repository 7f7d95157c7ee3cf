import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyChanges } from '#device/apply-changes.ts';
import { openReference } from '#device/reference-snapshot.ts';
import { readSettings } from '#device/settings.ts';
import { plannedFollowUp, TabletScenario } from './tablet-scenario.ts';

let tablet: TabletScenario;
beforeEach(async () => {
  tablet = await TabletScenario.begin();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await tablet.end();
});

const store = async () => (await tablet.tab()).store;
const open = async (version = 'one') => {
  const { database, codec } = await store();
  return (await openReference(database, codec, version)).reference;
};
/** Takes the records away beneath: whatever is still read was in the snapshot. */
const emptyRecords = async () => {
  const { database } = await store();
  await Promise.all([database.followUps.clear(), database.placements.clear(), database.units.clear()]);
};
const snapshots = async () => (await store()).database.snapshots.toArray();

test('a store is opened out of one record, which says all that the many do', async () => {
  const first = await open();
  await emptyRecords();
  const second = await open();
  expect(second).toEqual(first);
  expect(second.followUps.get(tablet.id)).toEqual(tablet.followUp);
});

test('what is told afterwards is there, and what is gone is gone from the disk at once', async () => {
  await open();
  const other = plannedFollowUp({ placementId: tablet.placement.id, method: 'video-call' });
  await tablet.tell([{ kind: 'follow-up', id: other.id, body: other }]);
  expect((await open()).followUps.get(other.id)).toEqual(other);
  const [before] = await snapshots();
  await tablet.tell([{ kind: 'gone', subject: 'follow-up', id: other.id }]);
  expect((await snapshots()).map(({ bytes }) => [...bytes])).not.toContainEqual([...(before?.bytes ?? [])]);
  expect((await open()).followUps.has(other.id)).toBe(false);
});

test('what brings nothing new is noted, and nothing is opened again for it', async () => {
  const { context } = await tablet.tab();
  const { database } = context.store;
  await context.store.loadReference();
  const [reference, kept, { toldRevision }] = [
    context.store.reference,
    await snapshots(),
    await readSettings(database),
  ];
  const later = '2026-11-22T13:00:00.000Z';
  await applyChanges(
    database,
    context.store.codec,
    { epoch: 'first', userId: tablet.userId, changes: [], cursor: 'cursor-late', more: false },
    later,
  );
  expect(await readSettings(database)).toMatchObject({
    cursor: 'cursor-late',
    pulledAt: later,
    toldRevision,
  });
  await context.store.loadReference();
  expect(context.store.pulledAt).toBe(later);
  expect(context.store.reference).toBe(reference);
  expect(await snapshots()).toEqual(kept);
  await tablet.tellOf({ method: 'survey' });
  await context.store.loadReference();
  expect(context.store.reference.followUps.get(tablet.id)?.method).toBe('survey');
});

test('another version of the app reads the records, and makes its own', async () => {
  await open('one');
  await emptyRecords();
  expect((await open('two')).followUps.size).toBe(0);
});

test('bytes that are not what was written there are passed over', async () => {
  await open();
  const { database } = await store();
  const [kept] = await snapshots();
  if (kept === undefined) throw new Error('There is no snapshot');
  await database.snapshots.put({
    ...kept,
    bytes: kept.bytes.map((byte, index) => (index > 20 ? byte ^ 1 : byte)),
  });
  expect((await open()).followUps.has(tablet.id)).toBe(true);
  // One of an earlier telling, put back.
  await tablet.tellOf({ method: 'survey' });
  await database.snapshots.put(kept);
  expect((await open()).followUps.get(tablet.id)?.method).toBe('survey');
});

test('a full disk costs the snapshot, not the opening', async () => {
  const { database } = await store();
  await database.snapshots.clear();
  const complained = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(database.snapshots, 'put').mockImplementation(() => {
    throw new DOMException('No room', 'QuotaExceededError');
  });
  expect((await open()).followUps.has(tablet.id)).toBe(true);
  expect(complained).toHaveBeenCalledOnce();
  expect(await snapshots()).toEqual([]);
});
