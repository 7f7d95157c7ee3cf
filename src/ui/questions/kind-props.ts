import type { AnswerValue } from '#domain/follow-up/answer.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';
import type { Choice } from '#ui/parts/choice.ts';

/** What a question that refers to a unit or a placement chooses from. */
export type References = (kind: 'unit' | 'placement') => Promise<readonly Choice[]>;

/** What the component of a kind of question is given. */
export interface KindProps {
  readonly question: Question;
  /** Where it stands: no other control on the page is called so. */
  readonly place: string;
  /** Id of the heading that asks. */
  readonly headingId: string;
  /** The question in words, for controls that take no heading as their name. */
  readonly label: string;
  readonly hint: string | undefined;
  readonly value: AnswerValue | undefined;
  /** The choices that are offered now, in the language in which it is asked. The same list until they change. */
  readonly choices: readonly Choice[];
  readonly error: string | undefined;
  readonly isRequired: boolean;
  /** Whether little room is left beside it. */
  readonly isNarrow: boolean;
  readonly references: References;
  /** What the control holds; empty takes the answer away. `isTyping`: more of the same is to be expected. */
  readonly onanswer: (raw: string, isTyping: boolean) => void;
  /** The control is left. */
  readonly onleave: () => void;
}
