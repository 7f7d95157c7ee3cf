import type { Answers } from '#domain/follow-up/answer.ts';
import type { References } from './kind-props.ts';

/** What stands beside the questions of a form, and who wants to know of what is done in it. */
export interface Beside {
  /** What was answered last time. */
  readonly previous: { readonly on: string; readonly answers: Answers } | null;
  /** What a coordinator says, to a question or to all. */
  readonly comments: readonly { readonly question: string | null; readonly text: string }[];
  /** Whether it is told what is missing; only after sending was asked for. */
  readonly showsMissing: boolean;
  /** The question that is to come to view; a row that it lies in opens. */
  readonly sought: string | null;
  readonly references: References;
  /** Somebody is at that question now. */
  readonly onat: (place: string) => void;
  /** A field of that question is left. */
  readonly onleave: (place: string) => void;
}
