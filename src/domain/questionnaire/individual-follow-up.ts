import { clientSection } from './individual-follow-up-client.ts';
import { individualFollowUpRef, occasionQuestions } from './occasion.ts';
import type { Question, Questionnaire } from './questionnaire.ts';
import type { Choice, LocalizedText } from './words.ts';

const text = (sv: string, en: string): LocalizedText => ({ sv, en });
const choice = (name: string, sv: string, en: string): Choice => ({ name, label: text(sv, en) });

const yesNo = [choice('yes', 'Ja', 'Yes'), choice('no', 'Nej', 'No')];

/** The four levels that the words of the published result imply (pilot 2022), best first. */
const levels = [
  choice('very-good', 'Mycket bra', 'Very good'),
  choice('acceptable', 'Godkänt', 'Acceptable'),
  choice('could-be-better', 'Borde kunna prestera bättre', 'Should be able to do better'),
  choice('deficient', 'Bristande', 'Deficient'),
];

const assessment = (
  name: string,
  label: LocalizedText,
  shortLabel: LocalizedText,
  hint?: LocalizedText,
): Question => ({
  name,
  kind: 'scale',
  label,
  shortLabel,
  ...(hint && { hint }),
  mandatory: true,
  choices: levels,
  comment: true,
  deviation: true,
});

/**
 * Individual follow-up in two steps (pilot 2022): the client's four voluntary questions and the caseworker's four
 * mandatory assessments.
 */
export const individualFollowUp: Questionnaire = {
  id: individualFollowUpRef.id,
  version: individualFollowUpRef.version,
  title: text('Individuppföljning', 'Individual follow-up'),
  sections: [
    {
      name: 'preparation',
      title: text('Förberedelse', 'Preparation'),
      putTo: 'caseworker',
      voluntary: false,
      questions: [
        {
          name: occasionQuestions.method,
          kind: 'choice',
          label: text('Hur görs uppföljningen?', 'How is the follow-up done?'),
          shortLabel: text('Metod', 'Method'),
          mandatory: true,
          choices: [
            choice('site-visit', 'Platsbesök', 'Site visit'),
            choice('video-call', 'Videosamtal', 'Video call'),
            choice('telephone-call', 'Telefonsamtal', 'Telephone call'),
          ],
        },
        {
          name: occasionQuestions.date,
          kind: 'date',
          label: text('Vilken dag görs den?', 'On which day is it done?'),
          shortLabel: text('Datum', 'Date'),
          mandatory: true,
        },
        {
          name: occasionQuestions.present,
          kind: 'short-text',
          label: text('Vilka är med?', 'Who is present?'),
          shortLabel: text('Närvarande', 'Present'),
          hint: text(
            'Roller räcker: brukaren, kontaktperson, god man.',
            'Roles will do: client, key worker, guardian.',
          ),
          mandatory: false,
        },
        {
          name: 'licence-checked',
          kind: 'choice',
          label: text(
            'Har du kontrollerat att tillståndet från IVO gäller?',
            'Have you checked that the licence from IVO is valid?',
          ),
          shortLabel: text('Tillstånd från IVO', 'Licence from IVO'),
          mandatory: true,
          choices: [
            choice('valid', 'Kontrollerat, gäller', 'Checked, valid'),
            choice('not-valid', 'Kontrollerat, gäller inte', 'Checked, not valid'),
            choice('not-needed', 'Behövs inte för verksamheten', 'Not needed for this unit'),
            choice('not-checked', 'Inte kontrollerat', 'Not checked'),
          ],
          comment: true,
        },
        {
          name: 'plan-received',
          kind: 'choice',
          label: text('Har genomförandeplanen kommit?', 'Has the implementation plan arrived?'),
          shortLabel: text('Genomförandeplan', 'Implementation plan'),
          mandatory: true,
          choices: yesNo,
        },
        {
          name: 'plan-received-on',
          kind: 'date',
          label: text('Vilken dag kom den?', 'On which day did it arrive?'),
          shortLabel: text('Genomförandeplan mottagen', 'Implementation plan received'),
          mandatory: true,
          relevant: { question: 'plan-received', anyOf: ['yes'] },
        },
        {
          name: 'monthly-reports',
          kind: 'choice',
          label: text(
            'Kommer månadsrapporterna som de ska?',
            'Do the monthly reports arrive as they should?',
          ),
          shortLabel: text('Månadsrapporter', 'Monthly reports'),
          mandatory: true,
          choices: [
            choice('on-time', 'Ja, i tid', 'Yes, on time'),
            choice('late', 'Ja, men sent', 'Yes, but late'),
            choice('no', 'Nej', 'No'),
            choice('not-owed', 'Ska inte lämnas', 'Not owed'),
          ],
        },
        {
          name: 'regular-feedback',
          kind: 'choice',
          label: text(
            'Får du löpande återkoppling från utföraren?',
            'Does the provider give regular feedback?',
          ),
          shortLabel: text('Löpande återkoppling', 'Regular feedback'),
          mandatory: true,
          choices: yesNo,
          comment: true,
        },
      ],
    },
    clientSection,
    {
      name: 'assessment',
      title: text('Bedömning', 'Assessment'),
      intro: text(
        'Din bedömning av utföraren. Alla fyra besvaras.',
        'Your assessment of the provider. All four are answered.',
      ),
      putTo: 'caseworker',
      voluntary: false,
      questions: [
        assessment(
          'according-to-plan',
          text(
            'Har utföraren arbetat enligt plan och beställning?',
            'Has the provider worked according to plan and order?',
          ),
          text('Enligt plan och beställning', 'According to plan and order'),
        ),
        assessment(
          'agreed-activities',
          text(
            'Har utföraren arbetat eller försökt arbeta med stöd och aktiviteter som ni kommit överens om?',
            'Has the provider worked, or tried to work, with the support and activities agreed on?',
          ),
          text('Stöd och aktiviteter', 'Support and activities'),
          text('Se särskilt till kompetens och hur ofta.', 'Look above all at competence and how often.'),
        ),
        assessment(
          'information-duty',
          text(
            'Hur har utföraren skött sin informationsskyldighet angående avvikelser från plan och beställning?',
            'How has the provider met its duty to inform of deviations from plan and order?',
          ),
          text('Informationsskyldighet', 'Duty to inform'),
        ),
        assessment(
          'overall',
          text(
            'Sammantagen bedömning av hur uppdraget har utförts',
            'Overall assessment of how the task has been carried out',
          ),
          text('Sammantaget', 'Overall'),
        ),
      ],
    },
    {
      name: 'deviations',
      title: text('Brister och åtgärder', 'Deficiencies and measures'),
      intro: text(
        'Avvikelser som du noterat vid en fråga står här. Lägg till det som inte hör till någon fråga.',
        'Deviations noted at a question stand here. Add what belongs to no question.',
      ),
      putTo: 'caseworker',
      voluntary: false,
      questions: [
        {
          name: 'deviation-found',
          kind: 'choice',
          label: text(
            'Har du sett någon brist eller avvikelse?',
            'Have you seen any deficiency or deviation?',
          ),
          shortLabel: text('Brist eller avvikelse', 'Deficiency or deviation'),
          mandatory: true,
          choices: yesNo,
        },
        {
          name: 'deviation-description',
          kind: 'long-text',
          label: text('Vad har du sett?', 'What have you seen?'),
          shortLabel: text('Brist', 'Deficiency'),
          hint: text('Skriv utan namn på brukaren.', 'Write without the name of the client.'),
          mandatory: true,
          relevant: { question: 'deviation-found', anyOf: ['yes'] },
        },
        {
          name: 'deviation-deadline',
          kind: 'date',
          label: text('När ska utföraren ha åtgärdat det?', 'By when is the provider to have put it right?'),
          shortLabel: text('Åtgärdas senast', 'To be put right by'),
          mandatory: false,
          relevant: { question: 'deviation-found', anyOf: ['yes'] },
        },
        {
          name: 'provider-informed',
          kind: 'choice',
          label: text('Är utföraren informerad?', 'Has the provider been told?'),
          shortLabel: text('Utföraren informerad', 'Provider told'),
          mandatory: true,
          choices: yesNo,
          relevant: { question: 'deviation-found', anyOf: ['yes'] },
        },
      ],
    },
  ],
};
