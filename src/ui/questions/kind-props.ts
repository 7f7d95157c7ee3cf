import type { Question } from '#domain/questionnaire/questionnaire.ts';
import type { AnswerValue } from '#domain/follow-up/answer.ts';

/** What the component of a kind of question is given. */
export interface KindProps {
  readonly question: Question;
  /** Id of the heading that asks. */
  readonly headingId: string;
  readonly value: AnswerValue | undefined;
  readonly error: string | undefined;
  /** What the control holds; empty takes the answer away. `isTyping`: more of the same is to be expected. */
  readonly onanswer: (raw: string, isTyping: boolean) => void;
  /** The control is left. */
  readonly onleave: () => void;
}
