import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';

/** The questionnaires that Följsam brings; an office takes one out as a workbook, changes it and brings it in. */
export const shippedQuestionnaires: readonly Questionnaire[] = [individualFollowUp];
