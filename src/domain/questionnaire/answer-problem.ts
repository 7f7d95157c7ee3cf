import type { ValueProblem } from './kind-values.ts';

/** What can be wrong with an answer. */
export type AnswerProblem =
  | ValueProblem
  | 'missing'
  | 'reason-missing'
  | 'reason-not-allowed'
  | 'constraint-broken'
  /** A note stands that is required: other answers are to be put right until it goes. */
  | 'contradiction'
  | 'unknown-question'
  | 'not-relevant'
  /** Two of her devices have answered differently. */
  | 'contested'
  | 'not-as-calculated';
