import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change, ChangesReply } from '#domain/protocol.ts';
import { changeCustody } from '#server/organisation/custody-store.ts';
import { addPlacement, type Person } from '../server/seed.ts';
import { RegisterScenario } from './register.ts';

let register: RegisterScenario;
beforeEach(async () => {
  register = await RegisterScenario.begin();
});
afterEach(() => register.end());

const subjects = (of: readonly Change[]) => of.map((each) => `${each.kind} ${each.id}`);
const gone = (of: readonly Change[]) => of.flatMap((each) => (each.kind === 'gone' ? [each.id] : []));
const placement = () => register.seed.placements.first;
const followUp = () => register.seed.followUps.first;

/** Hands the first placement to a team and its caseworker. */
const handOver = async (to: 'first' | 'other', caseworkerId: string): Promise<void> => {
  const scope = await register.scopeOf('coordinator');
  const change = { teamId: register.seed.teams[to], caseworkerId };
  await register.context.database.write(async (transaction) => {
    const done = await changeCustody(transaction, scope, placement(), change, register.now);
    if (!done.ok) throw new Error(done.problem);
  });
};

/** Lets the other team handle the first board too, so that a placement of it can be handed to that team. */
const letOtherTeamHandleFirstBoard = () =>
  register.run(
    'INSERT INTO team_boards (team_id, board_id) VALUES (?, ?)',
    register.seed.teams.other,
    register.seed.boards.first,
  );

/** Reads on to the end, page by page. */
const readAll = async (who: Person, from: string | undefined, limit: number): Promise<ChangesReply[]> => {
  const pages: ChangesReply[] = [];
  for (let cursor = from; pages.length < 100;) {
    const page = await register.changes(who, cursor, limit);
    pages.push(page);
    if (!page.more) return pages;
    cursor = page.cursor;
  }
  throw new Error('It never ends');
};

describe('the first time', () => {
  test('all that she may see is told, what is referred to before what refers to it, and nothing of others', async () => {
    const page = await register.changes('caseworker');
    expect(page).toMatchObject({ userId: register.seed.users.caseworker, more: false, reset: 'begins' });
    expect(subjects(page.changes)).toEqual([
      'questionnaire individual-follow-up/1',
      `placement ${placement()}`,
      `follow-up ${followUp()}`,
    ]);
  });

  test('in small pages it is the same, each once', async () => {
    for (const limit of [1, 2]) {
      const pages = await readAll('caseworker', undefined, limit);
      expect(pages.map((each) => each.reset)).toEqual([
        'begins',
        ...Array.from({ length: pages.length - 1 }, () => 'goes-on'),
      ]);
      expect(pages.every((each) => each.changes.length <= limit)).toBe(true);
      const told = new Set(pages.flatMap((each) => subjects(each.changes)));
      expect(told.size).toBe(3);
    }
  });

  test('what has gone since it was told of is not mentioned: nobody has it to lose', async () => {
    await letOtherTeamHandleFirstBoard();
    await handOver('other', register.seed.users.otherCaseworker);
    const page = await register.changes('caseworker');
    expect(subjects(page.changes)).toEqual(['questionnaire individual-follow-up/1']);
  });
});

describe('from then on', () => {
  test('only what has changed is told, as it is now', async () => {
    const { cursor } = await register.changes('caseworker');
    expect(await register.changes('caseworker', cursor)).toMatchObject({ changes: [], more: false, cursor });
    const visit = register.visit();
    await register.send(register.carriedOut(), visit);
    const page = await register.changes('caseworker', cursor);
    expect(page.reset).toBeUndefined();
    expect(page.changes).toMatchObject([
      { kind: 'follow-up', id: followUp(), body: { state: 'carried-out', entry: { head: visit.id } } },
    ]);
    expect((await register.changes('caseworker', page.cursor)).changes).toEqual([]);
  });

  test('the same cursor gives the same again, as often as it is asked', async () => {
    const { cursor } = await register.changes('caseworker');
    await register.sendOne(register.visit());
    const [once, again] = [
      await register.changes('caseworker', cursor),
      await register.changes('caseworker', cursor),
    ];
    expect(again).toEqual(once);
  });

  test('what changes while it is read page by page is told before the end', async () => {
    const first = await register.changes('caseworker', undefined, 2);
    await register.sendOne(register.carriedOut());
    const rest = await readAll('caseworker', first.cursor, 2);
    const last = rest.flatMap((each) => each.changes).findLast((each) => each.id === followUp());
    expect(last).toMatchObject({ body: { state: 'carried-out' } });
  });

  test('nothing of another board is told', async () => {
    const { cursor } = await register.changes('otherCaseworker');
    await register.sendOne(register.visit());
    expect((await register.changes('otherCaseworker', cursor)).changes).toEqual([]);
  });

  test('a page never holds more than was asked for, and nothing is left out', async () => {
    const { cursor } = await register.changes('caseworker');
    const added: string[] = [];
    for (let each = 0; each < 5; each += 1) {
      const id = randomUUID();
      added.push(id);
      await addPlacement(register.context, register.seed, 'first', id, randomUUID());
    }
    const pages = await readAll('caseworker', cursor, 3);
    expect(Math.max(...pages.map((each) => each.changes.length))).toBe(3);
    const told = pages.flatMap((each) => each.changes).filter((each) => each.kind === 'placement');
    expect(new Set(told.map((each) => each.id))).toEqual(new Set(added));
  });
});

describe('when a case changes hands', () => {
  beforeEach(letOtherTeamHandleFirstBoard);

  test('those who had it are told that it is gone, those who have it now are given it', async () => {
    const [had, has] = [await register.changes('caseworker'), await register.changes('otherCaseworker')];
    await handOver('other', register.seed.users.otherCaseworker);
    const lost = await register.changes('caseworker', had.cursor);
    expect(new Set(gone(lost.changes))).toEqual(new Set([placement(), followUp()]));
    const won = await register.changes('otherCaseworker', has.cursor);
    expect(subjects(won.changes)).toEqual([`placement ${placement()}`, `follow-up ${followUp()}`]);
  });

  test('and back again, it is given back', async () => {
    const { cursor } = await register.changes('caseworker');
    await handOver('other', register.seed.users.otherCaseworker);
    const lost = await register.changes('caseworker', cursor);
    await handOver('first', register.seed.users.caseworker);
    const back = await register.changes('caseworker', lost.cursor);
    expect(new Set(subjects(back.changes))).toEqual(
      new Set([`placement ${placement()}`, `follow-up ${followUp()}`]),
    );
  });

  test('what ended long ago leaves the tablet when it is next told of', async () => {
    const { cursor } = await register.changes('caseworker');
    await register.run(`UPDATE placements SET ended_on = '2026-08-01'`);
    await handOver('first', register.seed.users.caseworker);
    await register.run(`UPDATE feed SET position = position + 100`);
    const page = await register.changes('caseworker', cursor);
    expect(gone(page.changes)).toContain(placement());
  });
});

describe('an upload that was not taken in', () => {
  const dismiss = async (itemId: string) => {
    const decision = { decision: 'dismiss', comment: 'Är redan skickad från kontoret.' } as const;
    const scope = await register.scopeOf('coordinator');
    expect(await register.context.intake.settleSetAside(scope, itemId, decision)).not.toBeNull();
  };
  const bodiesOf = ({ changes }: ChangesReply) =>
    changes.flatMap((each) => (each.kind === 'follow-up' ? [each.body] : []));

  test('is told to its author also where it never came to a follow-up, and to nobody else', async () => {
    const [had, colleague] = [await register.changes('caseworker'), await register.changes('coordinator')];
    const visit = register.visit({ followUpId: randomUUID(), placementId: randomUUID() });
    expect(await register.sendOne(visit)).toMatchObject({ status: 'set-aside', reason: 'placement-unknown' });
    expect(bodiesOf(await register.changes('caseworker', had.cursor))).toEqual([]);
    await dismiss(visit.id);
    for (const cursor of [had.cursor, undefined]) {
      const told = bodiesOf(await register.changes('caseworker', cursor));
      expect(told.filter(({ id }) => id === visit.followUpId)).toMatchObject([
        {
          assigneeId: register.seed.users.caseworker,
          state: 'carried-out',
          entry: null,
          setAside: [],
          dismissed: [{ itemId: visit.id, comment: 'Är redan skickad från kontoret.' }],
          previous: null,
        },
      ]);
    }
    expect(bodiesOf(await register.changes('coordinator', colleague.cursor))).toEqual([]);
  });

  test('is told to its author also where she sees the case no longer: of that case, nothing', async () => {
    await letOtherTeamHandleFirstBoard();
    const visit = register.visit({ answers: {} });
    expect(await register.sendOne(visit)).toMatchObject({ status: 'set-aside', reason: 'invalid-answers' });
    const had = await register.changes('caseworker');
    await handOver('other', register.seed.users.otherCaseworker);
    const lost = await register.changes('caseworker', had.cursor);
    expect(gone(lost.changes)).toContain(followUp());
    await register.sendOne(register.visit({ authorId: register.seed.users.otherCaseworker }));
    await dismiss(visit.id);
    const [told] = bodiesOf(await register.changes('caseworker', lost.cursor));
    expect(told).toMatchObject({ id: followUp(), entry: null, previous: null, conflicts: [], setAside: [] });
    expect(told?.dismissed).toMatchObject([{ itemId: visit.id }]);
    const others = bodiesOf(await register.changes('otherCaseworker'));
    expect(others.find(({ id }) => id === followUp())?.entry).not.toBeNull();
  });

  test('is told for as long as what is done is, and no longer', async () => {
    const visit = register.visit({ followUpId: randomUUID(), placementId: randomUUID() });
    await register.sendOne(visit);
    await dismiss(visit.id);
    await register.run(`UPDATE items SET settled_at = '2025-01-01T00:00:00.000Z'`);
    expect(bodiesOf(await register.changes('caseworker')).map(({ id }) => id)).toEqual([followUp()]);
  });
});

describe('the view is told anew from the beginning', () => {
  const expectReset = async (cursor: string) => {
    const page = await register.changes('caseworker', cursor);
    expect(page.reset).toBe('begins');
    expect(subjects(page.changes)).toContain(`follow-up ${followUp()}`);
  };

  test('when what decides what she sees has changed', async () => {
    const { cursor } = await register.changes('caseworker');
    await register.run(
      'INSERT INTO team_boards (team_id, board_id) VALUES (?, ?)',
      register.seed.teams.first,
      register.seed.boards.other,
    );
    await expectReset(cursor);
  });

  test('in the middle of being told, where that changes then', async () => {
    const { cursor, more } = await register.changes('caseworker', undefined, 1);
    expect(more).toBe(true);
    await register.run(
      'INSERT INTO team_boards (team_id, board_id) VALUES (?, ?)',
      register.seed.teams.first,
      register.seed.boards.other,
    );
    await expectReset(cursor);
  });

  test('when the register was put back from a backup', async () => {
    await register.backUp('backup');
    const { cursor, epoch } = await register.changes('caseworker');
    await register.restore('backup');
    await expectReset(cursor);
    expect((await register.changes('caseworker')).epoch).not.toBe(epoch);
  });

  test("for another's cursor", async () => {
    const { cursor } = await register.changes('otherCaseworker');
    await expectReset(cursor);
  });

  test.each<[string, (cursor: string) => string]>([
    ['no cursor at all', () => 'x'],
    ['an empty one', () => ''],
    ['one cut short', (cursor) => cursor.slice(0, -7)],
    ['JSON of another shape', () => Buffer.from('{"positions":[1]}').toString('base64url')],
  ])('for %s', async (_, change) => {
    const { cursor } = await register.changes('caseworker');
    await expectReset(change(cursor));
  });
});
