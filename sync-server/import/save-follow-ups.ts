import { versionsByDay, type VersionOn } from '../questionnaires/published-versions.ts';
import { touchFollowUp } from '../register/feed.ts';
import { dayOfAsking, questionnaireOf, type FollowUpRow } from './follow-ups-kind.ts';
import { portions } from './portions.ts';
import { activeUserIds } from './register-lookup.ts';
import {
  idOrNull,
  idsInOrder,
  noteImported,
  saveKeyedRows,
  type Columns,
  type Outcome,
  type Saving,
  type StoredRow,
} from './saving.ts';

/**
 * Saves planned follow-ups and tells the tablets. One that is no longer planned (carried out, cancelled …) is left
 * as it is and unchanged: what was done is told by those who did it. Gives what each row came to. References are right, and a version
 * holds on each day (`versionOn` tells which; the register's versions do where nothing is said).
 */
export async function saveFollowUps(
  saving: Saving,
  rows: readonly FollowUpRow[],
  versionOn?: VersionOn,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const userIds = await activeUserIds(saving.query);
  const inForce = versionOn ?? (await versionsByDay(saving.query));
  const nextId = idsInOrder(saving.newId, rows.length);
  for (const portion of portions(rows)) {
    const placements = await placementsByKey(saving, portion);
    const wanted = portion.map((row) => ({
      key: row.key,
      columns: (before: StoredRow | null): Columns => {
        if (before !== null && before['state'] !== 'planned') return {};
        const questionnaire = questionnaireOf(row);
        const planned = {
          assignee_id: idOrNull(userIds, row.caseworker),
          planned_on: row.plannedOn,
          planned_at: row.plannedAt,
          method: row.method,
        };
        // A follow-up keeps the version that it was planned with.
        if (before?.['questionnaire_id'] === questionnaire) return planned;
        const asked = {
          ...planned,
          questionnaire_id: questionnaire,
          questionnaire_version: versionFor(inForce, row, saving.now),
        };
        return before === null
          ? { ...asked, ...placementColumns(placements, row), ...firstColumns(saving) }
          : asked;
      },
    }));
    const written: string[] = [];
    for (const { id, outcome } of await saveKeyedRows(saving, 'follow_ups', wanted, nextId)) {
      outcomes.push(outcome);
      if (saving.transaction && outcome !== 'unchanged') {
        touchFollowUp(saving.transaction, id);
        written.push(id);
      }
    }
    if (written.length > 0) noteImported(saving, { followUpIds: written });
  }
  return outcomes;
}

type Placements = ReadonlyMap<string, { id: string; board_id: string }>;

async function placementsByKey({ query }: Saving, rows: readonly FollowUpRow[]): Promise<Placements> {
  const keys = [...new Set(rows.map(({ placement }) => placement))];
  const stored = await query
    .selectFrom('placements')
    .select(['id', 'key', 'board_id'])
    .where('key', 'in', keys)
    .execute();
  return new Map(stored.map((row) => [row.key, row]));
}

function placementColumns(placements: Placements, row: FollowUpRow): Columns {
  const placement = placements.get(row.placement);
  if (placement === undefined) throw new Error('A placement that was checked is not in the register');
  return { placement_id: placement.id, board_id: placement.board_id };
}

const firstColumns = ({ now }: Saving): Columns => ({ state: 'planned', created_at: now });

function versionFor(inForce: VersionOn, row: FollowUpRow, now: string): number {
  const version = inForce(questionnaireOf(row), dayOfAsking(row, now));
  if (version === undefined) throw new Error('No version of a questionnaire that was checked holds');
  return version;
}
