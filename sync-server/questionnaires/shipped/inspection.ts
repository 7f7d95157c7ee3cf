import type { Item, Questionnaire, Section } from '#domain/questionnaire/questionnaire.ts';
import { ask, choice, occasion, pick, section, siteVisit, text, write, yesNo } from './wording.ts';

/** Each chapter of the 2011 inspection holds what was seen, and the inspectors' opinion. */
const chapter = (name: string, sv: string, en: string, items: Item[]): Section =>
  section(name, text(sv, en), 'inspector', [
    ...items,
    write(`${name}-seen`, 'Iakttagelser', 'What was seen', { mandatory: true }),
    write(`${name}-opinion`, 'Synpunkter', 'Opinion', { deviation: true }),
  ]);

const has = (name: string, sv: string, en: string, relevant?: string) =>
  pick(name, 'yes_no_', sv, en, relevant === undefined ? {} : { relevant });

/** The checklist of the case-file review of 2011; a file has neither name nor number, so that nobody is known by it. */
const caseFile: Item[] = [
  ask('file-gender', 'choice', text('Sökandens kön', "The applicant's gender"), {
    choices: [
      choice('woman', 'Kvinna', 'Woman'),
      choice('man', 'Man', 'Man'),
      choice('other', 'Annat', 'Other'),
    ],
    hint: text(
      'Urvalet är lika stort för kvinnor och män. Skriv inga personuppgifter.',
      'The sample is as large for women as for men. Write no personal data.',
    ),
  }),
  has(
    'own-investigation',
    'Är grundutredningen ett eget dokument?',
    'Is the basic investigation a document of its own?',
  ),
  has(
    'whole-picture',
    'Ger den en tillräcklig helhetsbild?',
    'Does it give a sufficient picture of the whole?',
    "${own-investigation} = 'yes'",
  ),
  has(
    'individual-goals',
    'Har den individuella mål?',
    'Does it have individual goals?',
    "${own-investigation} = 'yes'",
  ),
  has('analysis', 'Har den en analys?', 'Does it have an analysis?', "${own-investigation} = 'yes'"),
  has('individual-assessment', 'Är bedömningen individualiserad?', 'Is the assessment individual?'),
  has('plan-made', 'Finns en arbetsplan?', 'Is there a plan of work?'),
  {
    kind: 'group',
    name: 'work-plan',
    title: text('Arbetsplanen', 'The plan of work'),
    relevant: "${plan-made} = 'yes'",
    items: [
      has('plan-individual', 'Är den individualiserad?', 'Is it individual?'),
      has('plan-milestones', 'Har den delmål?', 'Does it have milestones?'),
      has('plan-planning', 'Har den en planering?', 'Does it have a schedule?'),
      has('plan-demanding', 'Ställer den krav?', 'Does it make demands?'),
      has('plan-followed-up', 'Är uppföljningen dokumenterad?', 'Is its follow-up documented?'),
      has('plan-signed', 'Har sökanden undertecknat den?', 'Has the applicant signed it?'),
    ],
  },
  has('continual-follow-up', 'Följs ärendet upp löpande?', 'Is the case followed up continually?'),
  has('participation', 'Framgår sökandens delaktighet?', "Does the applicant's participation show?"),
  has('has-children', 'Finns barn i familjen?', 'Are there children in the family?'),
  has(
    'child-perspective',
    'Framgår barnens situation?',
    "Does the children's situation show?",
    "${has-children} = 'yes'",
  ),
  has('full-notes', 'Är journalanteckningarna utförliga?', 'Are the journal notes full?'),
];

/** Inspection by the model of 2011: premises, meetings, case files, interviews, staff survey, analysis. */
export const inspection: Questionnaire = {
  id: 'inspection',
  version: 1,
  title: text('Inspektion', 'Inspection'),
  languages: ['sv', 'en'],
  choiceLists: {
    yes_no_: yesNo,
    cooperation: [
      choice('yes', 'Ja', 'Yes'),
      choice('no', 'Nej', 'No'),
      choice('both', 'Både ja och nej', 'Both yes and no'),
      choice('no-answer', 'Inget svar', 'No answer'),
    ],
  },
  sections: [
    occasion('inspector', [siteVisit]),
    chapter('premises', 'Hemsida, reception och väntrum', 'Website, reception and waiting room', [
      has(
        'website-clear',
        'Är det lätt att hitta hur man söker hjälp?',
        'Is it easy to find how to ask for help?',
      ),
      has(
        'secrecy-at-desk',
        'Kan man tala i receptionen utan att höras?',
        'Can one talk at the desk without being overheard?',
      ),
      has('accessible', 'Är lokalerna tillgängliga?', 'Are the premises accessible?'),
    ]),
    chapter('meetings', 'Mottagning och möten', 'Intake and meetings', [
      has(
        'telephone-answered',
        'Svarar någon på mottagningens telefon?',
        'Does somebody answer the intake telephone?',
      ),
      ask(
        'meetings-attended',
        'integer',
        text(
          'Hur många möten har inspektörerna varit med på?',
          'How many meetings did the inspectors attend?',
        ),
        {
          constraint: '. >= 0',
          constraintMessage: text(
            'Skriv ett tal som inte är negativt.',
            'Write a number that is not negative.',
          ),
        },
      ),
    ]),
    chapter('case-files', 'Granskning av personakter', 'Case-file review', [
      ask(
        'sampled',
        'integer',
        text('Hur många akter ingår i urvalet?', 'How many files are in the sample?'),
        {
          constraint: '. >= 0',
          constraintMessage: text(
            'Skriv ett tal som inte är negativt.',
            'Write a number that is not negative.',
          ),
        },
      ),
      {
        kind: 'repeat',
        name: 'files',
        title: text('Akter', 'Files'),
        itemTitle: text('Akt', 'File'),
        items: caseFile,
      },
      ask('reviewed', 'calculated', text('Granskade akter', 'Files reviewed'), {
        mandatory: false,
        calculation: 'count(${files})',
      }),
      ask('with-plan', 'calculated', text('Akter med arbetsplan', 'Files with a plan of work'), {
        mandatory: false,
        calculation: "count(${files}[plan-made = 'yes'])",
      }),
    ]),
    chapter('interviews', 'Intervjuer', 'Interviews', [
      {
        kind: 'repeat',
        name: 'interviewed',
        title: text('Intervjuer', 'Interviews'),
        items: [
          ask(
            'interview-role',
            'short-text',
            text('Vilken roll har den intervjuade?', 'What is the role of the person interviewed?'),
          ),
          write('interview-says', 'Vad kom fram?', 'What emerged?', { mandatory: true }),
        ],
      },
    ]),
    chapter('survey', 'Personalenkät', 'Staff survey', [
      {
        kind: 'repeat',
        name: 'respondents',
        title: text('Svar', 'Answers'),
        items: [
          pick(
            'cooperation-within',
            'cooperation',
            'Fungerar samverkan inom enheten bra?',
            'Does cooperation within the unit work well?',
          ),
          pick(
            'cooperation-outside',
            'cooperation',
            'Fungerar samverkan med andra bra?',
            'Does cooperation with others work well?',
          ),
        ],
      },
      ask(
        'cooperation-good',
        'calculated',
        text('Svarar att samverkan utåt är bra', 'Say that cooperation with others is good'),
        {
          mandatory: false,
          calculation: "count(${respondents}[cooperation-outside = 'yes'])",
        },
      ),
    ]),
    section('summary', text('Sammanfattande analys', 'Summarising analysis'), 'inspector', [
      write('summary-analysis', 'Analys', 'Analysis', { mandatory: true }),
      write('summary-proposals', 'Förslag till nämnden', 'Proposals to the board'),
    ]),
  ],
};
