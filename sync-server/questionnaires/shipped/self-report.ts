import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { ask, choice, section, text, write, yesPartlyNo } from './wording.ts';

const says = (name: string, sv: string, en: string) => [
  ask(name, 'choice', text(sv, en), { choiceList: 'yes_partly_no' }),
  write(`${name}-how`, 'Beskriv hur.', 'Describe how.', {
    required: `\${${name}} != 'yes' and \${${name}} != ''`,
  }),
];

/** What a unit answers by itself (annual report 2020), without an account. */
export const selfReport: Questionnaire = {
  id: 'self-report',
  version: 1,
  title: text('Egenrapportering', 'Self-report'),
  languages: ['sv', 'en'],
  choiceLists: { yes_partly_no: yesPartlyNo },
  sections: [
    section('preparation', text('Om svaret', 'About the answer'), 'provider', [
      ask('method', 'choice', text('Hur lämnas uppgifterna?', 'How is it reported?'), {
        choices: [choice('self-report', 'Egenrapportering', 'Self-report')],
        default: 'self-report',
      }),
      ask('date', 'date', text('Vilken dag lämnas de?', 'On which day is it reported?'), {
        default: { expression: 'today()' },
      }),
      ask(
        'answered-by',
        'short-text',
        text('Vilken roll har du som svarar?', 'What is the role of you who answer?'),
      ),
    ]),
    section('unit', text('Verksamheten', 'The unit'), 'provider', [
      ask(
        'places',
        'integer',
        text('Hur många platser har verksamheten?', 'How many places does the unit have?'),
        {
          constraint: '. > 0',
          constraintMessage: text('Minst en plats.', 'At least one place.'),
        },
      ),
      ask('occupied', 'integer', text('Hur många är belagda i dag?', 'How many are occupied today?'), {
        constraint: '. >= 0 and . <= ${places}',
        constraintMessage: text(
          'Högst så många som det finns platser.',
          'At most as many as there are places.',
        ),
      }),
      ask('occupancy', 'calculated', text('Beläggning, procent', 'Occupancy, per cent'), {
        mandatory: false,
        calculation: 'round(100 * ${occupied} div ${places})',
      }),
      ...says(
        'licence',
        'Stämmer tillståndet från IVO med det ni gör?',
        'Does the licence from IVO fit what you do?',
      ),
    ]),
    section('quality', text('Kvalitet', 'Quality'), 'provider', [
      ...says(
        'staff-checked',
        'Kontrolleras alla anställda i registren innan de börjar?',
        'Are all employees checked in the records before they begin?',
      ),
      ...says(
        'quality-work',
        'Arbetar ni efter ett ledningssystem för kvalitet?',
        'Do you work by a quality management system?',
      ),
      ...says(
        'plans',
        'Har alla placerade en aktuell genomförandeplan?',
        'Do all placed have a current implementation plan?',
      ),
      ask(
        'lex-sarah-reports',
        'integer',
        text(
          'Hur många rapporter enligt lex Sarah har gjorts det senaste året?',
          'How many reports by lex Sarah were made in the last year?',
        ),
        {
          constraint: '. >= 0',
          constraintMessage: text(
            'Skriv ett tal som inte är negativt.',
            'Write a number that is not negative.',
          ),
        },
      ),
      write(
        'lex-sarah-measures',
        'Vad har gjorts med anledning av dem?',
        'What has been done because of them?',
        {
          relevant: '${lex-sarah-reports} > 0',
          required: 'true()',
        },
      ),
      ask(
        'documents',
        'file',
        text('Bifoga senaste kvalitetsberättelsen.', 'Attach the latest quality report.'),
        { mandatory: false },
      ),
      ask('true-report', 'acknowledge', text('Uppgifterna är riktiga.', 'What is reported is true.')),
    ]),
  ],
};
