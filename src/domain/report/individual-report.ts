import * as z from 'zod/mini';
import { choiceName, day, id, name, questionName } from '../ids.ts';
import { gender, ownership, serviceArea } from '../organisation/organisation.ts';
import { localizedText } from '../questionnaire/words.ts';
import { questionKinds } from '../questionnaire/question-kinds.ts';
import { addressees } from '../questionnaire/questionnaire.ts';
import { noAnswerReason } from '../follow-up/answer.ts';
import { figure } from './figure.ts';
import { reportPeriod } from './period.ts';

/** What a report is narrowed to. null: everything that the reader may see. */
export const reportFilters = z.strictObject({
  boardIds: z.nullable(z.array(id)),
  serviceArea: z.nullable(serviceArea),
  ownership: z.nullable(ownership),
});
export type ReportFilters = z.infer<typeof reportFilters>;

/** By what right the figures are shown: exact ones as they stand now, a closed period's, or published ones. */
export const reportBasis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('present') }),
  z.strictObject({ kind: z.literal('closed'), closedOn: day }),
  z.strictObject({
    kind: z.literal('published'),
    decision: z.string().check(z.minLength(1), z.maxLength(200)),
    decidedOn: day,
  }),
]);
export type ReportBasis = z.infer<typeof reportBasis>;

const choiceFigure = z.strictObject({ name: choiceName, label: localizedText, share: figure });

/** What was answered to one question. Shares of choices are of those who answered; of reasons, of those who did not. */
const questionReport = z.strictObject({
  name: questionName,
  label: localizedText,
  shortLabel: localizedText,
  section: questionName,
  putTo: z.enum(addressees),
  kind: z.enum(questionKinds),
  /** Those who answered, of those asked: the response rate. */
  response: figure,
  /** Empty for free text. */
  choices: z.array(choiceFigure),
  /** Why there is no answer. Empty for questions that may not be left. */
  reasons: z.array(z.strictObject({ reason: z.nullable(noAnswerReason), share: figure })),
  /** Versions whose answers are not in these figures, since wording or choices were others. */
  versionsLeftOut: z.array(z.int()),
});
export type QuestionReport = z.infer<typeof questionReport>;

const overallByGender = z.strictObject({ gender, distribution: z.array(choiceFigure) });

/**
 * The report of individual follow-ups, as the page shows it and CSV and XLSX are made from. It holds figures alone:
 * nothing in it can carry a case number, initials, an answer in words or the id of a placement.
 */
export const individualReport = z.strictObject({
  questionnaire: z.strictObject({ id: name, title: localizedText, versions: z.array(z.int()) }),
  period: reportPeriod,
  filters: reportFilters,
  basis: reportBasis,
  /** How many were carried out; null where that is hidden. */
  carriedOut: z.nullable(z.int()),
  /** Registered of carried out. */
  registered: figure,
  /** Each group's share of those registered. */
  boards: z.array(z.strictObject({ boardId: id, name: z.string(), share: figure })),
  genders: z.array(z.strictObject({ gender, share: figure })),
  serviceAreas: z.array(z.strictObject({ serviceArea, share: figure })),
  ownerships: z.array(z.strictObject({ ownership, share: figure })),
  questions: z.array(questionReport),
  /** What earlier versions asked and the newest does not, with those versions: told, not added up. */
  dropped: z.optional(
    z.array(z.strictObject({ name: questionName, label: localizedText, versions: z.array(z.int()) })),
  ),
  /** The overall assessment within each gender; empty where the questionnaire has none. */
  overallByGender: z.array(overallByGender),
});
export type IndividualReport = z.infer<typeof individualReport>;

/** The questions that the report looks into by gender, and the choice that it names of them (pilot 2022). */
export const overallQuestion = 'overall';
export const bestOverall = 'very-good';

/** The share of a gender whose overall assessment is the best there is. */
export const veryGoodShare = (of: IndividualReport['overallByGender'][number]) =>
  of.distribution.find((each) => each.name === bestOverall)?.share;
