import { overallQuestion, type IndividualReport } from './individual-report.ts';
import { followUpsThemselves, isAnswer, tallyOf, type CountedFollowUp } from './tally.ts';

/** A follow-up at the closing of a period: what is counted, and whose it is. The client goes no further than this. */
export interface ClosingCase extends CountedFollowUp {
  readonly clientId: string;
}

/** How many distinct clients stand behind each denominator of a report. */
export interface DistinctClients {
  readonly carriedOut: number;
  readonly registered: number;
  /** Among those registered: in the board, gender, service area or ownership of that name. */
  readonly inGroup: (name: string) => number;
  readonly asked: (question: string) => number;
  readonly answered: (question: string) => number;
  readonly unanswered: (question: string) => number;
  readonly overallAnswered: (gender: string) => number;
}

/** Counts the distinct clients of the cases that the report was built from. */
export const distinctClients = (cases: Iterable<ClosingCase>, report: IndividualReport): DistinctClients => {
  const clients = new Map<string, Set<string>>();
  const add = (group: string, clientId: string): void => {
    const known = clients.get(group);
    if (known === undefined) clients.set(group, new Set([clientId]));
    else known.add(clientId);
  };
  const isLeftOut = (question: string, version: number): boolean =>
    report.questions.every((each) => each.name !== question || each.versionsLeftOut.includes(version));
  for (const each of cases) {
    add('carried-out', each.clientId);
    if (each.answers === null) continue;
    for (const group of ['registered', each.boardId, each.gender, each.serviceArea, each.ownership])
      add(`in ${group}`, each.clientId);
    for (const { question, outcome } of tallyOf(each).counts) {
      if (question === followUpsThemselves || isLeftOut(question, each.questionnaire.version)) continue;
      add(`asked ${question}`, each.clientId);
      add(`${isAnswer(outcome) ? 'answered' : 'unanswered'} ${question}`, each.clientId);
      if (question === overallQuestion && isAnswer(outcome)) add(`overall ${each.gender}`, each.clientId);
    }
  }
  const sizeOf = (group: string): number => clients.get(group)?.size ?? 0;
  return {
    carriedOut: sizeOf('carried-out'),
    registered: sizeOf('in registered'),
    inGroup: (name) => sizeOf(`in ${name}`),
    asked: (question) => sizeOf(`asked ${question}`),
    answered: (question) => sizeOf(`answered ${question}`),
    unanswered: (question) => sizeOf(`unanswered ${question}`),
    overallAnswered: (gender) => sizeOf(`overall ${gender}`),
  };
};
