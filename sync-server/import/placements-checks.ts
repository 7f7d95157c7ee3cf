import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { FaultProblem } from './fault.ts';
import type { PlacementRow } from './placements-kind.ts';
import { portions } from './portions.ts';
import type { ReadRow } from './row-reader.ts';

/** A fault in a row that is as it should be by itself. `column` is the column's name, not its heading. */
export interface RowFault {
  row: number;
  column: string;
  value: string;
  problem: FaultProblem;
}

/** What does not fit between rows, or with the register: initials of a case, a placement's case, a team's boards. */
export async function* checkPlacements(
  query: Kysely<Tables>,
  rows: readonly ReadRow<PlacementRow>[],
): AsyncGenerator<RowFault> {
  const handled = await boardsHandled(query);
  const initials = new Map<string, { row: number; initials: string }>();
  for (const portion of portions(rows)) {
    const caseNumbers = await caseNumbersByKey(query, portion);
    for (const { row, value } of portion) {
      const { key, caseNumber, team, board } = value;
      if ((caseNumbers.get(key) ?? caseNumber) !== caseNumber) {
        yield { row, column: 'caseNumber', value: caseNumber, problem: { code: 'case-differs' } };
      }
      const first = initials.get(caseNumber);
      if (first === undefined) {
        initials.set(caseNumber, { row, initials: value.initials });
      } else if (first.initials !== value.initials) {
        const problem = { code: 'initials-differ', firstRow: first.row } as const;
        yield { row, column: 'initials', value: value.initials, problem };
      }
      // A team that is not in the register has its own fault.
      if (handled.get(team)?.has(board) === false) {
        yield { row, column: 'team', value: team, problem: { code: 'team-without-board', board } };
      }
    }
  }
}

/** The case numbers that placements have in the register, by the placement's key. */
async function caseNumbersByKey(
  query: Kysely<Tables>,
  rows: readonly ReadRow<PlacementRow>[],
): Promise<ReadonlyMap<string, string>> {
  const stored = await query
    .selectFrom('placements')
    .innerJoin('clients', 'clients.id', 'placements.client_id')
    .select(['placements.key', 'clients.case_number'])
    .where(
      'placements.key',
      'in',
      rows.map(({ value }) => value.key),
    )
    .execute();
  return new Map(stored.map(({ key, case_number }) => [key, case_number]));
}

/** The keys of the boards that each team handles, by the team's key. */
async function boardsHandled(query: Kysely<Tables>): Promise<Map<string, Set<string>>> {
  const rows = await query
    .selectFrom('teams')
    .leftJoin('team_boards', 'team_boards.team_id', 'teams.id')
    .leftJoin('boards', 'boards.id', 'team_boards.board_id')
    .select(['teams.key as team', 'boards.key as board'])
    .execute();
  const handled = new Map<string, Set<string>>();
  for (const { team, board } of rows) {
    const boards = handled.get(team) ?? new Set<string>();
    handled.set(team, boards);
    if (board !== null) boards.add(board);
  }
  return handled;
}
