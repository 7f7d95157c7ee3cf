import type { ExpressionFaultCode } from './expression/fault.ts';
import type { PublicationFault, PublicationFaultCode } from './publication-fault.ts';

/** Words with `{part}` where the message names something. */
export type Words<Code extends string> = Readonly<Record<Code, { readonly sv: string; readonly en: string }>>;

export const say = (sv: string, en: string) => ({ sv, en });

const publicationFaultWords: Words<Exclude<PublicationFaultCode, 'logic'>> = {
  'unknown-name': say('Det finns ingen fråga som heter ”{name}”.', 'There is no question called “{name}”.'),
  'path-leads-nowhere': say('”{written}” leder ingenstans.', '“{written}” leads nowhere.'),
  'not-a-repeat': say('”{written}” är ingen upprepning.', '“{written}” is no repeat.'),
  'unknown-column': say('Listan har ingen kolumn ”{name}”.', 'The list has no column “{name}”.'),
  circular: say(
    'Frågorna beror av varandra i en cirkel: {names}.',
    'The questions depend on one another in a circle: {names}.',
  ),
  pattern: say('Mönstret ”{pattern}” kan inte användas.', 'The pattern “{pattern}” cannot be used.'),
  'kind-does-not-fit': say(
    '”{function}” går inte på en fråga av slaget {kind}.',
    '“{function}” does not go with a question of the kind {kind}.',
  ),
  'choices-missing': say('”{name}” har inga svarsalternativ.', '“{name}” has no choices.'),
  'choices-not-used': say(
    'En fråga av slaget {kind} har inga svarsalternativ.',
    'A question of the kind {kind} has no choices.',
  ),
  'unknown-list': say('Listan ”{list}” finns inte.', 'There is no list “{list}”.'),
  'calculation-missing': say('”{name}” har ingen beräkning.', '“{name}” has no calculation.'),
  'default-does-not-fit': say(
    'Förvalet är inget svar av slaget {kind}.',
    'The default is no answer of the kind {kind}.',
  ),
  'parameter-does-not-fit': say(
    'Parametern ”{name}” ska vara ett tal.',
    'The parameter “{name}” is to be a number.',
  ),
  'step-is-nothing': say('”step” är 0: då finns inga steg.', '“step” is 0: there are no steps then.'),
  'mandatory-but-not-asked': say(
    '{kind} besvaras inte och kan inte vara obligatorisk.',
    '{kind} is not answered and cannot be mandatory.',
  ),
  'mandatory-but-not-yet-taken': say(
    'Plattan kan inte ta emot svar av slaget {kind} än. Var frågan obligatorisk gick formuläret aldrig att skicka.',
    'The tablet cannot take answers of the kind {kind} yet. With the question mandatory the form could never be sent.',
  ),
  'unknown-trigger': say(
    'Det finns ingen fråga som heter ”{name}”.',
    'There is no question called “{name}”.',
  ),
  'nested-too-deep': say('Upprepningar ligger djupare än {most}.', 'Repeats lie deeper than {most}.'),
  'duplicate-name': say('Namnet ”{name}” finns redan.', 'The name “{name}” is there already.'),
  'name-differs-in-case-only': say(
    '”{name}” skiljer sig från ”{before}” bara i stor och liten bokstav.',
    '“{name}” differs from “{before}” in upper and lower case alone.',
  ),
  'duplicate-choice': say(
    'Svarsalternativet ”{name}” finns två gånger.',
    'The choice “{name}” is there twice.',
  ),
  'language-missing': say(
    'Texten saknas på språket {language}.',
    'The text is missing in the language {language}.',
  ),
  'text-missing': say('Texten saknas.', 'The text is missing.'),
  'answer-not-put-in': say(
    '”{written}” kan inte stå här: i den här texten sätts inga svar in.',
    '“{written}” cannot stand here: no answers are put into this text.',
  ),
};

const expressionFaultWords: Words<ExpressionFaultCode> = {
  empty: say('Uttrycket är tomt.', 'The expression is empty.'),
  'too-long': say('Uttrycket är för långt.', 'The expression is too long.'),
  'too-deep': say('Uttrycket är för djupt.', 'The expression is too deep.'),
  'smart-quote': say(
    'Typografiska citattecken: skriv raka.',
    'Typographic quotation marks: write straight ones.',
  ),
  'unknown-character': say(
    'Ett tecken som inte hör hemma i uttryck.',
    'A character that does not belong in expressions.',
  ),
  'other-operator': say('”{written}” skrivs ”{instead}”.', '“{written}” is written “{instead}”.'),
  'text-not-closed': say('En text avslutas aldrig.', 'A text is never closed.'),
  'reference-not-closed': say('En referens avslutas aldrig.', 'A reference is never closed.'),
  'reference-empty': say('En referens är tom.', 'A reference is empty.'),
  'reference-name': say('”{name}” är inget namn på en fråga.', '“{name}” is no name of a question.'),
  'reference-to-last-saved': say(
    'Svar från tidigare formulär (last-saved) stöds inte.',
    'Answers of earlier forms (last-saved) are not supported.',
  ),
  'not-supported': say('”{written}” stöds inte.', '“{written}” is not supported.'),
  'unexpected-end': say('Uttrycket slutar för tidigt.', 'The expression ends too early.'),
  unexpected: say('”{written}” står på fel plats.', '“{written}” stands in the wrong place.'),
  'parenthesis-not-closed': say('En parentes avslutas aldrig.', 'A parenthesis is never closed.'),
  'bracket-not-closed': say('En hakparentes avslutas aldrig.', 'A bracket is never closed.'),
  'unknown-function': say('Funktionen ”{name}” finns inte.', 'There is no function “{name}”.'),
  'function-not-supported': say('Funktionen ”{name}” stöds inte.', 'The function “{name}” is not supported.'),
  'too-few-parameters': say(
    '”{name}” vill ha minst {least} värden.',
    '“{name}” wants at least {least} values.',
  ),
  'too-many-parameters': say(
    '”{name}” vill ha högst {most} värden.',
    '“{name}” wants at most {most} values.',
  ),
};

/** Puts what a message names into it. */
export const fillWords = (words: string, parts: Readonly<Record<string, string | number>>): string =>
  words.replace(/(?<!\$)\{([a-z]+)\}/gi, (_, name: string) => String(parts[name] ?? '…'));

const isExpressionFault = (code: string): code is ExpressionFaultCode =>
  Object.hasOwn(expressionFaultWords, code);

/** What is wrong with logic or with a part of a document, in words, without its place. */
export const publicationFaultText = (
  { code, parts }: Pick<PublicationFault, 'code' | 'parts'>,
  language: 'sv' | 'en',
): string => {
  if (code !== 'logic') return fillWords(publicationFaultWords[code][language], parts);
  const fault = String(parts['fault'] ?? '');
  if (!isExpressionFault(fault)) return fault;
  const at = `${language === 'sv' ? 'tecken' : 'character'} ${Number(parts['offset'] ?? 0) + 1}`;
  return `${fillWords(expressionFaultWords[fault][language], parts)} (${at})`;
};
