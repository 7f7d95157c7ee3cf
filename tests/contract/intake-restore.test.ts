import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { uploadOf } from '../server/visits.ts';
import { RegisterScenario } from './register.ts';

let register: RegisterScenario;
beforeEach(async () => {
  register = await RegisterScenario.begin();
});
afterEach(() => register.end());

const newVisit = () => register.visit({ followUpId: randomUUID() });
const sendVisits = async (count: number): Promise<string[]> => {
  const results = await register.send(...Array.from({ length: count }, newVisit));
  return results.map((each) => each.number ?? '');
};
const heard = async () => {
  const { epoch, backedUpThrough } = await register.sendUploads(uploadOf(register.carriedOut()));
  return { epoch, backedUpThrough };
};

describe('numbers in the register', () => {
  test('go on one by one within a year', async () => {
    expect(await sendVisits(3)).toEqual(['2026-0001', '2026-0002', '2026-0003']);
  });

  test('begin anew with the year, which is that of Stockholm', async () => {
    await sendVisits(2);
    register.now = new Date('2026-12-31T22:59:59.000Z');
    expect(await sendVisits(1)).toEqual(['2026-0003']);
    register.now = new Date('2026-12-31T23:00:00.000Z');
    expect(await sendVisits(1)).toEqual(['2027-0001']);
  });

  test('given after a backup was made are never given again, however often it is put back', async () => {
    const given = await sendVisits(2);
    await register.backUp('backup');
    given.push(...(await sendVisits(2)));
    for (let time = 0; time < 3; time += 1) {
      await register.restore('backup');
      given.push(...(await sendVisits(2)));
    }
    expect(new Set(given).size).toBe(given.length);
  });
});

describe('a register that was put back', () => {
  test('says so by its epoch, and takes in again what it lacks, once', async () => {
    const visit = newVisit();
    await register.backUp('backup');
    const before = await heard();
    await register.sendOne(visit);
    await register.restore('backup');
    const after = await heard();
    expect(after.epoch).not.toBe(before.epoch);
    const again = await register.sendOne(visit);
    expect(again).toMatchObject({ status: 'accepted', head: visit.id });
    expect(again.duplicate).toBeUndefined();
    expect(await register.sendOne(visit)).toMatchObject({ duplicate: true, number: again.number });
  });

  test('has what was in the copy under the receipt and the number of then', async () => {
    const visit = newVisit();
    const then = await register.sendOne(visit);
    await register.backUp('backup');
    await register.restore('backup');
    expect(await register.sendOne(visit)).toEqual({ ...then, duplicate: true });
  });

  test('merges what was merged before to the same revision, though it comes in another order', async () => {
    const visit = register.visit();
    const [hers, his] = [
      register.correction(visit, { overall: { value: 'deficient' } }),
      register.correction(visit, { influence: { value: 'no' } }),
    ];
    await register.backUp('backup');
    const [, , merged] = await register.send(visit, hers, his);
    const answers = (await register.followUp())?.entry?.answers;
    const onTop = register.correction(
      visit,
      { change: { value: 'worse' } },
      { basedOn: [merged?.head ?? ''] },
    );
    await register.restore('backup');
    // What builds on the merge comes first: it waits for it.
    expect((await register.sendOne(onTop)).status).toBe('held');
    await register.send(his, hers, visit);
    expect((await register.followUp())?.entry?.revisions.map((each) => each.id)).toContain(merged?.head);
    expect(answers).toMatchObject({ overall: { value: 'deficient' }, influence: { value: 'no' } });
    expect((await register.sendOne(onTop)).status).toBe('accepted');
  });
});

describe('what tablets may let go of', () => {
  test('is what the backup before the last holds', async () => {
    await sendVisits(2);
    expect((await heard()).backedUpThrough).toBe(0);
    const first = await register.backUp('first');
    expect((await heard()).backedUpThrough).toBe(0);
    await sendVisits(1);
    await register.backUp('second');
    expect((await heard()).backedUpThrough).toBe(first);
  });

  test('is nothing, after a register was put back', async () => {
    await sendVisits(2);
    await register.backUp('first');
    await register.backUp('second');
    await register.restore('second');
    expect((await heard()).backedUpThrough).toBe(0);
  });
});
