import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { ask, choice, section, text, write, yesNo } from './wording.ts';

/** What a supervision report from IVO says of a unit, read into the register. */
export const supervisionReport: Questionnaire = {
  id: 'supervision-report',
  version: 1,
  title: text('Tillsynsrapport från IVO', 'Supervision report from IVO'),
  languages: ['sv', 'en'],
  choiceLists: { yes_no_: yesNo },
  sections: [
    section('preparation', text('Rapporten', 'The report'), 'inspector', [
      ask('method', 'choice', text('Hur görs uppföljningen?', 'How is the follow-up done?'), {
        choices: [choice('supervision-report', 'Tillsynsrapport', 'Supervision report')],
        default: 'supervision-report',
      }),
      ask('date', 'date', text('Vilken dag läses den?', 'On which day is it read?')),
      ask(
        'decided-on',
        'date',
        text('Vilken dag är beslutet daterat?', 'On which day is the decision dated?'),
        {
          constraint: '. <= ${date}',
          constraintMessage: text(
            'Beslutet kan inte vara yngre än läsningen.',
            'The decision cannot be later than the reading.',
          ),
        },
      ),
      ask('reference', 'short-text', text('Diarienummer hos IVO', 'Reference number at IVO')),
      ask('occasion', 'choice', text('Vad föranledde tillsynen?', 'What led to the supervision?'), {
        choices: [
          choice('regular', 'Återkommande tillsyn', 'Regular supervision'),
          choice('complaint', 'Klagomål eller tips', 'Complaint or tip'),
          choice('lex-sarah', 'Anmälan enligt lex Sarah', 'Report by lex Sarah'),
          choice('licence', 'Tillståndet', 'The licence'),
          choice('other', 'Annat', 'Other'),
        ],
      }),
    ]),
    section('findings', text('Brister', 'Deficiencies'), 'inspector', [
      ask('has-deficiencies', 'choice', text('Har IVO funnit brister?', 'Has IVO found deficiencies?'), {
        choiceList: 'yes_no_',
      }),
      {
        kind: 'repeat',
        name: 'deficiencies',
        title: text('Brister', 'Deficiencies'),
        itemTitle: text('Brist: ${deficiency-area}', 'Deficiency: ${deficiency-area}'),
        relevant: "${has-deficiencies} = 'yes'",
        items: [
          ask('deficiency-area', 'choice', text('Område', 'Area'), {
            choices: [
              choice('safety', 'Trygghet och säkerhet', 'Safety'),
              choice('staff', 'Personal', 'Staff'),
              choice('documentation', 'Dokumentation', 'Documentation'),
              choice('influence', 'Inflytande', 'Influence'),
              choice('quality', 'Kvalitetsarbete', 'Quality work'),
              choice('other', 'Annat', 'Other'),
            ],
          }),
          write('deficiency-words', 'Vad säger IVO?', 'What does IVO say?', {
            mandatory: true,
            deviation: true,
          }),
          ask('deficiency-by', 'date', text('När ska den vara rättad?', 'By when is it to be put right?'), {
            mandatory: false,
          }),
        ],
      },
      ask('deficiency-count', 'calculated', text('Antal brister', 'Number of deficiencies'), {
        mandatory: false,
        calculation: 'count(${deficiencies})',
      }),
    ]),
    section('decision', text('Beslut', 'Decision'), 'inspector', [
      ask('decision', 'choice', text('Vad har IVO beslutat?', 'What has IVO decided?'), {
        choices: [
          choice('closed', 'Avslutat utan brister', 'Closed without deficiencies'),
          choice(
            'closed-with-deficiencies',
            'Avslutat, brister rättas',
            'Closed, deficiencies to be put right',
          ),
          choice('order', 'Föreläggande', 'Order'),
          choice('withdrawn', 'Tillståndet återkallat', 'Licence withdrawn'),
        ],
        constraint: "not(. = 'closed' and ${has-deficiencies} = 'yes')",
        constraintMessage: text('IVO har funnit brister.', 'IVO has found deficiencies.'),
      }),
      write(
        'measures',
        'Vad gör staden med anledning av beslutet?',
        'What does the city do because of the decision?',
      ),
    ]),
  ],
};
