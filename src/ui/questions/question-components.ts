import type { Component } from 'svelte';
import type { QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import ChoiceQuestion from './ChoiceQuestion.svelte';
import DateQuestion from './DateQuestion.svelte';
import type { KindProps } from './kind-props.ts';
import LongTextQuestion from './LongTextQuestion.svelte';
import NumberQuestion from './NumberQuestion.svelte';
import ShortTextQuestion from './ShortTextQuestion.svelte';
import YesNoQuestion from './YesNoQuestion.svelte';

/** What a follow-up seldom has is fetched when it is first shown, so that no other waits for it. */
type Load = () => Promise<{ readonly default: Component<KindProps> }>;
const attachment: Load = () => import('./AttachmentQuestion.svelte');
const reference: Load = () => import('./ReferenceQuestion.svelte');

/** One component a kind, or the way to it; null for what is only read. A new kind is a row here and in the domain. */
export const questionComponents: Record<
  QuestionKindName,
  { readonly component: Component<KindProps> } | { readonly load: Load } | null
> = {
  choice: { component: ChoiceQuestion },
  scale: { component: ChoiceQuestion },
  choices: { load: () => import('./ChoicesQuestion.svelte') },
  rank: { load: () => import('./RankQuestion.svelte') },
  'yes-no': { component: YesNoQuestion },
  'short-text': { component: ShortTextQuestion },
  'long-text': { component: LongTextQuestion },
  number: { component: NumberQuestion },
  decimal: { component: NumberQuestion },
  integer: { component: NumberQuestion },
  range: { load: () => import('./RangeQuestion.svelte') },
  date: { component: DateQuestion },
  time: { load: () => import('./TimeQuestion.svelte') },
  'date-time': { load: () => import('./DateTimeQuestion.svelte') },
  acknowledge: { load: () => import('./AcknowledgeQuestion.svelte') },
  note: null,
  calculated: null,
  hidden: null,
  signature: { load: attachment },
  photo: { load: attachment },
  file: { load: attachment },
  unit: { load: reference },
  placement: { load: reference },
};
