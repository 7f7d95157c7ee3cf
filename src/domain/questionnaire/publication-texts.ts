import type { SchemaNode } from './engine/logic.ts';
import { pathOf, type PublicationFault } from './publication-fault.ts';
import type { Questionnaire } from './questionnaire.ts';
import { wordsIn, type LocalizedText } from './words.ts';

type Texts = readonly (readonly [path: string, text: LocalizedText | undefined])[];

const textsOf = (node: SchemaNode): Texts => {
  const path = pathOf(node);
  const { question, group, repeat, section } = node;
  if (node.kind === 'section')
    return [
      [`${path}/title`, section?.title],
      [`${path}/intro`, section?.intro],
      [`${path}/told/why`, section?.told?.why],
      [`${path}/told/whoSees`, section?.told?.whoSees],
      [`${path}/told/usedFor`, section?.told?.usedFor],
      [`${path}/told/youDecide`, section?.told?.youDecide],
    ];
  if (repeat)
    return [
      [`${path}/title`, repeat.title],
      [`${path}/itemTitle`, repeat.itemTitle],
    ];
  if (group) return [[`${path}/title`, group.title]];
  return [
    // What is only worked out has no words to be read.
    [
      `${path}/label`,
      question?.kind === 'calculated' || question?.kind === 'hidden' ? undefined : question?.label,
    ],
    [`${path}/shortLabel`, question?.shortLabel],
    [`${path}/hint`, question?.hint],
    [`${path}/guidance`, question?.guidance],
    [`${path}/requiredMessage`, question?.requiredMessage],
    [`${path}/constraintMessage`, question?.constraintMessage],
    ...(question?.choices ?? []).map((each) => [`${path}/choices/${each.name}`, each.label] as const),
  ];
};

const listTexts = (of: Questionnaire): Texts =>
  Object.entries(of.choiceLists ?? {}).flatMap(([list, choices]) =>
    choices.map((each) => [`choiceLists/${list}/${each.name}`, each.label] as const),
  );

/** Texts that are empty, or that a language of the document has no words for. */
export const textFaults = (of: Questionnaire, nodes: readonly SchemaNode[]): PublicationFault[] => {
  const languages = (of.languages ?? []).filter((each) => each !== 'sv');
  const texts: Texts = [['title', of.title], ...nodes.flatMap(textsOf), ...listTexts(of)];
  return texts.flatMap(([path, text]): PublicationFault[] => {
    if (text === undefined) return [];
    if (text.sv.trim() === '') return [{ path, code: 'text-missing', parts: {} }];
    return languages
      .filter((language) => !wordsIn(text, language)?.trim())
      .map((language) => ({ path, code: 'language-missing', parts: { language } }));
  });
};
