import type * as z from 'zod/mini';
import type {
  contractActs,
  gender,
  ownership,
  serviceArea,
  unitKind,
} from '#domain/organisation/organisation.ts';
import type { Method } from '#domain/questionnaire/occasion.ts';

/** What may stand in a cell for each code: the words of either language, the first of each being the one shown. */
export type Vocabulary<Code extends string> = Readonly<
  Record<Code, { readonly sv: readonly [string, ...string[]]; readonly en: readonly [string, ...string[]] }>
>;

export const unitKindWords: Vocabulary<z.infer<typeof unitKind>> = {
  hvb: { sv: ['HVB', 'hem för vård eller boende'], en: ['HVB', 'residential care'] },
  'supported-housing': { sv: ['stödboende'], en: ['supported housing'] },
  'emergency-home': { sv: ['jourhem', 'akutboende'], en: ['emergency home'] },
  'open-care': { sv: ['öppenvård', 'öppna insatser'], en: ['open care'] },
  other: { sv: ['annan', 'annat', 'övrigt'], en: ['other'] },
};

export const ownershipWords: Vocabulary<z.infer<typeof ownership>> = {
  private: { sv: ['enskild regi', 'enskild', 'privat'], en: ['private'] },
  'own-regime': { sv: ['egen regi', 'egen', 'kommunal'], en: ['own regime', 'own', 'municipal'] },
  'contracted-out': { sv: ['entreprenad', 'på entreprenad'], en: ['contracted out'] },
};

export const serviceAreaWords: Vocabulary<z.infer<typeof serviceArea>> = {
  'children-and-youth': {
    sv: ['barn och unga', 'barn och ungdom', 'barn & unga', 'BoU'],
    en: ['children and youth', 'children and young people'],
  },
  'adult-and-addiction': {
    sv: ['vuxen/missbruk', 'vuxen', 'missbruk', 'vuxen och missbruk'],
    en: ['adult and addiction', 'adult/addiction', 'adult'],
  },
  'social-psychiatry': { sv: ['socialpsykiatri'], en: ['social psychiatry'] },
};

export const genderWords: Vocabulary<z.infer<typeof gender>> = {
  woman: { sv: ['kvinna', 'flicka', 'K'], en: ['woman', 'girl', 'female', 'F'] },
  man: { sv: ['man', 'pojke', 'M'], en: ['man', 'boy', 'male'] },
  other: { sv: ['annat', 'annan'], en: ['other'] },
};

export const contractActWords: Vocabulary<(typeof contractActs)[number]> = {
  LOU: { sv: ['LOU'], en: ['LOU', 'public procurement'] },
  LOV: { sv: ['LOV'], en: ['LOV', 'system of choice'] },
};

export const methodWords: Vocabulary<Method> = {
  'site-visit': { sv: ['platsbesök', 'besök'], en: ['site visit', 'visit'] },
  'video-call': { sv: ['videosamtal', 'video'], en: ['video call', 'video'] },
  'telephone-call': { sv: ['telefonsamtal', 'telefon'], en: ['telephone call', 'telephone', 'phone'] },
  'self-report': { sv: ['egenrapportering'], en: ['self-report'] },
  'supervision-report': { sv: ['tillsynsrapport'], en: ['supervision report'] },
  survey: { sv: ['enkät'], en: ['survey'] },
};

/** The `type` cell of the organisation file. */
export const organisationTypeWords: Vocabulary<
  'district' | 'team' | 'provider' | 'unit' | 'contract-area' | 'contract'
> = {
  district: {
    sv: ['stadsdel', 'nämnd', 'stadsdelsnämnd', 'stadsdelsförvaltning'],
    en: ['district', 'board'],
  },
  team: { sv: ['arbetsgrupp', 'enhet', 'team'], en: ['team'] },
  provider: { sv: ['utförare', 'leverantör'], en: ['provider'] },
  unit: { sv: ['verksamhet', 'boende'], en: ['unit', 'home'] },
  'contract-area': { sv: ['avtalsområde'], en: ['contract area'] },
  contract: { sv: ['avtal'], en: ['contract'] },
};

/** A word as it is compared: case, spaces, hyphens and underscores do not count. */
export const comparable = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');

/** The code for each word that may stand for it; a code stands for itself. */
export function codesByWord(vocabulary: Vocabulary<string>): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const [code, { sv, en }] of Object.entries(vocabulary)) {
    for (const word of [code, ...sv, ...en]) codes.set(comparable(word), code);
  }
  return codes;
}
