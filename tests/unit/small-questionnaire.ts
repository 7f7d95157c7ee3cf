import type { Question, Questionnaire, Section } from '#domain/questionnaire/questionnaire.ts';

const text = (sv: string) => ({ sv });
const choices = ['yes', 'partly', 'no'].map((name) => ({ name, label: text(name) }));

/** A question with what matters to the test; mandatory unless said otherwise. */
export const question = (name: string, of: Partial<Question> = {}): Question => {
  const kind = of.kind ?? 'choice';
  const isCounted = kind === 'choice' || kind === 'scale';
  return { name, kind, label: text(name), mandatory: true, ...(isCounted && { choices }), ...of };
};

/** A section put to the caseworker, not voluntary unless said otherwise. */
export const section = (name: string, questions: Question[], of: Partial<Section> = {}): Section => ({
  name,
  title: text(name),
  putTo: 'caseworker',
  voluntary: false,
  questions,
  ...of,
});

/** A questionnaire of these sections. */
export const questionnaireOf = (...sections: Section[]): Questionnaire => ({
  id: 'small',
  version: 1,
  title: text('Small'),
  sections,
});
