import type { Expected } from './cells.ts';
import type { Entity } from './import-kind.ts';
import type { Vocabulary } from './vocabulary.ts';

export type ImportLanguage = 'sv' | 'en';

type NamedExpectation = Exclude<Expected, Vocabulary<string>>;

const expectedWords: Record<ImportLanguage, Record<NamedExpectation, string>> = {
  sv: {
    key: 'en nyckel på högst 100 tecken',
    keys: 'en eller flera nycklar skilda med |',
    name: 'text på en rad, högst 200 tecken',
    day: 'ett datum som 2026-10-12',
    time: 'ett klockslag som 09:30',
    'day-of-month': 'en dag i månaden, 1–31, eller ett datum',
    'organisation-number': 'ett organisationsnummer, NNNNNN-NNNN, med rätt kontrollsiffra',
    initials: 'initialer: 1–4 bokstäver, som A.B.',
    'user-name': 'ett användarnamn',
    'user-names': 'ett eller flera användarnamn skilda med |',
    questionnaire: 'namnet på ett formulär, som individual-follow-up',
  },
  en: {
    key: 'a key of at most 100 characters',
    keys: 'one or more keys with | between them',
    name: 'text on one line, at most 200 characters',
    day: 'a date such as 2026-10-12',
    time: 'a time such as 09:30',
    'day-of-month': 'a day of the month, 1–31, or a date',
    'organisation-number': 'an organisation number, NNNNNN-NNNN, with the right check digit',
    initials: 'initials: 1–4 letters, such as A.B.',
    'user-name': 'a user name',
    'user-names': 'one or more user names with | between them',
    questionnaire: 'the name of a questionnaire, such as individual-follow-up',
  },
};

/** What a cell should have held, in words. Of a vocabulary, the words that are shown. */
export function describeExpected(expected: Expected, language: ImportLanguage): string {
  if (typeof expected === 'string') return expectedWords[language][expected];
  const words = Object.values(expected).map((each) => each[language][0]);
  const last = words.pop() ?? '';
  const or = language === 'sv' ? 'eller' : 'or';
  return words.length === 0 ? last : `${words.join(', ')} ${or} ${last}`;
}

/** A thing in its indefinite form. */
export const entityWords: Record<ImportLanguage, Record<Entity, string>> = {
  sv: {
    district: 'en stadsdel',
    team: 'en arbetsgrupp',
    provider: 'en utförare',
    unit: 'en verksamhet',
    'contract-area': 'ett avtalsområde',
    contract: 'ett avtal',
    placement: 'en placering',
    'follow-up': 'en uppföljning',
    user: 'en användare',
    questionnaire: 'ett formulär',
  },
  en: {
    district: 'a district',
    team: 'a team',
    provider: 'a provider',
    unit: 'a unit',
    'contract-area': 'a contract area',
    contract: 'a contract',
    placement: 'a placement',
    'follow-up': 'a follow-up',
    user: 'a user',
    questionnaire: 'a questionnaire',
  },
};
