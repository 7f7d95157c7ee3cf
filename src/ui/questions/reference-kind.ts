import type { Answer } from '#domain/follow-up/answer.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';

/** What an answer refers to by its id; null where it says what it says. */
export const referenceIn = (
  { kind }: Question,
  answer: Answer | undefined,
): { readonly kind: 'unit' | 'placement'; readonly value: string } | null =>
  (kind === 'unit' || kind === 'placement') && typeof answer?.value === 'string'
    ? { kind, value: answer.value }
    : null;
