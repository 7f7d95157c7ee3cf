import type { ValueProblem } from './kind-values.ts';

/** What can be wrong with an answer. */
export type AnswerProblem =
  | ValueProblem
  | 'missing'
  | 'reason-missing'
  | 'reason-not-allowed'
  | 'constraint-broken'
  | 'unknown-question'
  | 'not-relevant'
  /** Two of her devices have answered differently. */
  | 'contested'
  | 'not-as-calculated';
