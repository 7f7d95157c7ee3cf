import type { Component } from 'svelte';
import type { QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import ChoiceQuestion from './ChoiceQuestion.svelte';
import DateQuestion from './DateQuestion.svelte';
import type { KindProps } from './kind-props.ts';
import LongTextQuestion from './LongTextQuestion.svelte';
import NumberQuestion from './NumberQuestion.svelte';
import ShortTextQuestion from './ShortTextQuestion.svelte';

/** One component a kind. A new kind is a row here and in the domain's table of kinds. */
export const questionComponents: Record<QuestionKindName, Component<KindProps>> = {
  choice: ChoiceQuestion,
  scale: ChoiceQuestion,
  'short-text': ShortTextQuestion,
  'long-text': LongTextQuestion,
  date: DateQuestion,
  number: NumberQuestion,
};
