import { describe, expect, test } from 'vitest';
import { succeed } from '#domain/result.ts';
import { PagedList } from '#app/office/paged-list.svelte.ts';
import { deskAddress, deskQueryOf, deskSelectionOf } from '#app/office/paths.ts';
import { QueueSteps } from '#app/office/queue-steps.ts';
import { planningQueryOf, planningSelectionOf } from '#app/office/planning-selection.ts';
import {
  choosableMonths,
  lastTwelveMonths,
  questionOf,
  reportQueryOf,
  reportSelectionOf,
} from '#app/office/report-selection.ts';
import { Remote } from '#app/office/remote.svelte.ts';
import { UserForm } from '#app/office/user-form.svelte.ts';

describe('a list fetched by pages', () => {
  const pages: Record<string, { rows: number[]; cursor: string | null }> = {
    first: { rows: [1, 2], cursor: 'second' },
    second: { rows: [3], cursor: null },
  };
  const readPage = async (cursor: string | null) =>
    succeed(pages[cursor ?? 'first'] ?? { rows: [], cursor: null });

  test('goes on where it was, and stops at the end', async () => {
    const list = new PagedList<number>();
    await list.show(readPage);
    expect([list.rows, list.hasMore]).toEqual([[1, 2], true]);
    await list.more();
    expect([list.rows, list.hasMore]).toEqual([[1, 2, 3], false]);
    await list.more();
    expect(list.rows).toEqual([1, 2, 3]);
  });

  test('who asks for more while a page is on its way waits for that page', async () => {
    const list = new PagedList<number>();
    await list.show(readPage);
    const [first, second] = [list.more(), list.more()];
    await second;
    expect(list.rows).toEqual([1, 2, 3]);
    await first;
    expect(list.rows).toEqual([1, 2, 3]);
  });

  test('an answer to what is no longer asked is dropped', async () => {
    const list = new PagedList<string>();
    let answerFirst: (rows: string[]) => void = () => undefined;
    const slow = list.show(
      () => new Promise((resolve) => (answerFirst = (rows) => resolve(succeed({ rows, cursor: null })))),
    );
    await list.show(async () => succeed({ rows: ['later'], cursor: null }));
    answerFirst(['earlier']);
    await slow;
    expect(list.rows).toEqual(['later']);
  });

  test('what was shown stays when the next cannot be had', async () => {
    const remote = new Remote<string>();
    await remote.load(async () => succeed('known'));
    await remote.load(async () => ({ ok: false, problem: { code: 'offline', detail: null, pointers: [] } }));
    expect(remote.value).toBe('known');
    expect(remote.problem?.code).toBe('offline');
  });
});

describe('keys in the queue', () => {
  /** A list of which two more rows come with each page, the pages when they are let. */
  const listOf = (pages: number) => {
    let [rows, focused, left] = [2, 0, pages];
    const waiting: (() => void)[] = [];
    const steps = new QueueSteps({
      at: () => focused,
      count: () => rows,
      more: () =>
        left === 0
          ? Promise.resolve()
          : new Promise((resolve) => waiting.push(() => ((left -= 1), (rows += 2), resolve()))),
      focus: (row) => (focused = row),
    });
    const settle = () => new Promise((resolve) => setTimeout(resolve));
    return {
      steps,
      focused: () => focused,
      leave: () => (focused = -1),
      letCome: async () => {
        await settle();
        waiting.shift()?.();
        await settle();
      },
    };
  };

  test('pressed fast over the edges of pages, each is a step', async () => {
    const { steps, focused, letCome } = listOf(2);
    const pressed = [1, 1, 1, 1, -1, 1].map((by) => steps.step(by === 1 ? 1 : -1));
    await letCome();
    await letCome();
    await Promise.all(pressed);
    expect(focused()).toBe(4);
  });

  test('at the ends there is nowhere to go', async () => {
    const { steps, focused } = listOf(0);
    await steps.step(-1);
    expect(focused()).toBe(0);
    await Promise.all([1, 1, 1].map(() => steps.step(1)));
    expect(focused()).toBe(1);
  });

  test('who has left while a page was on its way is left alone', async () => {
    const { steps, focused, leave, letCome } = listOf(1);
    const pressed = [steps.step(1), steps.step(1)];
    leave();
    await letCome();
    await Promise.all(pressed);
    expect(focused()).toBe(-1);
  });
});

describe('addresses', () => {
  test('a selection of the desk is what its address says', () => {
    const selection = { list: 'set-aside', board: 'b', unit: 'u', olderThan: '7' } as const;
    expect(deskSelectionOf(deskQueryOf(selection))).toEqual(selection);
    expect(deskAddress({ list: 'awaiting', board: '', unit: '', olderThan: '' }, { followUp: 'f' })).toBe(
      '/granskning/f',
    );
    expect(deskSelectionOf(new URLSearchParams('lista=nonsens')).list).toBe('awaiting');
  });

  test('so is one of the planning', () => {
    const selection = {
      list: 'overdue',
      board: 'b',
      assignee: 'a',
      from: '2026-01-01',
      to: '',
      text: 'åäö',
    } as const;
    expect(planningSelectionOf(planningQueryOf(selection))).toEqual(selection);
  });

  test('and one of the report; a period that is none is the last twelve months', () => {
    const asked = reportSelectionOf(
      new URLSearchParams('fran=2022-04&till=2022-09&regiform=private'),
      '2026-11-22',
    );
    expect(asked).toEqual({
      period: { from: '2022-04', to: '2022-09' },
      board: '',
      serviceArea: '',
      ownership: 'private',
    });
    expect(reportSelectionOf(reportQueryOf(asked), '2026-11-22')).toEqual(asked);
    expect(questionOf(asked)).toEqual({
      from: '2022-04',
      to: '2022-09',
      board: null,
      serviceArea: null,
      ownership: 'private',
    });
    for (const text of ['', 'fran=2022-13&till=2022-14', 'fran=2022-09&till=2022-04']) {
      expect(reportSelectionOf(new URLSearchParams(text), '2026-11-22').period).toEqual({
        from: '2025-12',
        to: '2026-11',
      });
    }
  });

  test('the last twelve months over a new year, and the months to choose from', () => {
    expect(lastTwelveMonths('2026-01-31')).toEqual({ from: '2025-02', to: '2026-01' });
    expect(lastTwelveMonths('2026-12-01')).toEqual({ from: '2026-01', to: '2026-12' });
    const months = choosableMonths('2026-11-22');
    expect([months[0], months.at(-1)]).toEqual(['2026-11', '2020-01']);
  });
});

describe('what is stated of a user', () => {
  test('a caseworker needs a team, a coordinator boards', () => {
    const form = new UserForm();
    expect(form.faults).toEqual(['name', 'userName', 'roles']);
    form.name = 'Eva Lind';
    form.userName = 'Eva.Lind';
    form.chooseRoles(['district-coordinator', 'caseworker']);
    expect(form.faults).toEqual(['team', 'boards']);
    form.teamId = 't';
    form.boardIds = ['b'];
    expect(form.faults).toEqual([]);
    expect(form.rights).toEqual({
      name: 'Eva Lind',
      roles: ['caseworker', 'district-coordinator'],
      teamId: 't',
      boardIds: ['b'],
    });
  });

  test('a team and boards go with the roles that had them', () => {
    const form = new UserForm();
    form.teamId = 't';
    form.boardIds = ['b'];
    form.chooseRoles(['administrator']);
    expect(form.rights).toMatchObject({ teamId: null, boardIds: [] });
  });
});
