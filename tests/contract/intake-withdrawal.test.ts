import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Item, Submission } from '#domain/follow-up/item.ts';
import type { ItemResult } from '#domain/protocol.ts';
import { RegisterScenario } from './register.ts';

let register: RegisterScenario;
beforeEach(async () => {
  register = await RegisterScenario.begin();
});
afterEach(() => register.end());

const deficient = { overall: { value: 'deficient' } };
const acceptable = { overall: { value: 'acceptable' } };
const fateOf = async (item: Item): Promise<ItemResult> => register.sendOne(item);
const sendVisit = async (of: Partial<Submission> = {}): Promise<Submission> => {
  const visit = register.visit(of);
  await register.sendOne(visit);
  return visit;
};

describe('taking back', () => {
  test('what holds: nothing is registered any more; that the visit was made stands, and so does the number', async () => {
    const visit = await sendVisit();
    const withdrawal = register.withdrawal(visit);
    expect(await register.sendOne(withdrawal)).toMatchObject({
      status: 'accepted',
      number: '2026-0001',
      head: withdrawal.id,
    });
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 0 });
    expect((await register.followUp())?.entry).toMatchObject({
      isWithdrawn: true,
      answers: {},
      review: null,
      number: '2026-0001',
    });
  });

  test('and sending it anew: the same number, registered again', async () => {
    const visit = await sendVisit();
    const withdrawal = register.withdrawal(visit);
    await register.sendOne(withdrawal);
    const anew = register.correction(visit, deficient, { basedOn: [withdrawal.id] });
    expect(await register.sendOne(anew)).toMatchObject({ status: 'accepted', number: '2026-0001' });
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 1 });
  });

  test('a correction: what it corrected holds again, and is counted', async () => {
    const visit = await sendVisit();
    const correction = register.correction(visit, deficient);
    await register.send(correction, register.withdrawal(correction));
    expect((await register.followUp())?.entry).toMatchObject({ isWithdrawn: false, answers: visit.answers });
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 1 });
    const outcomes = await register.context.database.query
      .selectFrom('rollups')
      .select(['outcome', 'count'])
      .where('question', '=', 'overall')
      .where('count', '!=', 0)
      .execute();
    expect(outcomes).toEqual([{ outcome: 'very-good', count: 1 }]);
  });

  test('one side of a conflict ends the conflict', async () => {
    const visit = await sendVisit();
    const [hers, his] = [register.correction(visit, deficient), register.correction(visit, acceptable)];
    await register.send(hers, his);
    expect((await register.followUp())?.conflicts).toHaveLength(1);
    expect((await register.sendOne(register.withdrawal(his))).status).toBe('accepted');
    const followUp = await register.followUp();
    expect(followUp?.conflicts).toEqual([]);
    expect(followUp?.entry?.head).toBe(hers.id);
    const desk = await register.context.database.query.selectFrom('entries').select('has_conflict').execute();
    expect(desk).toEqual([{ has_conflict: 0 }]);
  });

  test('what was set aside: it waits for nobody any more, and what builds on the taking back goes on', async () => {
    const visit = await sendVisit({ answers: {} });
    const withdrawal = register.withdrawal(visit);
    expect((await register.sendOne(withdrawal)).status).toBe('accepted');
    expect((await register.followUp())?.setAside).toEqual([]);
    const anew = register.visit({ basedOn: [withdrawal.id] });
    expect(await register.sendOne(anew)).toMatchObject({ status: 'accepted', number: '2026-0001' });
  });

  test('what is held: it is not released when what it builds on comes', async () => {
    const visit = register.visit();
    const correction = register.correction(visit, deficient);
    const withdrawal = register.withdrawal(correction);
    await register.sendOne(correction);
    expect((await register.sendOne(withdrawal)).status).toBe('accepted');
    await register.sendOne(visit);
    expect((await register.followUp())?.entry).toMatchObject({ head: visit.id, answers: visit.answers });
    expect((await fateOf(correction)).status).toBe('held');
  });

  test('what has not come yet: it waits, and takes effect when that comes', async () => {
    const visit = register.visit();
    const withdrawal = register.withdrawal(visit);
    expect(await register.sendOne(withdrawal)).toMatchObject({ status: 'held' });
    await register.sendOne(visit);
    expect((await fateOf(withdrawal)).status).toBe('accepted');
    expect((await register.followUp())?.entry?.isWithdrawn).toBe(true);
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 0 });
  });

  test('twice: the second time there is nothing to take back', async () => {
    const visit = await sendVisit();
    const first = register.withdrawal(visit);
    await register.sendOne(first);
    expect((await register.sendOne(first)).status).toBe('accepted');
    expect(await register.sendOne(register.withdrawal(visit))).toMatchObject({ reason: 'not-withdrawable' });
  });
});

describe('cannot be taken back by oneself, and waits for a person', () => {
  test.each<[string, () => Promise<Item>]>([
    [
      'what was built upon',
      async () => {
        const visit = await sendVisit();
        await register.sendOne(register.correction(visit, deficient));
        return register.withdrawal(visit);
      },
    ],
    [
      'what was merged',
      async () => {
        const visit = await sendVisit();
        const his = register.correction(visit, { influence: { value: 'no' } });
        await register.send(register.correction(visit, deficient), his);
        return register.withdrawal(his);
      },
    ],
    [
      'a choice between two versions',
      async () => {
        const visit = await sendVisit();
        const [hers, his] = [register.correction(visit, deficient), register.correction(visit, acceptable)];
        const choice = register.correction(his, {}, { basedOn: [hers.id, his.id] });
        await register.send(hers, his, choice);
        return register.withdrawal(choice);
      },
    ],
    [
      "another author's",
      async () => register.withdrawal(await sendVisit(), { authorId: register.seed.users.coordinator }),
    ],
    [
      "another follow-up's",
      async () => register.withdrawal(await sendVisit(), { followUpId: register.seed.followUps.other }),
    ],
    [
      'that a visit was made',
      async () => {
        const told = register.carriedOut();
        await register.sendOne(told);
        return register.withdrawal(register.visit(), { submissionId: told.id });
      },
    ],
  ])('%s', async (_, make) => {
    const withdrawal = await make();
    const before = await register.counted();
    expect(await register.sendOne(withdrawal)).toMatchObject({
      status: 'set-aside',
      reason: 'not-withdrawable',
    });
    expect(await register.counted()).toEqual(before);
  });
});

test('a number once given to a follow-up stays with it, whatever becomes of it, and goes to no other', async () => {
  const visit = await sendVisit();
  await register.sendOne(register.withdrawal(visit));
  const other = await register.sendOne(register.visit({ followUpId: randomUUID() }));
  expect(other.number).toBe('2026-0002');
});
