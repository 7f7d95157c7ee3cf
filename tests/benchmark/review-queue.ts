import { reviewLists, type ReviewPage } from '#domain/office/review.ts';
import { makeScope, type Scope } from '#domain/organisation/access.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { listQueue, type QueueFilter } from '#server/register/review-queue.ts';
import { figure, quantile, type Benchmark } from './benchmark.ts';
import { boardCount, boardId, largeRegister, unitId } from './large-register.ts';

const rounds = 20;
const now = new Date('2026-07-01T10:00:00.000Z');

const coordinatorOf = (boards: number): Scope =>
  makeScope({
    userId: '',
    roles: ['district-coordinator'],
    team: null,
    boards: Array.from({ length: boards }, (_, index) => boardId(index)),
  });

/** Every list, with each filter there is, of one board, of three, and of all. */
const questions = reviewLists.flatMap((list) =>
  [1, 3, boardCount].flatMap((boards) => {
    const filters: Omit<QueueFilter, 'list'>[] = [
      {},
      { unit: unitId(1) },
      { olderThan: 30 },
      { unit: unitId(1), olderThan: 30 },
      { board: boardId(0) },
    ];
    return filters.map((filter) => ({ scope: coordinatorOf(boards), filter: { list, ...filter } }));
  }),
);

const wordsOf = ({ scope, filter }: (typeof questions)[number]): string =>
  [
    filter.list,
    `${scope.boards.length} boards`,
    ...Object.keys(filter).filter((name) => name !== 'list'),
  ].join(', ');

/** A page of fifty of each list of the review desk among a million entries, the first page and the second. */
export const reviewQueue: Benchmark = {
  name: 'review-queue',
  run: async () => {
    const register = openSqlite(await largeRegister(1_000_000));
    const taken = questions.map(() => [] as number[]);
    for (let round = -2; round < rounds; round += 1) {
      for (const [index, { scope, filter }] of questions.entries()) {
        let cursor: ReviewPage['cursor'] = null;
        for (let page = 0; page < 2; page += 1) {
          const started = performance.now();
          const read: ReviewPage = await listQueue(
            register.query,
            scope,
            { ...filter, cursor: cursor ?? undefined },
            now,
          );
          JSON.stringify(read);
          if (round >= 0) taken[index]?.push(performance.now() - started);
          cursor = read.cursor;
          if (cursor === null) break;
        }
      }
    }
    await register.close();
    const slowest = questions
      .map((question, index) => ({ words: wordsOf(question), p95: quantile(taken[index] ?? [], 0.95) }))
      .toSorted((one, other) => other.p95 - one.p95);
    for (const { words, p95 } of slowest.slice(0, 5)) console.error(`  ${p95.toFixed(1)} ms: ${words}`);
    return [
      figure(
        {
          name: `review queue, page of 50 of 1,000,000 entries, p95 of the slowest question`,
          value: slowest[0]?.p95 ?? Number.NaN,
          unit: 'ms',
        },
        { most: 20 },
      ),
    ];
  },
};
