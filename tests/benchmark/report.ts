import type { Database } from '#server/database/database.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { readBoards, readIndividualReport } from '#server/reports/report-store.ts';
import { figure, quantile, timed, type Benchmark, type Figure } from './benchmark.ts';
import { boardCount, largeRegister, period } from './large-register.ts';

const rounds = 60;

const filters = { boardIds: null, serviceArea: null, ownership: null };

/** The report of so many boards, from the question to the reply's text. */
const ask = async ({ query }: Database, boards: number): Promise<string> => {
  const known = (await readBoards(query)).slice(0, boards);
  const basis = { kind: 'present' } as const;
  return JSON.stringify(await readIndividualReport(query, known, { period, filters, basis }));
};

/** The report over a million entries, and over ten thousand in the same cells: of one board, and of all of them. */
export const report: Benchmark = {
  name: 'report',
  run: async () => {
    const [few, many] = [openSqlite(await largeRegister(10_000)), openSqlite(await largeRegister(1_000_000))];
    const figures: Figure[] = [];
    for (const boards of [1, boardCount]) {
      const taken = { few: [] as number[], many: [] as number[] };
      for (let round = -5; round < rounds; round += 1) {
        const [first, second] = [await timed(() => ask(few, boards)), await timed(() => ask(many, boards))];
        if (round < 0) continue;
        taken.few.push(first);
        taken.many.push(second);
      }
      const of = {
        name: `report of ${boards} of ${boardCount} boards, 1,000,000 entries, p95 (floor: 10,000 entries)`,
        value: quantile(taken.many, 0.95),
        unit: 'ms',
        floor: quantile(taken.few, 0.95),
      };
      figures.push(figure(of, { most: 50, mostTimes: 1.5 }));
    }
    await Promise.all([few.close(), many.close()]);
    return figures;
  },
};
