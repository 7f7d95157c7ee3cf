import type { OrganisationRow } from './organisation-kind.ts';
import { idsByKey, type KeyedTable } from './register-lookup.ts';
import { portions } from './portions.ts';
import {
  idOf,
  idsInOrder,
  saveKeyedRows,
  type Columns,
  type Outcome,
  type SavedRow,
  type Saving,
} from './saving.ts';
import { saveTeamBoards } from './save-team-boards.ts';
import { tellOfOrganisation } from './tell-of-organisation.ts';

type Type = OrganisationRow['type'];
type Ids = Readonly<Record<'boards' | 'providers' | 'contract_areas', Map<string, string>>>;

/** The tables in the order of saving: what others refer to comes first. */
const tables: readonly (readonly [Type, KeyedTable])[] = [
  ['district', 'boards'],
  ['team', 'teams'],
  ['provider', 'providers'],
  ['unit', 'units'],
  ['contract-area', 'contract_areas'],
  ['contract', 'contracts'],
];

/**
 * Saves the rows of an organisation file and tells the tablets what has changed; gives what each row came to.
 * References are right.
 */
export async function saveOrganisation(saving: Saving, rows: readonly OrganisationRow[]): Promise<Outcome[]> {
  const outcomes = new Map<OrganisationRow, Outcome>();
  const ids = await knownIds(saving, rows);
  const saved: Record<Type, SavedRow[]> = {
    district: [],
    team: [],
    provider: [],
    unit: [],
    'contract-area': [],
    contract: [],
  };
  const nextId = idsInOrder(saving.newId, rows.length);
  for (const [type, table] of tables) {
    for (const portion of portions(rows.filter((row) => row.type === type))) {
      const wanted = portion.map((row) => ({ key: row.key, columns: () => columnsOf(row, ids) }));
      for (const [index, each] of (await saveKeyedRows(saving, table, wanted, nextId)).entries()) {
        if (table === 'boards' || table === 'providers' || table === 'contract_areas') {
          ids[table].set(each.key, each.id);
        }
        const row = portion[index];
        const outcome = await withBoards(saving, each, row, ids);
        if (row !== undefined) outcomes.set(row, outcome);
        if (outcome !== 'unchanged') saved[type].push({ ...each, outcome });
      }
    }
  }
  if (saving.transaction !== null) tellOfOrganisation(saving.transaction, saved);
  return rows.map((row) => outcomes.get(row) ?? 'unchanged');
}

/** The ids of what the rows refer to and the register has; those of new rows are added as they are saved. */
async function knownIds({ query }: Saving, rows: readonly OrganisationRow[]): Promise<Ids> {
  const boards = rows.flatMap((row) => (row.type === 'team' ? row.boards : []));
  const providers = rows.flatMap((row) => ('provider' in row ? [row.provider] : []));
  const areas = rows.flatMap((row) => (row.type === 'contract' ? [row.contractArea] : []));
  return {
    boards: await idsByKey(query, 'boards', boards),
    providers: await idsByKey(query, 'providers', providers),
    contract_areas: await idsByKey(query, 'contract_areas', areas),
  };
}

function columnsOf(row: OrganisationRow, ids: Ids): Columns {
  switch (row.type) {
    case 'district':
    case 'team':
      return { name: row.name };
    case 'provider':
      return { name: row.name, organisation_number: row.organisationNumber };
    case 'unit':
      return {
        name: row.name,
        provider_id: idOf(ids.providers, row.provider),
        kind: row.unitKind,
        ownership: row.ownership,
        municipality: row.municipality,
        licence_number: row.licenceNumber,
        licence_from: row.licenceFrom,
        licence_to: row.licenceTo,
      };
    case 'contract-area':
      return { name: row.name, act: row.act };
    case 'contract':
      return {
        provider_id: idOf(ids.providers, row.provider),
        contract_area_id: idOf(ids.contract_areas, row.contractArea),
        valid_from: row.validFrom,
        valid_to: row.validTo,
      };
  }
}

/** The outcome of a saved row, with the boards that a team handles counted in. */
async function withBoards(saving: Saving, saved: SavedRow, row: OrganisationRow | undefined, ids: Ids) {
  if (row?.type !== 'team') return saved.outcome;
  const boardIds = row.boards.map((key) => idOf(ids.boards, key));
  const isChanged = await saveTeamBoards(saving, saved.id, boardIds);
  return isChanged && saved.outcome === 'unchanged' ? 'changed' : saved.outcome;
}
