import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { partAt, withPart, type Address } from './parts.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Every text in a value, changed. */
const mapTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]));
};

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !isList(value);

/** What names a question without `${}`: what it is calculated anew by, and how the first questionnaires said a condition. */
const renameBare = (value: unknown, from: string, to: string): unknown => {
  if (isList(value)) return value.map((each) => renameBare(each, from, to));
  if (!isRecord(value)) return value;
  const change = (key: string, each: unknown): unknown => {
    if (key === 'trigger' && isList(each)) return each.map((name) => (name === from ? to : name));
    if (key === 'relevant' && isRecord(each) && each['question'] === from) return { ...each, question: to };
    return renameBare(each, from, to);
  };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(key, each)]));
};

/** Gives a part another name, also wherever logic and words refer to it as `${name}`. Undefined: it is no name. */
export const renamePart = (
  document: Questionnaire,
  address: Address,
  name: string,
): Questionnaire | undefined => {
  const part = partAt(document, address);
  if (part === undefined || part.kind === 'form') return undefined;
  const before = part.of.name;
  const renamed = withPart(document, address, { ...part.of, name });
  if (renamed === undefined || part.kind === 'section') return renamed;
  const reference = new RegExp(`\\$\\{\\s*${escaped(before)}\\s*\\}`, 'gu');
  const told = mapTexts(renamed, (text) => text.replaceAll(reference, () => `\${${name}}`));
  const parsed = questionnaire.safeParse(renameBare(told, before, name));
  return parsed.success ? parsed.data : undefined;
};
