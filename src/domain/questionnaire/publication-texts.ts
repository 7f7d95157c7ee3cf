import type { SchemaNode } from './engine/logic.ts';
import type { Prepared } from './engine/prepare.ts';
import { pathOf, type PublicationFault } from './publication-fault.ts';
import type { Questionnaire } from './questionnaire.ts';
import { referencesIn, wordsIn, type LocalizedText } from './words.ts';

/** A text, where it stands, and of what answers may be put into it: those seen from the node; undefined: none are. */
interface Text {
  readonly path: string;
  readonly text: LocalizedText | undefined;
  readonly seenFrom?: SchemaNode;
  /** Whether it is said of a row of the node, a repeat. */
  readonly isOfRow?: boolean;
}

const textsOf = (node: SchemaNode): Text[] => {
  const { question, group, repeat, section } = node;
  const plain = (part: string, text: LocalizedText | undefined): Text => ({
    path: `${pathOf(node)}/${part}`,
    text,
  });
  const filled = (part: string, text: LocalizedText | undefined): Text => ({
    ...plain(part, text),
    seenFrom: node,
  });
  if (node.kind === 'section')
    return [
      plain('title', section?.title),
      plain('intro', section?.intro),
      plain('told/why', section?.told?.why),
      plain('told/whoSees', section?.told?.whoSees),
      plain('told/usedFor', section?.told?.usedFor),
      plain('told/youDecide', section?.told?.youDecide),
    ];
  if (repeat)
    return [filled('title', repeat.title), { ...filled('itemTitle', repeat.itemTitle), isOfRow: true }];
  if (group) return [filled('title', group.title)];
  // What is only worked out has no words to be read.
  const isRead = question?.kind !== 'calculated' && question?.kind !== 'hidden';
  return [
    filled('label', isRead ? question?.label : undefined),
    plain('shortLabel', question?.shortLabel),
    filled('hint', question?.hint),
    filled('guidance', question?.guidance),
    filled('requiredMessage', question?.requiredMessage),
    filled('constraintMessage', question?.constraintMessage),
    ...(question?.choices ?? []).map((each) => plain(`choices/${each.name}`, each.label)),
  ];
};

const listTexts = (of: Questionnaire): Text[] =>
  Object.entries(of.choiceLists ?? {}).flatMap(([list, choices]) =>
    choices.map((each) => ({ path: `choiceLists/${list}/${each.name}`, text: each.label })),
  );

/** What is wrong with an answer that a text refers to; undefined where it is there to be put in. */
const referenceFault = (
  { byName }: Prepared,
  { seenFrom, isOfRow }: Text,
  name: string,
): Pick<PublicationFault, 'code' | 'parts'> | undefined => {
  const written = `\${${name}}`;
  if (seenFrom === undefined) return { code: 'answer-not-put-in', parts: { written } };
  const named = byName.get(name);
  if (named === undefined) return { code: 'unknown-name', parts: { name } };
  const rows = isOfRow ? [...seenFrom.repeats, seenFrom] : seenFrom.repeats;
  return named.repeats.every((repeat, depth) => repeat === rows[depth])
    ? undefined
    : { code: 'path-leads-nowhere', parts: { written } };
};

const referenceFaults = (prepared: Prepared, text: Text): PublicationFault[] => {
  const { sv, en, other } = text.text ?? { sv: '' };
  return Object.entries({ sv, en, ...other }).flatMap(([language, words = '']) =>
    [...new Set(referencesIn(words))].flatMap((name) => {
      const fault = referenceFault(prepared, text, name);
      return fault ? [{ path: text.path, code: fault.code, parts: { ...fault.parts, language } }] : [];
    }),
  );
};

/** Texts that are empty, that a language of the document has no words for, or that refer to answers they cannot have. */
export const textFaults = (of: Questionnaire, prepared: Prepared): PublicationFault[] => {
  const languages = (of.languages ?? []).filter((each) => each !== 'sv');
  const texts: Text[] = [
    { path: 'title', text: of.title },
    ...prepared.nodes.flatMap(textsOf),
    ...listTexts(of),
  ];
  return texts.flatMap((each): PublicationFault[] => {
    const { path, text } = each;
    if (text === undefined) return [];
    if (text.sv.trim() === '') return [{ path, code: 'text-missing', parts: {} }];
    return [
      ...languages
        .filter((language) => !wordsIn(text, language)?.trim())
        .map((language): PublicationFault => ({ path, code: 'language-missing', parts: { language } })),
      ...referenceFaults(prepared, each),
    ];
  });
};
