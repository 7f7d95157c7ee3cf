import type { Kysely } from 'kysely';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { CsvSource } from './csv-source.ts';
import type { Fault } from './fault.ts';
import { checkFollowUps } from './follow-ups-checks.ts';
import { followUpsKind, type FollowUpRow } from './follow-ups-kind.ts';
import type { ImportKind } from './import-kind.ts';
import { organisationKind, type OrganisationRow } from './organisation-kind.ts';
import { checkPlacements, type RowFault } from './placements-checks.ts';
import type { ImportKindName } from './import-kind-name.ts';
import { placementsKind, type PlacementRow } from './placements-kind.ts';
import { readFile } from './read-file.ts';
import { registerLookup } from './register-lookup.ts';
import type { ReadRow } from './row-reader.ts';
import { saveFollowUps } from './save-follow-ups.ts';
import { saveOrganisation } from './save-organisation.ts';
import { savePlacements } from './save-placements.ts';
import { tallyOf, type Outcome, type Saving, type Tally } from './saving.ts';

/** How one kind of file is read, checked against the register, and saved. */
interface Importing<Row> {
  kind: ImportKind<Row>;
  /** `now` as in the request. */
  check: (query: Kysely<Tables>, rows: readonly ReadRow<Row>[], now: string) => AsyncIterable<RowFault>;
  /** Gives what each row came to. */
  save: (saving: Saving, rows: readonly Row[]) => Promise<readonly Outcome[]>;
}

const organisation: Importing<OrganisationRow> = {
  kind: organisationKind,
  // Between rows of the organisation there is nothing to fit beyond their keys.
  check: async function* () {},
  save: saveOrganisation,
};
const placements: Importing<PlacementRow> = {
  kind: placementsKind,
  check: checkPlacements,
  save: savePlacements,
};
const followUps: Importing<FollowUpRow> = { kind: followUpsKind, check: checkFollowUps, save: saveFollowUps };

/** What an import takes: the file, and what makes ids and tells the time. */
export interface ImportRequest {
  database: Database;
  /** Where it is noted whose data was written; null: nowhere (the demo's invented people, a dry run). */
  audit?: AuditLog | null;
  source: CsvSource;
  isDryRun: boolean;
  newId: () => string;
  /** The instant at which changes take effect, ISO 8601 in UTC. */
  now: string;
}

export interface Imported {
  tally: Tally;
  /** Headings that are not known, whose cells are not used. */
  unused: readonly string[];
}

/** Why nothing was imported: the faults in the order of the file, as many as are shown, and how many there are. */
export interface Refused {
  faults: readonly Fault[];
  count: number;
}

/**
 * Imports a file, whole or not at all. A dry run says what would come of it and writes nothing. Throws where the file
 * cannot be read or the register not written.
 */
export async function importFile(
  name: ImportKindName,
  request: ImportRequest,
): Promise<Result<Imported, Refused>> {
  switch (name) {
    case 'organisation':
      return importAs(organisation, request);
    case 'placements':
      return importAs(placements, request);
    case 'follow-ups':
      return importAs(followUps, request);
  }
}

async function importAs<Row>(
  { kind, check, save }: Importing<Row>,
  { database, audit = null, source, isDryRun, newId, now }: ImportRequest,
): Promise<Result<Imported, Refused>> {
  const { header, rows, faults } = await readFile(source, kind, registerLookup(database.query));
  const { unused } = header;
  for await (const { row, column, value, problem } of check(database.query, rows, now)) {
    const heading = header.headings[header.positions.get(column) ?? -1] ?? column;
    faults.add({ row, column: heading, value, problem });
  }
  if (faults.count > 0) return fail({ faults: faults.inOrder(header.headings), count: faults.count });

  const values = rows.map(({ value }) => value);
  // Compared beside the register first: it writes for nobody else while a file is being saved, so only what differs is.
  const comparing = { query: database.query, transaction: null, audit, newId: () => 'new', now };
  const compared = await save(comparing, values);
  const differing = values.filter((_, index) => compared[index] !== 'unchanged');
  if (isDryRun || differing.length === 0) return succeed({ tally: tallyOf(compared), unused });
  const saved = await database.write((transaction) =>
    save({ query: transaction.query, transaction, audit, newId, now }, differing),
  );
  const tally = tallyOf(saved);
  tally.unchanged += values.length - differing.length;
  return succeed({ tally, unused });
}
