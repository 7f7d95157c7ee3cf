import type { OfficeProblem } from '#app/office/api.ts';
import { words } from '#app/words/all-words.ts';

/** Why a period can be neither closed nor published, where the register says why. */
export const closingWords = (problem: OfficeProblem): string | undefined =>
  Object.entries<string>(words.report.closingProblems).find(([code]) => code === problem.detail)?.[1];
