import * as z from 'zod/mini';
import { methods } from '#domain/questionnaire/occasion.ts';
import { dayCell, keyCell, questionnaireCell, timeCell, userNameCell, wordCell } from './cells.ts';
import { recordType, type Column, type ImportKind } from './import-kind.ts';
import { methodWords } from './vocabulary.ts';

const methodCell = wordCell(methods, methodWords);

const columns = {
  key: { headings: ['Nyckel', 'Key', 'Id', 'Uppföljning', 'Follow-up'], cell: keyCell },
  placement: { headings: ['Placering', 'Placement', 'Insats'], cell: keyCell, refersTo: 'placement' },
  plannedOn: {
    headings: ['Planerat datum', 'Planned date', 'Planerad', 'Datum', 'Date', 'Planned on'],
    cell: dayCell,
  },
  plannedAt: { headings: ['Tid', 'Time', 'Klockslag', 'Planerad tid', 'Planned time'], cell: timeCell },
  method: { headings: ['Metod', 'Method'], cell: methodCell },
  questionnaire: {
    headings: ['Formulär', 'Questionnaire', 'Frågeformulär'],
    cell: questionnaireCell,
    refersTo: 'questionnaire',
  },
  caseworker: {
    headings: ['Handläggare', 'Caseworker', 'Socialsekreterare', 'Ansvarig', 'Assigned caseworker'],
    cell: userNameCell,
    refersTo: 'user',
  },
} as const satisfies Record<string, Column>;

const followUp = recordType('follow-up', {
  key: keyCell.schema,
  placement: keyCell.schema,
  plannedOn: dayCell.schema,
  plannedAt: z.nullable(timeCell.schema),
  method: methodCell.schema,
  questionnaire: z.nullable(questionnaireCell.schema),
  caseworker: z.nullable(userNameCell.schema),
});

export type FollowUpRow = z.output<(typeof followUp)['schema']>;

/** Planned follow-ups of placements. Without a questionnaire it is that of the individual follow-up. */
export const followUpsKind: ImportKind<FollowUpRow> = { columns, recordTypes: [followUp] };
