/** How a follow-up is done, in the order of how near the client it comes. */
export const methods = [
  'site-visit',
  'video-call',
  'telephone-call',
  'self-report',
  'supervision-report',
  'survey',
] as const;
export type Method = (typeof methods)[number];

/** Names of the questions that every questionnaire of a follow-up begins with: how, when, with whom. */
export const occasionQuestions = { method: 'method', date: 'date', present: 'present' } as const;

/** The version that Följsam brings; by itself, since the tablet gets the questions from the register. */
export const individualFollowUpRef = { id: 'individual-follow-up', version: 1 } as const;

/** The id of a questionnaire's version as a subject of the feed. */
export const questionnaireSubject = (of: { id: string; version: number }): string => `${of.id}/${of.version}`;

/** The days, ISO 8601, on which new follow-ups ask a version: from the first, and no longer from the last. */
export interface InForce {
  readonly from: string;
  readonly until: string | null;
}

/** Whether new follow-ups ask a version on that day. */
export const isInForce = ({ from, until }: InForce, on: string): boolean =>
  from <= on && (until === null || on < until);
