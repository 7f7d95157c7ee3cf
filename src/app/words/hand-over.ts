import type { Companion, Help } from '#domain/follow-up/asked.ts';
import type { Language } from '#domain/questionnaire/words.ts';
import { language } from './words.svelte.ts';

const swedish = {
  title: 'Låt brukaren svara själv',
  text: 'En fråga i taget, i stor text. Inget av ärendet syns, och bara du kan låsa upp igen.',
  with: 'Vilka är med brukaren?',
  companions: {
    interpreter: 'Tolk',
    supporter: 'Någon som stöder brukaren',
    staff: 'Personal från verksamheten',
  } satisfies Record<Companion, string>,
  languages: 'Språk',
  leftToAsk: (questions: string) => `Visas inte för brukaren; ställ frågan själv: ${questions}.`,
  uncheckedLanguages: (names: string) => `Ingen översättare har granskat ${names}.`,
  unconfirmed:
    'Det brukaren först får läsa, om vem som ser svaren, är Följsams förslag. Förvaltningen har inte bekräftat det.',
  handOver: 'Lämna över plattan',
  failed: 'Något är inte sparat eller hämtat än. Försök igen om en stund.',
  back: 'Personal: lås upp',
  gateTitle: 'Upplåst i brukarläge',
  gateText: 'Fortsätt där brukaren var, eller ta tillbaka plattan.',
  goOn: 'Lämna tillbaka till brukaren',
  takeBack: 'Ta tillbaka plattan',
  absent: 'Uppföljningen kan inte öppnas här.',
  asked: (how: string, help: string) => `Frågan visades för brukaren på ${how}${help}.`,
  answered: (how: string, help: string) => `Brukaren svarade själv på ${how}${help}.`,
  helps: {
    'read-aloud': 'uppläsning',
    pictograms: 'bildstöd',
    interpreter: 'tolk',
    supporter: 'stödperson',
    staff: 'personal från verksamheten',
  } satisfies Record<Help, string>,
  withHelp: (help: string) => `, med ${help}`,
  unchecked: 'Texten är inte granskad av en översättare.',
  easySwedish: 'lätt svenska',
};

const english: typeof swedish = {
  title: 'Let the client answer by herself',
  text: 'One question at a time, in large text. Nothing of the case shows, and only you can unlock again.',
  with: 'Who is with the client?',
  companions: {
    interpreter: 'Interpreter',
    supporter: 'Somebody who supports the client',
    staff: 'Staff of the unit',
  },
  languages: 'Languages',
  leftToAsk: (questions) => `Not shown to the client; ask it yourself: ${questions}.`,
  uncheckedLanguages: (names) => `No translator has checked ${names}.`,
  unconfirmed:
    'What the client reads first, on who sees the answers, is Följsam’s proposal. The authority has not confirmed it.',
  handOver: 'Hand over the tablet',
  failed: 'Something is not saved or downloaded yet. Try again in a moment.',
  back: 'Staff: unlock',
  gateTitle: 'Unlocked in client mode',
  gateText: 'Go on where the client was, or take the tablet back.',
  goOn: 'Give it back to the client',
  takeBack: 'Take the tablet back',
  absent: 'The follow-up cannot be opened here.',
  asked: (how, help) => `The question was shown to the client in ${how}${help}.`,
  answered: (how, help) => `The client answered by herself in ${how}${help}.`,
  helps: {
    'read-aloud': 'reading aloud',
    pictograms: 'pictograms',
    interpreter: 'an interpreter',
    supporter: 'a supporter',
    staff: 'staff of the unit',
  },
  withHelp: (help) => `, with ${help}`,
  unchecked: 'No translator has checked the text.',
  easySwedish: 'easy Swedish',
};

const catalogues: Record<Language, typeof swedish> = { sv: swedish, en: english };

/** What the caseworker reads of handing over, in the language of the screens; comes with the pages that need it. */
export const handOverWords = (): typeof swedish => catalogues[language.current];

/** A language by what it is called in the language of the screens, in the middle of a sentence; its tag where nobody knows. */
export const languageName = (tag: string): string => {
  if (tag === 'sv-x-easy') return handOverWords().easySwedish;
  try {
    return new Intl.DisplayNames(language.current, { type: 'language' }).of(tag) ?? tag;
  } catch {
    // The browser knows no such tag.
    return tag;
  }
};

/** Words in a row: `a, b och c`. */
export const inRow = (all: readonly string[]): string =>
  new Intl.ListFormat(language.current, { type: 'conjunction' }).format(all);
