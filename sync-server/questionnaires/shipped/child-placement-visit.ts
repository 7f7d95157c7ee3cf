import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import {
  ask,
  choice,
  occasion,
  pick,
  section,
  siteVisit,
  telephoneCall,
  text,
  videoCall,
  write,
  yesNo,
} from './wording.ts';

const area = (name: string, sv: string, en: string) => [
  pick(name, 'state', sv, en, { comment: true, deviation: true }),
  write(`${name}-seen`, 'Vad har du sett och hört?', 'What have you seen and heard?', {
    required: `\${${name}} = 'concern'`,
    requiredMessage: text('Beskriv oron.', 'Describe the concern.'),
  }),
];

/** Visit to a placed child: what the committee is to follow by SoL (2025:400) 22 kap. 11 §. */
export const childPlacementVisit: Questionnaire = {
  id: 'child-placement-visit',
  version: 1,
  title: text('Uppföljning av barns placering', "Follow-up of a child's placement"),
  languages: ['sv', 'en'],
  choiceLists: {
    state: [
      choice('good', 'Bra', 'Good'),
      choice('to-watch', 'Behöver följas', 'To be watched'),
      choice('concern', 'Oro', 'Concern'),
      choice('not-known', 'Framkom inte', 'Did not emerge'),
    ],
    yes_no_: yesNo,
  },
  sections: [
    occasion('caseworker', [siteVisit, videoCall, telephoneCall]),
    section('private-talk', text('Enskilt samtal med barnet', 'Private talk with the child'), 'caseworker', [
      ask(
        'talk-held',
        'yes-no',
        text('Har du talat enskilt med barnet?', 'Have you talked with the child in private?'),
      ),
      ask(
        'talk-not-held-why',
        'choice',
        text('Varför hölls inget enskilt samtal?', 'Why was no private talk held?'),
        {
          relevant: "${talk-held} = 'no'",
          choices: [
            choice('child-declined', 'Barnet ville inte', 'The child did not want to'),
            choice(
              'too-young',
              'Barnet är för litet; jag har iakttagit samspelet',
              'The child is too young; I observed the interplay',
            ),
            choice('not-possible', 'Det gick inte att vara i enrum', 'It was not possible to be alone'),
            choice('not-planned', 'Det var inte planerat', 'It was not planned'),
            choice('other', 'Annat', 'Other'),
          ],
          comment: true,
        },
      ),
      ask(
        'talk-planned-on',
        'date',
        text('När är nästa enskilda samtal?', 'When is the next private talk?'),
        {
          relevant: "${talk-held} = 'no'",
          constraint: '. >= ${date}',
          constraintMessage: text('Dagen ska komma efter besöket.', 'The day is to come after the visit.'),
        },
      ),
      write(
        'child-says',
        'Vad vill barnet berätta om hur det har det?',
        'What does the child want to tell?',
        {
          relevant: "${talk-held} = 'yes'",
        },
      ),
      pick(
        'child-knows-contact',
        'yes_no_',
        'Vet barnet vem som är dess socialsekreterare och hur den nås?',
        'Does the child know its social worker and how to reach them?',
      ),
    ]),
    section('wellbeing', text('Hur barnet har det', 'How the child fares'), 'caseworker', [
      ...area('health', 'Hälsa', 'Health'),
      ...area('development', 'Utveckling', 'Development'),
      ...area('social-behaviour', 'Socialt beteende', 'Social behaviour'),
      ...area('schooling', 'Skolgång', 'Schooling'),
      ...area(
        'relations',
        'Relationer till anhöriga och andra närstående',
        'Relations to family and others close',
      ),
    ]),
    section('talks', text('Samtal med vuxna', 'Talks with adults'), 'caseworker', [
      ask('talked-with', 'choices', text('Vilka har du talat med?', 'Whom have you talked with?'), {
        choices: [
          choice('staff', 'Personal', 'Staff'),
          choice('foster-parents', 'Familjehemsföräldrar', 'Foster parents'),
          choice('guardians', 'Vårdnadshavare', 'Guardians'),
          choice('school', 'Skolan', 'The school'),
          choice('nobody', 'Ingen', 'Nobody'),
        ],
        constraint: "not(selected(., 'nobody') and count-selected(.) > 1)",
        constraintMessage: text('Ingen kan inte väljas med andra.', 'Nobody cannot be chosen with others.'),
      }),
      write('adults-say', 'Vad sade de?', 'What did they say?', {
        relevant: "not(selected(${talked-with}, 'nobody'))",
      }),
    ]),
    section('plan', text('Plan och fortsättning', 'Plan and next steps'), 'caseworker', [
      pick(
        'plan-there',
        'yes_no_',
        'Finns en aktuell genomförandeplan?',
        'Is there a current implementation plan?',
        { deviation: true },
      ),
      pick('plan-followed', 'yes_no_', 'Följs den?', 'Is it followed?', {
        relevant: "${plan-there} = 'yes'",
        deviation: true,
      }),
      write('next-steps', 'Vad ska göras, av vem och när?', 'What is to be done, by whom and when?'),
      ask('next-visit', 'date', text('När är nästa besök?', 'When is the next visit?'), {
        constraint: '. > ${date}',
        constraintMessage: text(
          'Nästa besök ska komma efter detta.',
          'The next visit is to come after this one.',
        ),
      }),
    ]),
  ],
};
