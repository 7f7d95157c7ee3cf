import type { Question, Section } from './questionnaire.ts';
import type { Choice, LocalizedText } from './words.ts';

/** Words of which no translator has read more than the Swedish and the English. */
const text = (sv: string, en: string, easy: string, ar: string, so: string, fi: string): LocalizedText => ({
  sv,
  en,
  other: { 'sv-x-easy': easy, ar, so, fi },
  unchecked: ['sv-x-easy', 'ar', 'so', 'fi'],
});
const forCaseworker = (sv: string, en: string): LocalizedText => ({ sv, en });

/** `pictogram`: what is drawn beside the choice where the client answers by herself. */
const choice = (name: string, pictogram: string, label: LocalizedText): Choice => ({
  name,
  label,
  columns: { pictogram },
});

const doNotKnow = choice(
  'do-not-know',
  'unknown',
  text('Vet inte', 'Do not know', 'Vet inte', 'لا أعرف', 'Ma garanayo', 'En tiedä'),
);
const toWhatExtent = [
  choice('yes', 'full', text('Ja', 'Yes', 'Ja', 'نعم', 'Haa', 'Kyllä')),
  choice('partly', 'half', text('Till viss del', 'Partly', 'En del', 'إلى حد ما', 'Qayb ahaan', 'Osittain')),
  choice('no', 'empty', text('Nej', 'No', 'Nej', 'لا', 'Maya', 'Ei')),
  doNotKnow,
];
const howChanged = [
  choice(
    'much-better',
    'much-up',
    text(
      'Mycket bättre',
      'Much better',
      'Mycket bättre',
      'أفضل بكثير',
      'Aad bay uga fiican tahay',
      'Paljon parempi',
    ),
  ),
  choice(
    'a-little-better',
    'up',
    text(
      'Lite bättre',
      'A little better',
      'Lite bättre',
      'أفضل قليلًا',
      'Wax yar bay ka fiican tahay',
      'Hieman parempi',
    ),
  ),
  choice(
    'unchanged',
    'level',
    text('Oförändrad', 'Unchanged', 'Som förut', 'لم يتغيّر', 'Isma beddelin', 'Ennallaan'),
  ),
  choice('worse', 'down', text('Sämre', 'Worse', 'Sämre', 'أسوأ', 'Way ka sii dartay', 'Huonompi')),
  doNotKnow,
];

const toClient = (
  name: string,
  label: LocalizedText,
  shortLabel: LocalizedText,
  choices: Choice[],
  hint?: LocalizedText,
): Question => ({
  name,
  kind: 'choice',
  label,
  shortLabel,
  ...(hint && { hint }),
  mandatory: false,
  choices,
  comment: true,
});

/** Step 1 of the individual follow-up, put to the client (pilot 2022). The scales are ours; the source prints none. */
export const clientSection: Section = {
  name: 'client',
  title: forCaseworker('Frågor till brukaren', 'Questions to the client'),
  intro: forCaseworker(
    'Frivilliga frågor. Lämnas en fråga obesvarad, ange varför.',
    'Voluntary questions. Where one is left unanswered, say why.',
  ),
  putTo: 'client',
  voluntary: true,
  questions: [
    toClient(
      'support-as-decided',
      text(
        'Får du det stöd som står i beslutet?',
        'Do you get the support that the decision states?',
        'Får du den hjälp som står i ditt beslut?',
        'هل تحصل على الدعم المذكور في القرار؟',
        "Ma heshaa taageerada ku qoran go'aanka?",
        'Saatko päätöksessä mainitun tuen?',
      ),
      forCaseworker('Stödet i beslutet', 'Support as decided'),
      toWhatExtent,
      text(
        'Beslutet är papperet där det står vilken hjälp du ska få.',
        'The decision is the paper that says what help you are to get.',
        'Beslutet är ett papper. Där står vilken hjälp du ska få.',
        'القرار هو الورقة التي تبيّن المساعدة التي يجب أن تحصل عليها.',
        "Go'aanku waa warqadda ay ku qoran tahay caawimaadda aad heli doonto.",
        'Päätös on paperi, jossa kerrotaan, mitä apua sinun pitää saada.',
      ),
    ),
    toClient(
      'influence',
      text(
        'Har du kunnat vara med och påverka stödet du fått från utföraren?',
        'Have you been able to influence the support that the provider gave you?',
        'Har du fått vara med och bestämma om hjälpen?',
        'هل تمكّنت من المشاركة والتأثير في الدعم الذي حصلت عليه من مقدّم الخدمة؟',
        'Ma awooday inaad ka qayb qaadato oo aad saamayso taageerada uu adeeg bixiyuhu ku siiyay?',
        'Oletko voinut vaikuttaa palveluntuottajalta saamaasi tukeen?',
      ),
      forCaseworker('Kunnat påverka', 'Influence'),
      toWhatExtent,
    ),
    toClient(
      'change',
      text(
        'Hur har din situation förändrats av det stöd du har fått genom insatsen från utföraren?',
        'How has your situation changed through the support that the provider gave you?',
        'Har det blivit bättre eller sämre för dig med hjälpen du får?',
        'كيف تغيّر وضعك نتيجة الدعم الذي حصلت عليه من مقدّم الخدمة؟',
        'Sidee ayay xaaladdaadu isugu beddeshay taageerada uu adeeg bixiyuhu ku siiyay?',
        'Miten tilanteesi on muuttunut palveluntuottajalta saamasi tuen myötä?',
      ),
      forCaseworker('Förändrad situation', 'Change'),
      howChanged,
    ),
    {
      name: 'anything-to-add',
      kind: 'long-text',
      label: text(
        'Är det något du vill tillägga eller kommentera?',
        'Is there anything you want to add or comment on?',
        'Vill du säga något mer?',
        'هل هناك شيء تودّ إضافته أو التعليق عليه؟',
        'Ma jiraan wax aad rabto inaad ku darto ama faallo ka bixiso?',
        'Onko jotakin, mitä haluat lisätä tai kommentoida?',
      ),
      shortLabel: forCaseworker('Något att tillägga', 'Anything to add'),
      mandatory: false,
    },
  ],
};
