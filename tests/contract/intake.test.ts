import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Item, Submission } from '#domain/follow-up/item.ts';
import type { ItemReason, ItemResult, UploadItem } from '#domain/protocol.ts';
import { holdingTime } from '#server/register/intake.ts';
import { uploadOf } from '../server/visits.ts';
import { RegisterScenario } from './register.ts';

let register: RegisterScenario;
beforeEach(async () => {
  register = await RegisterScenario.begin();
});
afterEach(() => register.end());

const deficient = { overall: { value: 'deficient' } };
const acceptable = { overall: { value: 'acceptable' } };
const late = { 'information-duty': { value: 'deficient', comment: 'Late' } };

/** What the register has come to say of an item: the stored receipt, as a tablet that asks again gets it. */
const fateOf = async (item: Item): Promise<ItemResult> => {
  const result = await register.sendOne(item);
  expect(result.duplicate).toBe(true);
  return result;
};

describe('what comes is read', () => {
  test('a first submission is accepted, and gets a number, a receipt and its place', async () => {
    const visit = register.visit();
    const reply = await register.sendUploads(uploadOf(visit));
    expect(reply.serverTime).toBe(register.now.toISOString());
    expect(reply.backedUpThrough).toBe(0);
    expect(reply.results).toEqual([
      {
        id: visit.id,
        status: 'accepted',
        at: register.now.toISOString(),
        receipt: 1,
        number: '2026-0001',
        head: visit.id,
      },
    ]);
    expect((await register.followUp())?.entry).toMatchObject({
      number: '2026-0001',
      head: visit.id,
      answers: visit.answers,
      review: { state: 'awaiting' },
    });
  });

  describe('the same again, five times', () => {
    const whole = async () => {
      const { query } = register.context.database;
      const tables = ['items', 'follow_ups', 'entries', 'revisions', 'feed', 'rollup_cells'] as const;
      return Promise.all(tables.map((table) => query.selectFrom(table).selectAll().execute()));
    };
    const first = () => register.visit();
    const made: readonly [string, (visit: Submission) => readonly [...Item[], Item]][] = [
      ['that a visit was made', () => [register.carriedOut()]],
      ['that none was made', () => [register.notCarriedOut()]],
      ['a submission', (visit) => [visit]],
      ['a correction', (visit) => [visit, register.correction(visit, deficient)]],
      [
        'one that contradicts another',
        (visit) => [
          visit,
          register.correction(visit, deficient),
          register.correction(visit, { overall: { value: 'could-be-better' } }),
        ],
      ],
      ['one that is held', (visit) => [register.correction(visit, deficient)]],
      ['one that is set aside', (visit) => [{ ...visit, answers: {} }]],
      ['a withdrawal', (visit) => [visit, register.withdrawal(visit)]],
    ];
    test.each(made)('%s: the same receipt, and no effect', async (_, make) => {
      const items = make(first());
      let receipt: ItemResult | undefined;
      for (const item of items) receipt = await register.sendOne(item);
      const before = await whole();
      for (let time = 0; time < 5; time += 1) {
        const again = await register.sendOne(items[items.length - 1] ?? first());
        expect(again).toEqual({ ...receipt, duplicate: true });
      }
      expect(await whole()).toEqual(before);
    });
  });

  test('twice in one batch it is taken in once', async () => {
    const visit = register.visit();
    const [first, second] = await register.send(visit, visit);
    expect([first?.status, second?.status, second?.duplicate]).toEqual(['accepted', 'accepted', true]);
    expect(await register.countRevisions()).toBe(1);
  });

  test('the same id with another content is refused, and what was there stays', async () => {
    const visit = register.visit();
    await register.sendOne(visit);
    const forged = await register.sendOne({ ...visit, answers: { ...visit.answers, ...deficient } });
    expect(forged).toMatchObject({ status: 'rejected', reason: 'same-id-other-content', receipt: 0 });
    expect((await register.followUp())?.entry?.answers).toEqual(visit.answers);
  });

  test('what is sealed for a key that is not ours is to be sealed anew', async () => {
    const upload = { ...uploadOf(register.visit()), keyId: 'of-another-register' };
    const [result] = (await register.sendUploads(upload)).results;
    expect(result).toMatchObject({ status: 'reseal', reason: 'unknown-key', receipt: 0 });
  });

  const base64 = (text: string) => Buffer.from(text).toString('base64');
  test.each<[string, (of: UploadItem, visit: Submission) => UploadItem, ItemReason]>([
    ['nothing', (of) => ({ ...of, content: '' }), 'unreadable'],
    ['no JSON', (of) => ({ ...of, content: base64('{"kind":') }), 'unreadable'],
    ['JSON of another shape', (of) => ({ ...of, content: base64('[]') }), 'unreadable'],
    [
      'an answer of another shape',
      (of, visit) => ({ ...of, content: base64(JSON.stringify({ ...visit, answers: { overall: 1 } })) }),
      'unreadable',
    ],
    ["another item's id", (of) => ({ ...of, id: randomUUID() }), 'content-mismatch'],
    ['another kind', (of) => ({ ...of, kind: 'carried-out' }), 'content-mismatch'],
    ["another follow-up's id", (of) => ({ ...of, followUpId: randomUUID() }), 'content-mismatch'],
    ["another author's id", (of) => ({ ...of, authorId: randomUUID() }), 'content-mismatch'],
  ])('an envelope around %s is refused; the others of the batch go on', async (_, change, reason) => {
    const visit = register.visit();
    const good = register.carriedOut();
    const { results } = await register.sendUploads(change(uploadOf(visit), visit), uploadOf(good));
    expect(results[0]).toMatchObject({ status: 'rejected', reason, receipt: 0 });
    expect(results[1]?.status).toBe('recorded');
    expect(await register.countRevisions()).toBe(0);
  });
});

describe('a rule that is broken sets aside, and turns nothing away', () => {
  const cases: [ItemReason, string, () => Promise<Item>][] = [
    [
      'assignment-withdrawn',
      'whose author did not have the case on the day',
      async () => register.visit({ authorId: register.seed.users.otherCaseworker }),
    ],
    [
      'assignment-withdrawn',
      'of a visit after the case was handed over',
      async () => {
        await register.run(`UPDATE custody SET valid_to = '2026-11-18T08:00:00.000Z'`);
        return register.visit();
      },
    ],
    [
      'placement-unknown',
      'of a placement that is not there',
      async () => register.visit({ followUpId: randomUUID(), placementId: randomUUID() }),
    ],
    [
      'placement-unknown',
      "of another placement than the follow-up's",
      async () => register.visit({ placementId: register.seed.placements.other }),
    ],
    [
      'placement-unknown',
      'that a follow-up nobody knows was not made',
      async () => register.notCarriedOut({ followUpId: randomUUID() }),
    ],
    [
      'questionnaire-unknown',
      'with answers to what was never published',
      async () => register.visit({ questionnaire: { id: 'individual-follow-up', version: 99 } }),
    ],
    ['invalid-answers', 'with too few answers', async () => register.visit({ answers: {} })],
    [
      'follow-up-cancelled',
      'of what was cancelled',
      async () => {
        await register.run(`UPDATE follow_ups SET state = 'cancelled'`);
        return register.visit();
      },
    ],
    [
      'already-carried-out',
      'that a visit was not made, which was',
      async () => {
        await register.sendOne(register.carriedOut());
        return register.notCarriedOut();
      },
    ],
    [
      'predecessor-refused',
      'that builds on what was set aside',
      async () => {
        const visit = register.visit({ answers: {} });
        await register.sendOne(visit);
        return register.correction(register.visit(), {}, { basedOn: [visit.id] });
      },
    ],
    [
      'not-withdrawable',
      "that takes back another's",
      async () => {
        const visit = register.visit();
        await register.sendOne(visit);
        return register.withdrawal(visit, { authorId: register.seed.users.otherCaseworker });
      },
    ],
  ];
  test.each(cases)('%s: an upload %s', async (reason, _, make) => {
    const item = await make();
    const before = await register.counted();
    const result = await register.sendOne(item);
    expect(result).toMatchObject({ status: 'set-aside', reason });
    expect(result.receipt).toBeGreaterThan(0);
    expect(await fateOf(item)).toEqual({ ...result, duplicate: true });
    expect(await register.counted()).toEqual(before);
  });

  test('invalid answers are named', async () => {
    const visit = register.visit();
    const { overall: _, ...answers } = visit.answers;
    const result = await register.sendOne({ ...visit, answers });
    expect(result).toMatchObject({ reason: 'invalid-answers', questions: ['overall'] });
  });

  test('it shows on her tablets with its reason, and with what it says', async () => {
    const answers = { influence: { value: 'no' } };
    const visit = register.visit({ answers });
    await register.sendOne(visit);
    const { authorId, writtenAt, questionnaire, basedOn } = visit;
    expect((await register.followUp())?.setAside).toEqual([
      {
        itemId: visit.id,
        reason: 'invalid-answers',
        submission: { authorId, writtenAt, questionnaire, basedOn, answers },
      },
    ]);
  });

  test('one that names another placement does not show what it says', async () => {
    const visit = register.visit({ placementId: register.seed.placements.other });
    expect(await register.sendOne(visit)).toMatchObject({ reason: 'placement-unknown' });
    expect((await register.followUp())?.setAside).toEqual([
      { itemId: visit.id, reason: 'placement-unknown' },
    ]);
  });

  test('what held at the time of the visit decides: a case that was handed over afterwards counts', async () => {
    await register.run(
      `UPDATE custody SET valid_to = '2026-11-21T08:00:00.000Z' WHERE placement_id = ?`,
      register.seed.placements.first,
    );
    expect((await register.sendOne(register.visit({ on: '2026-11-20' }))).status).toBe('accepted');
    const after = register.visit({ followUpId: randomUUID(), on: '2026-11-22' });
    expect(await register.sendOne(after)).toMatchObject({
      status: 'set-aside',
      reason: 'assignment-withdrawn',
    });
  });

  test('an assignment that was withdrawn counts for the days that it held, one that holds now for all', async () => {
    await register.run(
      `UPDATE memberships SET valid_to = '2026-11-01' WHERE team_id = ?`,
      register.seed.teams.first,
    );
    await register.run(`UPDATE custody SET caseworker_id = NULL`);
    const visit = register.visit();
    expect(await register.sendOne(visit)).toMatchObject({ reason: 'assignment-withdrawn' });
    await register.run(
      `INSERT INTO memberships (user_id, team_id, valid_from) VALUES (?, ?, '2026-11-22')`,
      register.seed.users.caseworker,
      register.seed.teams.first,
    );
    // She has the case now: what she saw before that is hers to tell too.
    expect((await register.sendOne(register.visit({ on: '2026-11-10' }))).status).toBe('accepted');
  });
});

describe('what comes before what it builds on', () => {
  test('is held, and released in order', async () => {
    const visit = register.visit();
    const second = register.correction(visit, acceptable);
    const third = register.correction(second, deficient);
    expect(await register.sendOne(third)).toMatchObject({ status: 'held', receipt: 1 });
    expect(await register.sendOne(second)).toMatchObject({ status: 'held', receipt: 2 });
    expect(await register.countRevisions()).toBe(0);
    expect((await register.followUp())?.entry).toBeNull();
    // The receipt of the last to come tells of what it set free.
    expect(await register.sendOne(visit)).toMatchObject({ status: 'accepted', receipt: 3, head: third.id });
    expect(await fateOf(second)).toMatchObject({ status: 'accepted', receipt: 2, number: '2026-0001' });
    expect(await fateOf(third)).toMatchObject({ status: 'accepted', receipt: 1 });
    const entry = (await register.followUp())?.entry;
    expect(entry?.revisions.map((each) => each.id)).toEqual([visit.id, second.id, third.id]);
    expect(entry?.answers['overall']).toEqual({ value: 'deficient' });
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 1 });
  });

  test('the same in one batch', async () => {
    const visit = register.visit();
    const second = register.correction(visit, acceptable);
    const [held, released] = await register.send(second, visit);
    expect([held?.status, released?.status]).toEqual(['held', 'accepted']);
    expect((await fateOf(second)).status).toBe('accepted');
  });

  test('waits with what was refused, and follows it when that is taken in', async () => {
    const { overall, ...answers } = register.visit().answers;
    const visit = register.visit({ answers });
    const correction = register.correction(visit, { overall: { value: 'acceptable' } });
    expect(overall).toBeDefined();
    await register.sendOne(visit);
    expect(await register.sendOne(correction)).toMatchObject({ reason: 'predecessor-refused' });
    const coordinator = await register.scopeOf('coordinator');
    const taken = await register.context.intake.settleSetAside(coordinator, visit.id, {
      decision: 'take-in',
      comment: 'It was made',
    });
    expect(taken?.status).toBe('accepted');
    expect((await fateOf(correction)).status).toBe('accepted');
    expect((await register.followUp())?.setAside).toEqual([]);
  });

  describe('when it has waited for 7 days', () => {
    const after = (milliseconds: number) => new Date(register.now.getTime() + milliseconds);

    test('a person looks; not before', async () => {
      const orphan = register.visit({ basedOn: [randomUUID()] });
      await register.sendOne(orphan);
      register.now = after(holdingTime);
      expect(await register.context.intake.sweep()).toBe(0);
      register.now = after(1);
      expect(await register.context.intake.sweep()).toBe(1);
      expect(await register.context.intake.sweep()).toBe(0);
      expect(await fateOf(orphan)).toMatchObject({ status: 'set-aside', reason: 'predecessor-missing' });
      expect((await register.followUp())?.setAside).toMatchObject([
        { itemId: orphan.id, reason: 'predecessor-missing' },
      ]);
    });

    test('it still goes on by itself when what it builds on comes after all', async () => {
      const visit = register.visit();
      const correction = register.correction(visit, deficient);
      await register.sendOne(correction);
      register.now = after(holdingTime + 1);
      await register.context.intake.sweep();
      await register.sendOne(visit);
      expect(await fateOf(correction)).toMatchObject({ status: 'accepted' });
      expect((await register.followUp())?.setAside).toEqual([]);
    });

    test('taking it in helps nothing while that is missing: it stays where it can be seen', async () => {
      const visit = register.visit();
      const correction = register.correction(visit, deficient);
      await register.sendOne(correction);
      register.now = after(holdingTime + 1);
      await register.context.intake.sweep();
      const coordinator = await register.scopeOf('coordinator');
      const decision = { decision: 'take-in' as const, comment: 'Try' };
      const tried = await register.context.intake.settleSetAside(coordinator, correction.id, decision);
      expect(tried).toMatchObject({ status: 'set-aside', reason: 'predecessor-missing' });
      expect((await register.followUp())?.setAside).toHaveLength(1);
      await register.sendOne(visit);
      expect((await fateOf(correction)).status).toBe('accepted');
    });
  });
});

describe('two versions', () => {
  test('of different questions go together, and the merge is the same whoever makes it', async () => {
    const visit = register.visit();
    const [hers, his] = [register.correction(visit, deficient), register.correction(visit, late)];
    await register.send(visit, hers);
    const merged = await register.sendOne(his);
    expect(merged.status).toBe('merged');
    const entry = (await register.followUp())?.entry;
    expect(entry?.answers).toEqual({ ...visit.answers, ...deficient, ...late });
    expect(entry?.head).toBe(merged.head);
    expect(entry?.revisions.at(-1)).toMatchObject({ kind: 'merge', basedOn: [hers.id, his.id].sort() });

    const again = await RegisterScenario.begin();
    const moved = { followUpId: again.seed.followUps.first, placementId: again.seed.placements.first };
    const there = (of: Submission) => ({ ...of, ...moved, authorId: again.seed.users.caseworker });
    const [, , elsewhere] = await again.send(there(visit), there(hers), there(his));
    expect(elsewhere?.head).toBe(merged.head);
    await again.end();
  });

  test('of the same question wait for a person; what held holds, and is what is counted', async () => {
    const visit = register.visit();
    const [hers, his] = [register.correction(visit, deficient), register.correction(visit, acceptable)];
    await register.send(visit, hers);
    expect(await register.sendOne(his)).toMatchObject({
      status: 'conflict',
      questions: ['overall'],
      head: hers.id,
      number: '2026-0001',
    });
    const followUp = await register.followUp();
    expect(followUp?.entry?.answers['overall']).toEqual({ value: 'deficient' });
    expect(followUp?.conflicts).toMatchObject([
      { submissionId: his.id, questions: ['overall'], base: visit.answers, answers: his.answers },
    ]);
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 1 });
  });

  test('that make no valid whole wait for a person, who sees where they differ', async () => {
    const found = {
      'deviation-found': { value: 'yes' },
      'deviation-description': { value: 'No plan' },
      'provider-informed': { value: 'yes' },
    };
    const visit = register.visit({ answers: { ...register.visit().answers, ...found } });
    const none = register.correction(visit, { 'deviation-found': { value: 'no' } });
    const { 'deviation-description': _, 'provider-informed': __, ...left } = none.answers;
    const deadline = { 'deviation-deadline': { value: '2026-12-24' } };
    const his = register.correction(visit, deadline);
    await register.send(visit, { ...none, answers: left });
    const questions = ['deviation-deadline', 'deviation-description', 'deviation-found', 'provider-informed'];
    expect(await register.sendOne(his)).toMatchObject({ status: 'conflict', questions });
    expect((await register.followUp())?.conflicts).toMatchObject([{ questions }]);
  });

  const contested = async () => {
    const visit = register.visit();
    const [hers, his] = [register.correction(visit, deficient), register.correction(visit, acceptable)];
    await register.send(visit, hers, his);
    return { visit, hers, his };
  };

  test('are settled by the author with a submission based on both', async () => {
    const { hers, his } = await contested();
    const choice = register.correction(his, {}, { basedOn: [hers.id, his.id] });
    expect((await register.sendOne(choice)).status).toBe('accepted');
    const followUp = await register.followUp();
    expect(followUp?.entry?.head).toBe(choice.id);
    expect(followUp?.conflicts).toEqual([]);
  });

  test('are settled by the coordinator of the board, and by no other', async () => {
    const { hers, his } = await contested();
    const choice = { basedOn: [hers.id, his.id], answers: { ...his.answers } };
    const { first } = register.seed.followUps;
    const { intake } = register.context;
    expect(await intake.settle(await register.scopeOf('otherCoordinator'), first, choice)).toBeNull();
    expect(await intake.settle(await register.scopeOf('coordinator'), randomUUID(), choice)).toBeNull();
    const settled = await intake.settle(await register.scopeOf('coordinator'), first, choice);
    expect(settled).toMatchObject({ status: 'accepted', head: settled?.id });
    const followUp = await register.followUp();
    expect(followUp?.conflicts).toEqual([]);
    expect(followUp?.entry?.answers['overall']).toEqual({ value: 'acceptable' });
    expect(followUp?.entry?.revisions.at(-1)?.author.id).toBe(register.seed.users.coordinator);
  });

  test('settled twice, apart and differently, are a new conflict: no choice is lost unseen', async () => {
    const { hers, his } = await contested();
    const { intake } = register.context;
    const coordinator = await register.scopeOf('coordinator');
    const choice = { basedOn: [hers.id, his.id], answers: { ...hers.answers } };
    await intake.settle(coordinator, register.seed.followUps.first, choice);
    const hisChoice = register.correction(his, {}, { basedOn: [hers.id, his.id] });
    expect(await register.sendOne(hisChoice)).toMatchObject({ status: 'conflict', questions: ['overall'] });
    expect((await register.followUp())?.conflicts).toMatchObject([{ submissionId: hisChoice.id }]);
  });
});

describe('a coordinator', () => {
  const take = { decision: 'take-in' as const, comment: 'It was made' };
  const dismiss = { decision: 'dismiss' as const, comment: 'Sent twice' };
  const settle = async (
    item: Item,
    decision: typeof take | typeof dismiss,
    who: 'coordinator' | 'otherCoordinator' = 'coordinator',
  ) => register.context.intake.settleSetAside(await register.scopeOf(who), item.id, decision);

  test('takes in what a rule set aside', async () => {
    const visit = register.visit({ authorId: register.seed.users.otherCaseworker });
    await register.sendOne(visit);
    expect(await settle(visit, take, 'otherCoordinator')).toBeNull();
    expect(await settle(visit, take)).toMatchObject({ status: 'accepted', number: '2026-0001' });
    expect(await fateOf(visit)).toMatchObject({ status: 'accepted' });
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 1 });
    expect((await register.followUp())?.setAside).toEqual([]);
    expect(await settle(visit, take)).toBeNull();
  });

  test('dismisses it: it stays kept, and waits no longer', async () => {
    const visit = register.visit({ answers: {} });
    await register.sendOne(visit);
    expect(await settle(visit, dismiss)).toMatchObject({ status: 'set-aside', reason: 'invalid-answers' });
    expect((await register.followUp())?.setAside).toEqual([]);
    expect(await settle(visit, take)).toBeNull();
    expect(await fateOf(visit)).toMatchObject({ status: 'set-aside' });
  });

  test('cannot take in what leaves nothing to build on: it waits on', async () => {
    const visit = register.visit({ questionnaire: { id: 'individual-follow-up', version: 99 } });
    await register.sendOne(visit);
    expect(await settle(visit, take)).toMatchObject({ status: 'set-aside', reason: 'questionnaire-unknown' });
    expect((await register.followUp())?.setAside).toHaveLength(1);
  });

  test('decides over that a visit was made or not', async () => {
    await register.sendOne(register.carriedOut());
    const not = register.notCarriedOut();
    await register.sendOne(not);
    expect(await settle(not, take)).toMatchObject({ status: 'recorded' });
    expect((await register.followUp())?.state).toBe('not-carried-out');
  });

  test("sees what is of nobody's board by its author's team", async () => {
    const visit = register.visit({ followUpId: randomUUID(), placementId: randomUUID() });
    await register.sendOne(visit);
    expect(await settle(visit, dismiss, 'otherCoordinator')).toBeNull();
    expect(await settle(visit, dismiss)).not.toBeNull();
  });

  test('of what was accepted there is nothing to settle', async () => {
    const visit = register.visit();
    await register.sendOne(visit);
    expect(await settle(visit, dismiss)).toBeNull();
  });
});

describe('carried out and registered are two facts', () => {
  test('told of a visit, the register counts it as carried out and not as registered', async () => {
    expect(await register.sendOne(register.carriedOut())).toMatchObject({ status: 'recorded', receipt: 1 });
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 0 });
    expect(await register.followUp()).toMatchObject({
      state: 'carried-out',
      carriedOut: { on: '2026-11-20', method: 'site-visit' },
      entry: null,
    });
    await register.sendOne(register.visit());
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 1 });
  });

  test('told again of another day, it is counted once', async () => {
    await register.send(
      register.carriedOut(),
      register.carriedOut({ on: '2026-10-30', method: 'video-call' }),
    );
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 0 });
    expect((await register.followUp())?.carriedOut).toEqual({ on: '2026-10-30', method: 'video-call' });
  });

  test('a visit that nobody planned comes to be with the first that is heard of it', async () => {
    const followUpId = randomUUID();
    await register.sendOne(register.carriedOut({ followUpId }));
    expect(await register.followUp('caseworker', followUpId)).toMatchObject({
      assigneeId: register.seed.users.caseworker,
      plannedOn: null,
      state: 'carried-out',
    });
    expect((await register.sendOne(register.visit({ followUpId }))).status).toBe('accepted');
  });

  test('one that was not made has its reason, until it is made after all', async () => {
    expect((await register.sendOne(register.notCarriedOut())).status).toBe('recorded');
    expect(await register.followUp()).toMatchObject({
      state: 'not-carried-out',
      notCarriedOut: { reason: 'client-absent', comment: 'Not at home' },
    });
    expect(await register.counted()).toEqual({ carriedOut: 0, registered: 0 });
    await register.sendOne(register.carriedOut());
    expect(await register.followUp()).toMatchObject({ state: 'carried-out', notCarriedOut: null });
    expect(await register.counted()).toEqual({ carriedOut: 1, registered: 0 });
  });
});
