import * as z from 'zod/mini';
import { answerValue } from '#domain/follow-up/answer.ts';
import '#domain/questionnaire/expression/all-functions.ts';
import { functionsElsewhere } from '#domain/questionnaire/expression/explain-fault.ts';
import { functions } from '#domain/questionnaire/expression/functions.ts';
import type { QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';
import { surveyTypes } from './survey-types.ts';

/** Yes or no as spreadsheets say it; undefined where it is neither. */
export const readYesNo = (cell: string): boolean | undefined => {
  const lower = cell.toLowerCase();
  if (['yes', 'true', 'ja'].includes(lower)) return true;
  return ['no', 'false', 'nej'].includes(lower) ? false : undefined;
};

export type Preset = NonNullable<Question['default']>;
export type Parameters = NonNullable<Question['parameters']>;

const plainNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const called = /([\p{L}_][\p{L}\p{N}_:.-]*)\(/gu;
const numberKinds: readonly QuestionKindName[] = ['integer', 'decimal', 'number', 'range'];
const listKinds: readonly QuestionKindName[] = ['choices', 'rank'];

/** Whether a default is to be worked out: it refers to a question or calls a function. */
const isDynamic = (cell: string): boolean =>
  cell.includes('${') ||
  [...cell.matchAll(called)].some(([, name = '']) => functions.has(name) || functionsElsewhere.has(name));

const numberOrText = (cell: string): string | number =>
  plainNumber.test(cell) && String(Number(cell)) === cell ? Number(cell) : cell;

/** What the column `default` means for a kind. */
export const readDefault = (cell: string, kind: QuestionKindName): Preset => {
  if (isDynamic(cell)) return { expression: cell };
  if (listKinds.includes(kind)) return cell.split(/\s+/);
  return numberKinds.includes(kind) ? numberOrText(cell) : cell;
};

/** A default as the column has it. */
export const writeDefault = (of: Preset): string => {
  if (typeof of !== 'object') return String(of);
  return 'expression' in of ? of.expression : of.join(' ');
};

const preset = z.union([answerValue, z.strictObject({ expression: z.string() })]);
const parameters = z.record(z.string(), z.union([z.string(), z.number()]));

const parseJson = (cell: string): unknown => {
  try {
    return JSON.parse(cell);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** What `foljsam::default` says, as JSON, where the plain column cannot say it; undefined where it is not that. */
export const readExactDefault = (cell: string): Preset | undefined => {
  const parsed = z.safeParse(preset, parseJson(cell));
  return parsed.success ? parsed.data : undefined;
};

/** What `foljsam::parameters` says, as JSON; undefined where it is not that. */
export const readExactParameters = (cell: string): Parameters | undefined => {
  const parsed = z.safeParse(parameters, parseJson(cell));
  return parsed.success ? parsed.data : undefined;
};

/** `start=1 end=10 step=1`, also with commas or semicolons between; undefined where it is not that. */
export const readParameters = (cell: string): Parameters | undefined => {
  const parts = cell
    .replace(/\s*=\s*/g, '=')
    .split(/[\s,;]+/)
    .filter((each) => each !== '');
  const made: [string, string | number][] = [];
  for (const part of parts) {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(part) ?? [];
    if (name === undefined || value === undefined) return undefined;
    made.push([name, numberOrText(value)]);
  }
  return Object.fromEntries(made);
};

/** The column `parameters` of a type of XLSForm: what that has a word for and can say; see `SurveyType.parameters`. */
export const writeParameters = (of: Parameters, type: string): string => {
  const allowed = surveyTypes.get(type)?.parameters;
  return Object.entries(of)
    .filter(([name]) => allowed?.includes(name) ?? true)
    .map(([name, value]) => [name, String(value)])
    .filter((pair) => pair.every((each) => /^[^\s=,;]+$/.test(each)))
    .map((pair) => pair.join('='))
    .join(' ');
};

/** `${a}` or `${a}, ${b}`; undefined where it is not that. */
export const readTrigger = (cell: string): string[] | undefined => {
  const parts = cell.split(',').filter((each) => each.trim() !== '');
  const names = parts.map((each) => /^\s*\$\{\s*([^{}]+?)\s*\}\s*$/.exec(each)?.[1]);
  const found = names.filter((each) => each !== undefined);
  return found.length === names.length && found.length > 0 ? found : undefined;
};

export const writeTrigger = (names: readonly string[]): string =>
  names.map((each) => `\${${each}}`).join(', ');

/** The oldest way to say a condition: an earlier question, and the answers of which it has one. */
export type AnyOf = Exclude<NonNullable<Question['relevant']>, string>;

const quoted = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`);

/** That condition as an expression. */
export const anyOfToExpression = ({ question, anyOf }: AnyOf): string =>
  anyOf.length === 0 ? 'false()' : anyOf.map((each) => `\${${question}} = ${quoted(each)}`).join(' or ');

/** That condition in `foljsam::relevant_any_of`: the question, then the answers. */
export const writeAnyOf = ({ question, anyOf }: AnyOf): string =>
  [question, ...anyOf.map((each) => encodeURI(each) || '%')].join(' ');

/** What `foljsam::relevant_any_of` says. */
export const readAnyOf = (cell: string): AnyOf | undefined => {
  const [question = '', ...written] = cell.split(/\s+/);
  try {
    return { question, anyOf: written.map((each) => (each === '%' ? '' : decodeURI(each))) };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};
