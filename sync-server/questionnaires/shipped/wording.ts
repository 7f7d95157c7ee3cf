import type { Item, Question, Section } from '#domain/questionnaire/questionnaire.ts';
import type { Choice, LocalizedText } from '#domain/questionnaire/words.ts';

/** The same words in Swedish and English. */
export const text = (sv: string, en: string): LocalizedText => ({ sv, en });
export const choice = (name: string, sv: string, en: string): Choice => ({ name, label: text(sv, en) });

/** Lists that several of the shipped questionnaires draw from. */
export const yesNo = [choice('yes', 'Ja', 'Yes'), choice('no', 'Nej', 'No')];
export const yesPartlyNo = [
  choice('yes', 'Ja', 'Yes'),
  choice('partly', 'Delvis', 'Partly'),
  choice('no', 'Nej', 'No'),
];
export const fulfilment = [
  choice('fulfilled', 'Uppfyllt', 'Fulfilled'),
  choice('partly-fulfilled', 'Delvis uppfyllt', 'Partly fulfilled'),
  choice('not-fulfilled', 'Inte uppfyllt', 'Not fulfilled'),
  choice('not-examined', 'Inte granskat', 'Not examined'),
];

type More = Partial<Omit<Question, 'name' | 'label'>>;

/** A question that must be answered, unless it says otherwise. */
export const ask = (
  name: string,
  kind: Question['kind'],
  label: LocalizedText,
  more: More = {},
): Question => ({
  name,
  kind,
  label,
  mandatory: true,
  ...more,
});

/** A long text that may be left. */
export const write = (name: string, sv: string, en: string, more: More = {}): Question =>
  ask(name, 'long-text', text(sv, en), { mandatory: false, ...more });

/** One of a list of the document. */
export const pick = (name: string, list: string, sv: string, en: string, more: More = {}): Question =>
  ask(name, 'choice', text(sv, en), { choiceList: list, ...more });

/** A requirement that is judged, with a comment and a deviation in place. */
export const judge = (name: string, sv: string, en: string, hint?: LocalizedText): Question =>
  ask(name, 'scale', text(sv, en), {
    choiceList: 'fulfilment',
    comment: true,
    deviation: true,
    ...(hint && { hint }),
  });

export const section = (
  name: string,
  title: LocalizedText,
  putTo: Section['putTo'],
  questions: Item[],
  more: Partial<Section> = {},
): Section => ({ name, title, putTo, voluntary: false, questions, ...more });

/** How and when it is done, and who is there: what every follow-up begins with. */
export const occasion = (putTo: Section['putTo'], methods: Choice[]): Section =>
  section('preparation', text('Förberedelse', 'Preparation'), putTo, [
    ask('method', 'choice', text('Hur görs uppföljningen?', 'How is the follow-up done?'), {
      choices: methods,
      shortLabel: text('Metod', 'Method'),
    }),
    ask('date', 'date', text('Vilken dag görs den?', 'On which day is it done?'), {
      shortLabel: text('Datum', 'Date'),
    }),
    ask('present', 'short-text', text('Vilka är med?', 'Who is present?'), {
      mandatory: false,
      hint: text('Roller räcker, skriv inga namn.', 'Roles will do; write no names.'),
    }),
  ]);

export const siteVisit = choice('site-visit', 'Platsbesök', 'Site visit');
export const videoCall = choice('video-call', 'Videosamtal', 'Video call');
export const telephoneCall = choice('telephone-call', 'Telefonsamtal', 'Telephone call');
