import type { AnswerValue } from '#domain/follow-up/answer.ts';
import { wordsIn } from '#domain/questionnaire/words.ts';
import type { ClientMode } from '#app/client/client-mode.svelte.ts';
import type { ClientWords } from '#app/client/client-words.ts';

/** What a client is told of an answer that does not fit. It is kept all the same, and hinders nothing. */
export const problemFor = (
  mode: ClientMode,
  place: string,
  value: AnswerValue | undefined,
  words: ClientWords,
): string | undefined => {
  const found = value === undefined ? undefined : mode.form.problemAt(place);
  if (found === undefined) return undefined;
  const { problem, message } = found;
  if (problem === 'not-a-number' || problem === 'not-a-whole-number') return words.notANumber;
  if (problem === 'not-a-date' || problem === 'not-a-time') return words.notADate;
  const hasWords = message !== undefined && wordsIn(message, mode.language) !== undefined;
  return hasWords ? mode.textAt(place, message) : words.doesNotFit;
};
