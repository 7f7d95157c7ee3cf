import { itemReasons } from '#domain/protocol.ts';
import { words } from '#app/words/all-words.ts';

const own = <Key extends string>(of: Record<Key, string>, code: string): string | undefined =>
  Object.entries<string>(of).find(([key]) => key === code)?.[1];

/** Why an item was refused or set aside, in plain words; a code that this version does not know is not shown. */
export const reasonWords = (code: string | null): string => {
  if (code === null) return words.problems.unknown;
  const reason = itemReasons.find((each) => each === code);
  if (reason !== undefined) return words.outbox.reasons[reason];
  return own(words.problems.codes, code) ?? own(words.problems.sync, code) ?? words.problems.unknown;
};
