import { saveProtection } from '../protection/protection-store.ts';
import { touchNewPlacement, touchPlacement, type CustodyColumns } from '../register/feed.ts';
import { text, textOrNull } from '../database/row.ts';
import type { PlacementRow } from './placements-kind.ts';
import { activeUserIds, idsByKey } from './register-lookup.ts';
import { portions } from './portions.ts';
import { idOf, idOrNull, idsInOrder, insert, noteImported, saveKeyedRows, update } from './saving.ts';
import type { Columns, Outcome, SavedRow, Saving, StoredRow } from './saving.ts';

/**
 * Saves placements, their clients and in whose care they are, and tells the tablets; gives what each row came to.
 * References are right.
 */
export async function savePlacements(saving: Saving, rows: readonly PlacementRow[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  /** Cases whose initials are corrected: their placements have changed, although no column of them has. */
  const correctedCases = new Set<string>();
  const nextClientId = idsInOrder(saving.newId, rows.length);
  const nextId = idsInOrder(saving.newId, rows.length);
  for (const portion of portions(rows)) {
    const ids = await referencedIds(saving, portion);
    const clientIds = await saveClients(saving, portion, nextClientId, correctedCases);
    const wanted = portion.map((row) => ({
      key: row.key,
      columns: (): Columns => ({
        client_id: idOf(clientIds, row.caseNumber),
        unit_id: idOf(ids.units, row.unit),
        board_id: idOf(ids.boards, row.board),
        team_id: idOf(ids.teams, row.team),
        caseworker_id: idOrNull(ids.users, row.caseworker),
        service_area: row.serviceArea,
        gender: row.gender,
        decided_on: row.decidedOn,
        plan_due_on: row.planDueOn,
        monthly_report_day: row.monthlyReportDay,
        ended_on: row.endedOn,
      }),
    }));
    const saved = await saveKeyedRows(saving, 'placements', wanted, nextId);
    // One table after the other: rows side by side are added quickest.
    const isTold = ({ outcome }: SavedRow): boolean => outcome !== 'unchanged';
    const protectedNow = await protectAsAsked(saving, portion, saved, ids.users);
    for (const [index, { id, outcome }] of saved.entries()) {
      const isCorrected = correctedCases.has(portion[index]?.caseNumber ?? '');
      const isChanged = isCorrected || protectedNow.has(id);
      outcomes.push(outcome === 'unchanged' && isChanged ? 'changed' : outcome);
    }
    for (const each of saved.filter(isTold)) saveCustody(saving, each);
    for (const each of saved.filter((row) => isTold(row) || protectedNow.has(row.id))) {
      if (saving.transaction === null) continue;
      if (each.before !== null) touchPlacement(saving.transaction, each.id, careOf(each.before));
      else touchNewPlacement(saving.transaction, each.id, careOf(each.after));
    }
    const written = saved.filter((row) => isTold(row) || protectedNow.has(row.id));
    if (written.length > 0) noteImported(saving, { placementIds: written.map(({ id }) => id) });
  }
  return outcomes;
}

/** Puts under protected identity what the file says is, where its readers are others; gives which placements. */
async function protectAsAsked(
  { query, transaction, newId, now }: Saving,
  rows: readonly PlacementRow[],
  saved: readonly SavedRow[],
  users: ReadonlyMap<string, string>,
): Promise<Set<string>> {
  const changed = new Set<string>();
  for (const [index, { id }] of saved.entries()) {
    const asked = rows[index]?.protectedReaders;
    if (!asked) continue;
    const readers = asked.map((each) => idOf(users, each));
    const known = await query
      .selectFrom('protected_readers')
      .select('user_id')
      .where('placement_id', '=', id)
      .execute();
    if (known.length === readers.length && known.every(({ user_id }) => readers.includes(user_id))) continue;
    changed.add(id);
    if (transaction === null) continue;
    saveProtection(transaction, id, readers, { id: newId(), userId: null, at: now, reason: 'import' });
  }
  return changed;
}

/** The ids of what placements refer to. */
const referencedIds = async ({ query }: Saving, rows: readonly PlacementRow[]) => ({
  boards: await idsByKey(
    query,
    'boards',
    rows.map(({ board }) => board),
  ),
  teams: await idsByKey(
    query,
    'teams',
    rows.map(({ team }) => team),
  ),
  units: await idsByKey(
    query,
    'units',
    rows.map(({ unit }) => unit),
  ),
  users: await activeUserIds(query),
});

/** Saves the clients of placements; gives their ids by case number and notes whose initials were corrected. */
async function saveClients(
  saving: Saving,
  rows: readonly PlacementRow[],
  nextId: () => string,
  correctedCases: Set<string>,
): Promise<Map<string, string>> {
  const initials = new Map(rows.map((row) => [row.caseNumber, row.initials]));
  const stored = await saving.query
    .selectFrom('clients')
    .selectAll()
    .where('case_number', 'in', [...initials.keys()])
    .execute();
  const ids = new Map<string, string>();
  for (const client of stored) {
    ids.set(client.case_number, client.id);
    const wanted = initials.get(client.case_number) ?? client.initials;
    if (wanted === client.initials) continue;
    correctedCases.add(client.case_number);
    update(saving, 'clients', client.id, { initials: wanted });
    const placements = saving.transaction?.prepare('SELECT id FROM placements WHERE client_id = ?');
    for (const row of placements?.all(client.id) ?? []) {
      if (saving.transaction) touchPlacement(saving.transaction, text(row, 'id'));
    }
  }
  for (const [caseNumber, wanted] of initials) {
    if (ids.has(caseNumber)) continue;
    const id = nextId();
    ids.set(caseNumber, id);
    insert(saving, 'clients', { id, case_number: caseNumber, initials: wanted });
  }
  return ids;
}

const careOf = (row: StoredRow): CustodyColumns => ({
  team_id: text(row, 'team_id'),
  caseworker_id: textOrNull(row, 'caseworker_id'),
});

/** Keeps who had the case in care, and when: an upload is judged by what held on the day of the visit. */
function saveCustody({ transaction, now }: Saving, { id, before, after }: SavedRow): void {
  const care = ['board_id', 'team_id', 'caseworker_id'] as const;
  if (transaction === null || (before !== null && care.every((column) => before[column] === after[column])))
    return;
  const from = before === null ? `${text(after, 'decided_on')}T00:00:00.000Z` : now;
  if (before !== null) {
    transaction
      .prepare('UPDATE custody SET valid_to = ? WHERE placement_id = ? AND valid_to IS NULL')
      .run(now, id);
  }
  transaction
    .prepare(
      `INSERT INTO custody (placement_id, valid_from, valid_to, board_id, team_id, caseworker_id)
       VALUES (?, ?, NULL, ?, ?, ?)`,
    )
    .run(id, from, text(after, 'board_id'), text(after, 'team_id'), textOrNull(after, 'caseworker_id'));
  if (before === null) return;
  // What is planned follows the case; what has been carried out stays with the board that it was carried out for.
  transaction
    .prepare(`UPDATE follow_ups SET board_id = ? WHERE placement_id = ? AND state = 'planned'`)
    .run(text(after, 'board_id'), id);
}
