import type { Section } from '#domain/questionnaire/questionnaire.ts';
import { wordsIn } from '#domain/questionnaire/words.ts';
import type { ClientWords } from '#app/client/client-words.ts';
import type { IconName } from '#ui/parts/icons.ts';

const parts = [
  { name: 'why', icon: 'people' },
  { name: 'whoSees', icon: 'eye' },
  { name: 'usedFor', icon: 'chart' },
  { name: 'youDecide', icon: 'skip' },
] as const satisfies readonly { name: keyof NonNullable<Section['told']>; icon: IconName }[];

/** One of the four things that a client is told before she is asked. */
export interface Told {
  readonly name: string;
  readonly icon: IconName;
  readonly heading: string;
  readonly text: string;
}

/** What she is told: in the authority's words where it has said them in that language, else in Följsam's. */
export const toldOf = (words: ClientWords, own: Section['told'], language: string): Told[] =>
  parts.map(({ name, icon }) => {
    const said = own?.[name];
    return {
      name,
      icon,
      heading: words[name].heading,
      text: (said && wordsIn(said, language)) ?? words[name].text,
    };
  });
