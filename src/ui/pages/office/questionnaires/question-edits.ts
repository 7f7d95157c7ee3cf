import { kindOf, questionKinds, type QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';

const ofChoices: readonly QuestionKindName[] = ['choice', 'scale', 'choices', 'rank'];

/** The question as another kind: what that kind has no use for is let go, and undone with it. */
export const kindChanged = (asked: Question, chosen: string): Question => {
  const kind = questionKinds.find((each) => each === chosen) ?? asked.kind;
  const { choices, choiceList, choiceFilter, default: _default, ...rest } = asked;
  const drawsOn = ofChoices.includes(kind) && {
    ...(choices && { choices }),
    ...(choiceList !== undefined && { choiceList }),
    ...(choiceFilter !== undefined && { choiceFilter }),
    ...(choices === undefined && choiceList === undefined && { choices: [] }),
  };
  return { ...rest, kind, mandatory: rest.mandatory && kindOf(kind).isAsked, ...drawsOn };
};

/** A default that is a value, as it is written. */
export const defaultText = ({ default: preset }: Question): string => {
  if (preset === undefined || (typeof preset === 'object' && 'expression' in preset)) return '';
  return typeof preset === 'object' ? preset.join(' ') : String(preset);
};

/** What was written, as a value of the kind; undefined where nothing was. */
export const defaultOf = (kind: QuestionKindName, written: string): Question['default'] =>
  // As an answer is taken: what does not fit is kept, and told as a fault.
  kind === 'choices' || kind === 'rank'
    ? written.trim() === ''
      ? undefined
      : written.trim().split(/\s+/)
    : kindOf(kind).decode(written);
