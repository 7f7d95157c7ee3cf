import type { Answer, Answers, NoAnswerReason } from '#domain/follow-up/answer.ts';
import type { Method } from '#domain/questionnaire/occasion.ts';
import { addDays } from '#domain/day.ts';

/** One of the four levels, or one with a comment. */
export type Level = 'very-good' | 'acceptable' | 'could-be-better' | 'deficient';
export type Assessed = Level | readonly [Level, string];

/** What was found on a visit. */
export interface Findings {
  /** According to plan, agreed activities, duty to inform, overall. */
  readonly assessment: readonly [Assessed, Assessed, Assessed, Assessed];
  /** Support as decided, influence, change, anything to add: an answer, or `-` and why there is none. */
  readonly client?: readonly [string, string, string, string];
  readonly planReceived?: 'yes' | 'no';
  readonly planReceivedOn?: string;
  readonly monthlyReports?: 'on-time' | 'late' | 'no' | 'not-owed';
  readonly licence?: 'valid' | 'not-valid' | 'not-needed' | 'not-checked';
  readonly deviation?: string;
}

const reasons: readonly NoAnswerReason[] = [
  'declined',
  'did-not-understand',
  'could-not-take-part',
  'not-asked',
];

const toClient = (given: string): Answer => {
  const reason = reasons.find((each) => given === `-${each}`);
  return reason === undefined ? { value: given } : { reason };
};
const assessed = (given: Assessed): Answer =>
  typeof given === 'string' ? { value: given } : { value: given[0], comment: given[1] };

const unremarkable = ['yes', 'partly', 'a-little-better', 'Det är bra som det är.'] as const;

/** Complete answers of an individual follow-up, as found on that day. */
export const visitAnswers = (on: string, method: Method, of: Findings): Answers => {
  const [plan, activities, information, overall] = of.assessment;
  const [support, influence, change, more] = of.client ?? unremarkable;
  const planReceived = of.planReceived ?? 'yes';
  return {
    method: { value: method },
    date: { value: on },
    present: { value: method === 'site-visit' ? 'Brukaren, kontaktperson och föreståndare' : 'Brukaren' },
    'licence-checked': { value: of.licence ?? 'valid' },
    'plan-received': { value: planReceived },
    ...(planReceived === 'yes' && { 'plan-received-on': { value: of.planReceivedOn ?? addDays(on, -35) } }),
    'monthly-reports': { value: of.monthlyReports ?? 'on-time' },
    'regular-feedback': { value: of.deviation === undefined ? 'yes' : 'no' },
    'support-as-decided': toClient(support),
    influence: toClient(influence),
    change: toClient(change),
    'anything-to-add': toClient(more),
    'according-to-plan': assessed(plan),
    'agreed-activities': assessed(activities),
    'information-duty': assessed(information),
    overall: assessed(overall),
    'deviation-found': { value: of.deviation === undefined ? 'no' : 'yes' },
    ...(of.deviation !== undefined && {
      'deviation-description': { value: of.deviation },
      'deviation-deadline': { value: addDays(on, 30) },
      'provider-informed': { value: 'yes' },
    }),
  };
};
