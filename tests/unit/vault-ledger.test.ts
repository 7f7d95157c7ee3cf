import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptDraft, readAllDrafts, readKeptDraft } from '#device/drafts.ts';
import { recordAnswer } from '#worker/writing.ts';
import { startUnplanned } from '#worker/beginning.ts';
import { openFollowUp } from '#worker/opening.ts';
import { readReference } from '#device/reference.ts';
import { TabletScenario } from './tablet-scenario.ts';

let tablet: TabletScenario;
beforeEach(async () => {
  tablet = await TabletScenario.begin();
  await tablet.open();
  await tablet.answer('overall', 'acceptable');
  await tablet.moveTo('assessment');
});
afterEach(() => tablet.end());

const disk = async () => (await tablet.tab()).store.database;
const read = async (followUpId = tablet.id) => {
  const { database, codec } = (await tablet.tab()).store;
  return readKeptDraft(database, codec, followUpId);
};
const snapshot = async () => {
  const record = await (await disk()).drafts.get(tablet.id);
  if (record === undefined) throw new Error('There is no snapshot');
  return record;
};
/** Somebody puts the draft's earlier row back, whole, after it was written over. */
const rollBack = async () => {
  const before = await snapshot();
  await tablet.answer('overall', 'deficient');
  await tablet.moveTo('client');
  expect((await snapshot()).revision).toBe(before.revision + 1);
  await (await disk()).drafts.put(before);
  await tablet.restart();
};

describe('a snapshot that was put back whole', () => {
  test('is refused, with the reason and what can be read; the others are not', async () => {
    const other = await startUnplanned(await tablet.context(), tablet.placement.id);
    await rollBack();
    const refused = await read();
    expect(refused).toMatchObject({ ok: false, problem: { reason: 'rolled-back', followUpId: tablet.id } });
    expect(!refused.ok && refused.problem.readable?.draft.answers['overall']).toBeTruthy();
    const { store } = await tablet.tab();
    expect([...store.drafts.keys()]).toEqual([other]);
    expect((await readAllDrafts(store.database, store.codec)).refused).toMatchObject([
      { followUpId: tablet.id, reason: 'rolled-back' },
    ]);
  });

  test('holds again once its author has accepted it, and no earlier row passes for it', async () => {
    const before = await snapshot();
    await rollBack();
    const { database, codec } = (await tablet.tab()).store;
    expect(await acceptDraft(database, codec, tablet.id)).toBe(true);
    expect((await read()).ok).toBe(true);
    expect((await snapshot()).revision).toBeGreaterThan(before.revision + 1);
    await (await disk()).drafts.put(before);
    expect(await read()).toMatchObject({ problem: { reason: 'rolled-back' } });
  });

  test('as the bytes alone is refused as changed, and so are those of another draft', async () => {
    const old = await snapshot();
    await tablet.moveTo('client');
    await (await disk()).drafts.put({ ...(await snapshot()), bytes: old.bytes });
    expect(await read()).toMatchObject({ problem: { reason: 'changed', readable: null } });
  });
});

test('a draft put back after it was removed is refused', async () => {
  const old = await snapshot();
  const database = await disk();
  await tablet.tell([{ kind: 'gone', id: tablet.id, subject: 'follow-up' }]);
  // It has work in it, so it stays until somebody removes it beside the app.
  await database.drafts.delete(tablet.id);
  await database.ledger.clear();
  await database.drafts.put(old);
  expect(await read()).toMatchObject({ problem: { reason: 'rolled-back' } });
});

test('a damaged ledger refuses what nobody can vouch for, and keeps nobody from writing something new', async () => {
  const database = await disk();
  await database.ledger.toCollection().modify({ bytes: new Uint8Array([1, 1, 0]) });
  await tablet.restart();
  expect(await read()).toMatchObject({ problem: { reason: 'ledger-unreadable' } });
  const made = await startUnplanned(await tablet.context(), tablet.placement.id);
  expect((await read(made)).ok).toBe(true);
  expect(await read()).toMatchObject({ problem: { reason: 'rolled-back' } });
});

describe('the log', () => {
  const rows = async () => (await disk()).changes.toArray();

  test('whose rows change places is refused, and what can be read of it is said', async () => {
    await tablet.answer('overall', 'very-good');
    await tablet.answer('overall', 'deficient');
    const [first, second] = (await rows()).slice(-2);
    if (!first || !second) throw new Error('There are no two rows');
    await (
      await disk()
    ).changes.bulkPut([
      { ...first, seq: second.seq },
      { ...second, seq: first.seq },
    ]);
    expect(await read()).toMatchObject({ problem: { reason: 'changed', readable: { through: second.seq } } });
  });

  test('of a row that is typed in goes up with each letter; an earlier one is refused', async () => {
    await tablet.answer('overall', { comment: 'L' }, true);
    const [before] = (await rows()).slice(-1);
    await tablet.answer('overall', { comment: 'La' }, true);
    const [after] = (await rows()).slice(-1);
    if (!before || !after) throw new Error('There is no row');
    expect([after.seq, after.revision]).toEqual([before.seq, before.revision + 1]);
    await (await disk()).changes.put({ ...after, bytes: before.bytes });
    expect(await read()).toMatchObject({ problem: { reason: 'changed' } });
  });
});

test('two tabs writing two drafts at once: every row has its number, every snapshot its revision', async () => {
  const first = await tablet.context();
  const { context: second } = await tablet.seat.openTab();
  const other = await startUnplanned(second, tablet.placement.id);
  await openFollowUp(first, tablet.id);
  await openFollowUp(second, other);
  const says = (text: string) => ({ comment: text });
  const saved = await Promise.all(
    Array.from({ length: 12 }, (_, index) => [
      recordAnswer(first, tablet.id, 'overall', says(`a${index}`), false),
      recordAnswer(second, other, 'overall', says(`b${index}`), false),
    ]).flat(),
  );
  expect(saved.filter((each) => !each.ok)).toEqual([]);
  expect(await read()).toMatchObject({ value: { draft: { answers: { overall: says('a11') } } } });
  expect(await read(other)).toMatchObject({ value: { draft: { answers: { overall: says('b11') } } } });
});

test('the numbers of the log never come again, also when all rows are gone', async () => {
  const database = await disk();
  await tablet.answer('overall', 'deficient');
  const last = (await database.changes.orderBy('seq').last())?.seq ?? 0;
  await database.changes.clear();
  await tablet.restart();
  await tablet.open();
  await tablet.answer('overall', 'very-good');
  expect((await (await disk()).changes.orderBy('seq').last())?.seq).toBe(last + 1);
});

test('what the register has told is bound to its place too, and refused alone', async () => {
  const { database, codec } = (await tablet.tab()).store;
  const unit = await database.units.get(tablet.unit.id);
  if (unit === undefined) throw new Error('There is no unit');
  await tablet.tell([{ kind: 'unit', id: tablet.unit.id, body: { ...tablet.unit, name: 'Nyheim' } }]);
  const told = await database.units.get(tablet.unit.id);
  expect(told?.revision).toBe(unit.revision + 1);
  if (told) await database.units.put({ ...told, bytes: unit.bytes });
  const { units, placements } = await readReference(database, codec);
  expect([units.size, placements.size]).toEqual([0, 1]);
});
