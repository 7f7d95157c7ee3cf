import type { OfficeProblem } from '#app/office/api.ts';
import { words } from '#app/words/all-words.ts';

/** What is wrong with a plan, where the register says at which field; undefined where it does not. */
export const planningProblemWords = (problem: OfficeProblem): string | undefined => {
  if (problem.pointers.some((each) => each.startsWith('/plannedOn'))) return words.planning.pastDate;
  if (problem.pointers.includes('/questionnaireId')) return words.planning.notInForce;
  const isWho = problem.pointers.some((each) => /^\/(assigneeId|caseworkerId|teamId)/.test(each));
  return isWho ? words.planning.badAssignee : undefined;
};
