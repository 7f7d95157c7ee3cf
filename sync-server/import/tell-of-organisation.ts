import type { WriteTransaction } from '../database/database.ts';
import { text } from '../database/row.ts';
import { cityChannel, touch, touchPlacement } from '../register/feed.ts';
import type { OrganisationRow } from './organisation-kind.ts';
import type { SavedRow } from './saving.ts';

/**
 * Tells the tablets what new and changed rows of the organisation mean to them: a unit shows its provider and
 * contracts, a placement its board, and who sees a placement depends on the boards that its team handles.
 */
export function tellOfOrganisation(
  transaction: WriteTransaction,
  saved: Readonly<Record<OrganisationRow['type'], readonly SavedRow[]>>,
): void {
  const idsFrom = (sql: string, ids: Iterable<string>): string[] => {
    const statement = transaction.prepare(sql);
    return [...ids].flatMap((id) => statement.all(id).map((row) => text(row, 'id')));
  };
  const changed = (rows: readonly SavedRow[]): string[] =>
    rows.filter(({ outcome }) => outcome === 'changed').map(({ id }) => id);

  const providers = new Set([
    ...changed(saved.provider),
    ...saved.contract.flatMap(({ before }) => (before === null ? [] : [text(before, 'provider_id')])),
    ...idsFrom(
      'SELECT provider_id AS id FROM contracts WHERE id = ?',
      saved.contract.map(({ id }) => id),
    ),
    ...idsFrom(
      'SELECT provider_id AS id FROM contracts WHERE contract_area_id = ?',
      changed(saved['contract-area']),
    ),
  ]);
  const units = new Set([
    ...saved.unit.map(({ id }) => id),
    ...idsFrom('SELECT id FROM units WHERE provider_id = ?', providers),
  ]);
  for (const id of units) touch(transaction, [cityChannel], 'unit', id);

  const placements = new Set([
    ...idsFrom('SELECT id FROM placements WHERE board_id = ?', changed(saved.district)),
    ...idsFrom('SELECT id FROM placements WHERE team_id = ?', changed(saved.team)),
  ]);
  for (const id of placements) touchPlacement(transaction, id);
}
