import type { Component } from 'svelte';
import type { QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import ChoiceQuestion from './ChoiceQuestion.svelte';
import DateQuestion from './DateQuestion.svelte';
import type { KindProps } from './kind-props.ts';
import LongTextQuestion from './LongTextQuestion.svelte';
import NumberQuestion from './NumberQuestion.svelte';
import ShortTextQuestion from './ShortTextQuestion.svelte';

/** What has no component of its own yet is typed as text; the kind marks what does not fit. */
const StandIn = ShortTextQuestion;

/** One component a kind. A new kind is a row here and in the domain's table of kinds. */
export const questionComponents: Record<QuestionKindName, Component<KindProps>> = {
  choice: ChoiceQuestion,
  scale: ChoiceQuestion,
  choices: StandIn,
  rank: StandIn,
  'yes-no': StandIn,
  'short-text': ShortTextQuestion,
  'long-text': LongTextQuestion,
  number: NumberQuestion,
  decimal: NumberQuestion,
  integer: NumberQuestion,
  range: NumberQuestion,
  date: DateQuestion,
  time: StandIn,
  'date-time': StandIn,
  acknowledge: StandIn,
  note: StandIn,
  calculated: StandIn,
  hidden: StandIn,
  signature: StandIn,
  photo: StandIn,
  file: StandIn,
  unit: StandIn,
  placement: StandIn,
};
