import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { childPlacementVisit } from './child-placement-visit.ts';
import {
  contractFollowUpHvb,
  contractFollowUpSupportedHousing,
  ownRegimeFollowUp,
} from './contract-follow-up.ts';
import { inspection } from './inspection.ts';
import { selfReport } from './self-report.ts';
import { supervisionReport } from './supervision-report.ts';

/**
 * The questionnaires that Följsam brings, from the sources that docs and comments name. They lie here and not in the
 * domain, so that the tablet's bundle does not hold them: it gets from the register those that it needs.
 */
export const shippedQuestionnaires: readonly Questionnaire[] = [
  individualFollowUp,
  childPlacementVisit,
  contractFollowUpHvb,
  contractFollowUpSupportedHousing,
  ownRegimeFollowUp,
  selfReport,
  inspection,
  supervisionReport,
];
