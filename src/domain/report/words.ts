import type { NoAnswerReason } from '../follow-up/answer.ts';
import type { Gender, Ownership, ServiceArea } from '../organisation/organisation.ts';
import { inLanguage, type Language, type LocalizedText } from '../questionnaire/words.ts';

const words = (sv: string, en: string): LocalizedText => ({ sv, en });

/** The words of the report's tables: the page, CSV and XLSX say the same, and the server makes the latter two. */
export const genderWords: Record<Gender, LocalizedText> = {
  woman: words('Kvinna', 'Woman'),
  man: words('Man', 'Man'),
  other: words('Annat', 'Other'),
};

export const serviceAreaWords: Record<ServiceArea, LocalizedText> = {
  'children-and-youth': words('Barn och unga', 'Children and youth'),
  'adult-and-addiction': words('Vuxen/missbruk', 'Adults/addiction'),
  'social-psychiatry': words('Socialpsykiatri', 'Social psychiatry'),
};

export const ownershipWords: Record<Ownership, LocalizedText> = {
  private: words('Enskild regi', 'Private'),
  'own-regime': words('Egen regi', "The city's own"),
  'contracted-out': words('Entreprenad', 'Contracted out'),
};

export const reasonWords: Record<NoAnswerReason, LocalizedText> = {
  declined: words('Avböjde', 'Declined'),
  'did-not-understand': words('Förstod inte frågan', 'Did not understand the question'),
  'could-not-take-part': words('Kunde inte delta', 'Could not take part'),
  'not-asked': words('Ställdes inte', 'Was not asked'),
};

export const tableWords = {
  registered: words('Registrerade av genomförda', 'Registered of carried out'),
  state: words('Läge', 'State'),
  carriedOut: words('Genomförda', 'Carried out'),
  registeredRow: words('Registrerade', 'Registered'),
  boards: words('Andel per stadsdel', 'Share per district'),
  board: words('Stadsdel', 'District'),
  genders: words('Kön', 'Gender'),
  serviceAreas: words('Område', 'Service area'),
  ownerships: words('Regiform', 'Ownership'),
  response: words('Svarsfrekvens', 'Response rate'),
  question: words('Fråga', 'Question'),
  answer: words('Svar', 'Answer'),
  reasons: words('Skäl till att svar saknas', 'Why there is no answer'),
  reason: words('Skäl', 'Reason'),
  noReason: words('Skäl saknas', 'No reason given'),
  veryGoodByGender: words('Sammantaget mycket bra, per kön', 'Overall very good, by gender'),
  overallByGender: words('Sammantagen bedömning per kön', 'Overall assessment by gender'),
  count: words('Antal', 'Count'),
  of: words('Av', 'Of'),
  percent: words('Procent', 'Percent'),
  leftOut: words(
    'Svar på version {versions} räknas inte med: frågan eller svaren löd då annorlunda.',
    'Answers to version {versions} are not counted: the question or its choices were worded otherwise.',
  ),
  dropped: words(
    'Ställs inte längre. Svar på version {versions} finns kvar i registret men räknas inte med här.',
    'Is asked no more. Answers to version {versions} are still in the register but not counted here.',
  ),
  droppedTitle: words('Frågor som inte längre ställs', 'Questions that are asked no more'),
  askedInVersions: words('Ställdes i version', 'Asked in version'),
  versions: words('Skillnader mellan version {versions}', 'Differences between versions {versions}'),
  hidden: words(
    '.. visas inte: gruppen är för liten, eller skulle röja en som är det.',
    '.. is not shown: the group is too small, or would give away one that is.',
  ),
  hiddenCell: words('visas inte, gruppen är för liten', 'not shown, the group is too small'),
} as const satisfies Record<string, LocalizedText>;

/** A note that names versions of the questionnaire. */
export const versionWords = (
  note: 'leftOut' | 'dropped' | 'versions',
  versions: readonly number[],
  language: Language,
): string => inLanguage(tableWords[note], language).replace('{versions}', versions.join(', '));
