import * as z from 'zod/mini';
import { genders, serviceAreas } from '#domain/organisation/organisation.ts';
import {
  dayCell,
  dayOfMonthCell,
  initialsCell,
  keyCell,
  userNameCell,
  userNamesCell,
  wordCell,
} from './cells.ts';
import { recordType, type Column, type ImportKind } from './import-kind.ts';
import { genderWords, serviceAreaWords } from './vocabulary.ts';

const serviceAreaCell = wordCell(serviceAreas, serviceAreaWords);
const genderCell = wordCell(genders, genderWords);

const columns = {
  key: { headings: ['Nyckel', 'Key', 'Id', 'Placering', 'Placement', 'Insats-id'], cell: keyCell },
  caseNumber: { headings: ['Ärendenummer', 'Case number', 'Ärende', 'Aktnummer', 'Dnr'], cell: keyCell },
  initials: { headings: ['Initialer', 'Initials'], cell: initialsCell },
  unit: { headings: ['Verksamhet', 'Unit', 'Boende'], cell: keyCell, refersTo: 'unit' },
  board: {
    headings: ['Ansvarig nämnd', 'Responsible board', 'Nämnd', 'Stadsdel', 'Board', 'District'],
    cell: keyCell,
    refersTo: 'district',
  },
  team: { headings: ['Arbetsgrupp', 'Team', 'Enhet'], cell: keyCell, refersTo: 'team' },
  serviceArea: { headings: ['Verksamhetsområde', 'Service area', 'Område'], cell: serviceAreaCell },
  gender: { headings: ['Kön', 'Gender'], cell: genderCell },
  decidedOn: {
    headings: ['Beslutsdatum', 'Decision date', 'Beslutad', 'Datum för beslut', 'Decided on'],
    cell: dayCell,
  },
  planDueOn: {
    headings: [
      'Genomförandeplan senast',
      'Implementation plan due',
      'Genomförandeplan',
      'Implementation plan due date',
    ],
    cell: dayCell,
  },
  monthlyReportDay: {
    headings: ['Månadsrapport senast', 'Monthly report due', 'Månadsrapport', 'Monthly report day'],
    cell: dayOfMonthCell,
  },
  endedOn: {
    headings: ['Slutdatum', 'End date', 'Avslutad', 'Placering till', 'Ended on'],
    cell: dayCell,
  },
  caseworker: {
    headings: [
      'Handläggare',
      'Caseworker',
      'Socialsekreterare',
      'Ansvarig handläggare',
      'Assigned caseworker',
    ],
    cell: userNameCell,
    refersTo: 'user',
  },
  /** Under protected identity: who alone may see it. Empty leaves it as it is: a file never lifts a protection. */
  protectedReaders: {
    headings: ['Skyddad, läses av', 'Protected, read by', 'Skyddade personuppgifter', 'Protected identity'],
    cell: userNamesCell,
    refersTo: 'user',
  },
} as const satisfies Record<string, Column>;

const key = keyCell.schema;

const placement = recordType(
  'placement',
  {
    key,
    caseNumber: key,
    initials: initialsCell.schema,
    unit: key,
    board: key,
    team: key,
    serviceArea: serviceAreaCell.schema,
    gender: genderCell.schema,
    decidedOn: dayCell.schema,
    planDueOn: z.nullable(dayCell.schema),
    monthlyReportDay: z.nullable(dayOfMonthCell.schema),
    endedOn: z.nullable(dayCell.schema),
    caseworker: z.nullable(userNameCell.schema),
    protectedReaders: z.nullable(userNamesCell.schema),
  },
  [['decidedOn', 'endedOn']],
);

export type PlacementRow = z.output<(typeof placement)['schema']>;

/** Clients placed in units. A client has a case number and initials; never a personal identity number. */
export const placementsKind: ImportKind<PlacementRow> = { columns, recordTypes: [placement] };
