import * as z from 'zod/mini';
import { dayIn } from '#domain/day.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
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

/** The questionnaire that a follow-up asks: that of the individual follow-up where the row names none. */
export const questionnaireOf = ({ questionnaire }: FollowUpRow): string =>
  questionnaire ?? individualFollowUp.id;

/** The day whose version it asks: the planned one, or today where that has passed, since it is made today at the earliest. */
export const dayOfAsking = ({ plannedOn }: FollowUpRow, now: string): string => {
  const today = dayIn(new Date(now));
  return plannedOn < today ? today : plannedOn;
};
