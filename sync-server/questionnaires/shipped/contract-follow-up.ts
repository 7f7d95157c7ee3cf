import type { Item, Questionnaire, Section } from '#domain/questionnaire/questionnaire.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';
import {
  ask,
  choice,
  fulfilment,
  judge,
  occasion,
  section,
  siteVisit,
  text,
  videoCall,
  write,
} from './wording.ts';

const closing = (name: string): Item =>
  write(`${name}-remarks`, 'Iakttagelser och synpunkter', 'What was seen, and opinion');

const chapters = (forUnit: readonly Item[]): Section[] => [
  section('management', text('Ledning', 'Management'), 'inspector', [
    judge(
      'manager-present',
      'Verksamheten har en föreståndare som är på plats i den omfattning som avtalet kräver.',
      'The unit has a manager who is there as much as the contract requires.',
    ),
    judge(
      'licence-valid',
      'Tillståndet från IVO gäller och stämmer med verksamheten.',
      'The licence from IVO is valid and fits what is done.',
    ),
    closing('management'),
  ]),
  section('staff', text('Personal och bakgrundskontroll', 'Staff and background checks'), 'inspector', [
    judge(
      'staff-competence',
      'Personalen har den utbildning och erfarenhet som avtalet kräver.',
      'Staff have the training and experience that the contract requires.',
    ),
    judge(
      'staffing',
      'Bemanningen räcker för uppdraget, dag som natt.',
      'Staffing is enough for the order, day and night.',
    ),
    ask(
      'records-examined',
      'integer',
      text('Hur många anställdas handlingar har granskats?', 'Of how many employees were papers examined?'),
      {
        constraint: '. >= 0',
        constraintMessage: text(
          'Skriv ett tal som inte är negativt.',
          'Write a number that is not negative.',
        ),
      },
    ),
    ask(
      'records-checked',
      'integer',
      text(
        'För hur många fanns utdrag ur belastnings- och misstankeregistren?',
        'For how many were there extracts from the criminal records?',
      ),
      {
        relevant: '${records-examined} > 0',
        constraint: '. >= 0 and . <= ${records-examined}',
        constraintMessage: text('Högst så många som har granskats.', 'At most as many as were examined.'),
        deviation: true,
      },
    ),
    closing('staff'),
  ]),
  section('influence', text('Brukarens inflytande', "The client's influence"), 'inspector', [
    judge(
      'plan-with-client',
      'Genomförandeplanen görs tillsammans med den enskilde.',
      'The implementation plan is made together with the client.',
    ),
    judge('complaints-known', 'Den enskilde vet hur man klagar.', 'The client knows how to complain.'),
    ...forUnit,
    closing('influence'),
  ]),
  section('procedures', text('Rutiner och kvalitet', 'Procedures and quality'), 'inspector', [
    judge(
      'written-procedures',
      'Det finns skriftliga rutiner som personalen känner till.',
      'There are written procedures that staff know.',
    ),
    judge(
      'quality-system',
      'Det finns ett ledningssystem för systematiskt kvalitetsarbete.',
      'There is a quality management system.',
      text('SOSFS 2011:9', 'SOSFS 2011:9'),
    ),
    judge('risk-analysis', 'Riskanalyser görs fortlöpande.', 'Risk analyses are made continually.'),
    judge(
      'self-inspection',
      'Egenkontroll görs och leder till förbättring.',
      'Self-inspection is done and leads to improvement.',
    ),
    judge(
      'lex-sarah',
      'Personalen känner till lex Sarah, och rapporter utreds.',
      'Staff know lex Sarah, and reports are investigated.',
      text('SoL 27 kap.', 'SoL, chapter 27'),
    ),
    closing('procedures'),
  ]),
  section('documentation', text('Dokumentation', 'Documentation'), 'inspector', [
    judge('plans-in-time', 'Genomförandeplaner kommer i tid.', 'Implementation plans arrive in time.'),
    judge(
      'journal',
      'Det som händer av betydelse dokumenteras fortlöpande.',
      'What happens of importance is documented continually.',
    ),
    judge(
      'monthly-reports',
      'Månadsrapporter lämnas som avtalet kräver.',
      'Monthly reports are given as the contract requires.',
    ),
    closing('documentation'),
  ]),
  section('summary', text('Samlad bedömning', 'Overall assessment'), 'inspector', [
    ask('overall', 'scale', text('Hur uppfylls avtalet?', 'How is the contract fulfilled?'), {
      choices: [
        choice('very-good', 'Mycket bra', 'Very good'),
        choice('acceptable', 'Godkänt', 'Acceptable'),
        choice('could-be-better', 'Borde kunna prestera bättre', 'Should be able to do better'),
        choice('deficient', 'Bristande', 'Deficient'),
      ],
    }),
    ask('step', 'choice', text('Vad följer?', 'What follows?'), {
      choices: [
        choice('nothing', 'Ingenting', 'Nothing'),
        choice('clarification', 'Förtydligande', 'Clarification'),
        choice('completion', 'Komplettering', 'Completion'),
        choice('correction', 'Rättelse', 'Correction'),
        choice('deepened', 'Fördjupad uppföljning', 'Deepened follow-up'),
      ],
    }),
    ask('step-by', 'date', text('Senast när?', 'By when?'), {
      relevant: "${step} != 'nothing' and ${step} != ''",
      constraint: '. > ${date}',
      constraintMessage: text(
        'Dagen ska komma efter uppföljningen.',
        'The day is to come after the follow-up.',
      ),
    }),
    write('summary-words', 'Sammanfattning', 'Summary', { required: "${overall} = 'deficient'" }),
  ]),
];

const contractFollowUp = (id: string, title: LocalizedText, forUnit: readonly Item[]): Questionnaire => ({
  id,
  version: 1,
  title,
  languages: ['sv', 'en'],
  choiceLists: { fulfilment },
  sections: [occasion('inspector', [siteVisit, videoCall]), ...chapters(forUnit)],
});

const forHvb = [
  judge(
    'restrictions',
    'Begränsningar och befogenheter används bara med stöd i lag.',
    'Restrictions and powers are used only with support in law.',
  ),
  judge(
    'school-and-leisure',
    'Den enskilde har skola eller sysselsättning, och fritid.',
    'The client has school or occupation, and leisure.',
  ),
];
const forSupportedHousing = [
  judge(
    'own-dwelling',
    'Boendet är eget och ordnat så att självständighet övas.',
    'The dwelling is their own and arranged to practise independence.',
  ),
  judge(
    'reachable',
    'Personal nås när den behövs, också på natten.',
    'Staff can be reached when needed, also at night.',
  ),
];

/** Contract follow-up of residential care, on what the annual report of 2020 followed up. */
export const contractFollowUpHvb = contractFollowUp(
  'contract-follow-up-hvb',
  text('Avtalsuppföljning HVB', 'Contract follow-up, residential care'),
  forHvb,
);

/** The same of supported housing. */
export const contractFollowUpSupportedHousing = contractFollowUp(
  'contract-follow-up-supported-housing',
  text('Avtalsuppföljning stödboende', 'Contract follow-up, supported housing'),
  forSupportedHousing,
);

/** The city's own units, on the same questions, so that they compare (own-regime 2021). */
export const ownRegimeFollowUp = contractFollowUp(
  'own-regime-follow-up',
  text('Uppföljning av egen regi', 'Follow-up of own units'),
  forHvb,
);
