import * as z from 'zod/mini';
import { contractActs, ownerships, unitKinds } from '#domain/organisation/organisation.ts';
import { dayCell, keyCell, keysCell, nameCell, organisationNumberCell, wordCell } from './cells.ts';
import { recordType, type Column, type ImportKind } from './import-kind.ts';
import { contractActWords, organisationTypeWords, ownershipWords, unitKindWords } from './vocabulary.ts';

const unitKindCell = wordCell(unitKinds, unitKindWords);
const ownershipCell = wordCell(ownerships, ownershipWords);
const contractActCell = wordCell(contractActs, contractActWords);

const columns = {
  type: {
    headings: ['Typ', 'Type', 'Radtyp'],
    cell: { schema: z.string(), expected: organisationTypeWords },
  },
  key: { headings: ['Nyckel', 'Key', 'Id', 'Extern nyckel', 'External key'], cell: keyCell },
  name: { headings: ['Namn', 'Name', 'Benämning'], cell: nameCell },
  boards: {
    headings: ['Nämnder', 'Boards', 'Ansvariga nämnder', 'Stadsdelar', 'Districts'],
    cell: keysCell,
    refersTo: 'district',
  },
  organisationNumber: {
    headings: ['Organisationsnummer', 'Organisation number', 'Orgnr', 'Org.nr'],
    cell: organisationNumberCell,
  },
  provider: { headings: ['Utförare', 'Provider', 'Leverantör'], cell: keyCell, refersTo: 'provider' },
  unitKind: { headings: ['Verksamhetstyp', 'Unit kind', 'Kind'], cell: unitKindCell },
  ownership: { headings: ['Regiform', 'Ownership', 'Regi', 'Driftsform'], cell: ownershipCell },
  municipality: { headings: ['Kommun', 'Municipality', 'Ort'], cell: nameCell },
  licenceNumber: {
    headings: ['Tillståndsnummer', 'Licence number', 'IVO-tillstånd', 'Tillstånd'],
    cell: nameCell,
  },
  licenceFrom: {
    headings: ['Tillstånd från', 'Licence from', 'Tillstånd giltigt från', 'Licence valid from'],
    cell: dayCell,
  },
  licenceTo: {
    headings: ['Tillstånd till', 'Licence to', 'Tillstånd giltigt till', 'Licence valid to'],
    cell: dayCell,
  },
  act: { headings: ['Lag', 'Act', 'LOU/LOV'], cell: contractActCell },
  contractArea: { headings: ['Avtalsområde', 'Contract area'], cell: keyCell, refersTo: 'contract-area' },
  validFrom: { headings: ['Avtal från', 'Valid from', 'Giltigt från', 'Från'], cell: dayCell },
  validTo: { headings: ['Avtal till', 'Valid to', 'Giltigt till', 'Till'], cell: dayCell },
} as const satisfies Record<string, Column>;

const key = keyCell.schema;
const name = nameCell.schema;

const district = recordType('district', { key, name });
const team = recordType('team', { key, name, boards: keysCell.schema });
const provider = recordType('provider', {
  key,
  name,
  organisationNumber: z.nullable(organisationNumberCell.schema),
});
const unit = recordType(
  'unit',
  {
    key,
    name,
    provider: key,
    unitKind: unitKindCell.schema,
    ownership: ownershipCell.schema,
    municipality: z.nullable(name),
    licenceNumber: z.nullable(name),
    licenceFrom: z.nullable(dayCell.schema),
    licenceTo: z.nullable(dayCell.schema),
  },
  [['licenceFrom', 'licenceTo']],
);
const contractArea = recordType('contract-area', { key, name, act: contractActCell.schema });
const contract = recordType(
  'contract',
  {
    key,
    provider: key,
    contractArea: key,
    validFrom: z.nullable(dayCell.schema),
    validTo: z.nullable(dayCell.schema),
  },
  [['validFrom', 'validTo']],
);

export type OrganisationRow = z.output<
  | (typeof district)['schema']
  | (typeof team)['schema']
  | (typeof provider)['schema']
  | (typeof unit)['schema']
  | (typeof contractArea)['schema']
  | (typeof contract)['schema']
>;

/** Districts, teams, providers, units, contract areas and contracts, in one file with a column `type`. */
export const organisationKind: ImportKind<OrganisationRow> = {
  columns,
  recordTypes: [district, team, provider, unit, contractArea, contract],
  typeWords: organisationTypeWords,
};
