import * as z from 'zod/mini';
import { languageTag } from '../questionnaire/words.ts';

/** What helped the client with a question: what the tablet did, and who was there. */
const helps = ['read-aloud', 'pictograms', 'interpreter', 'supporter', 'staff'] as const;
export const help = z.enum(helps);
export type Help = z.infer<typeof help>;

/** Those that are with the client; the caseworker says so, the tablet cannot know. */
export const companions = ['interpreter', 'supporter', 'staff'] as const satisfies readonly Help[];
export type Companion = (typeof companions)[number];

/** That the client was asked by the tablet itself: in which language, and with which help. */
export const asked = z.strictObject({
  language: languageTag,
  help: z.readonly(z.array(help).check(z.maxLength(helps.length))),
});
export type Asked = z.infer<typeof asked>;

/** The help in one order, each once, so that equal help is an equal document. */
export const orderedHelp = (of: Iterable<Help>): readonly Help[] => {
  const given = new Set(of);
  return helps.filter((each) => given.has(each));
};

/** Whether the question was put in the same way. */
export const isSameAsked = (one: Asked | undefined, other: Asked | undefined): boolean =>
  one?.language === other?.language &&
  orderedHelp(one?.help ?? []).join() === orderedHelp(other?.help ?? []).join();

/** The same way of asking, with these companions instead of those that it names. */
export const withCompanions = (of: Asked, present: readonly Companion[]): Asked => ({
  ...of,
  help: orderedHelp([...of.help.filter((each) => !companions.some((one) => one === each)), ...present]),
});
