import * as z from 'zod/mini';
import { day, name as questionnaireName, timeOfDay } from '#domain/ids.ts';
import { hasRightCheckDigit } from '#domain/organisation/personal-identity-number.ts';
import { codesByWord, comparable, type Vocabulary } from './vocabulary.ts';

/** What may stand in a cell: how it is read and what a fault says was expected (words: messages.ts). */
export interface Cell<Schema extends z.ZodMiniType = z.ZodMiniType> {
  schema: Schema;
  expected: Expected;
}

export type Expected =
  | 'key'
  | 'keys'
  | 'name'
  | 'day'
  | 'time'
  | 'day-of-month'
  | 'organisation-number'
  | 'initials'
  | 'user-name'
  | 'user-names'
  | 'questionnaire'
  | Vocabulary<string>;

const cell = <Schema extends z.ZodMiniType>(expected: Expected, schema: Schema): Cell<Schema> => ({
  schema,
  expected,
});

/** Reads text by rewriting it first; what then does not fit the schema is a fault. */
const rewritten = <Schema extends z.ZodMiniType<unknown, string>>(
  rewrite: (text: string) => string,
  schema: Schema,
) => z.pipe(z.pipe(z.string(), z.transform(rewrite)), schema);

const oneLine = /^\P{Cc}*$/u;
const key = z.string().check(z.maxLength(100), z.regex(oneLine));

/** The name that the exporting system has for a thing: any characters, case counts. */
export const keyCell = cell('key', key);

/** Several keys, parted by `|`, a comma, a semicolon or a line break. */
export const keysCell = cell(
  'keys',
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => splitKeys(text)),
    ),
    z.array(key).check(z.minLength(1)),
  ),
);

/** The distinct keys of a cell that lists them. */
export const splitKeys = (text: string): string[] => [
  ...new Set(
    text
      .split(/[|,;\n\r]/)
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
];

export const nameCell = cell('name', z.string().check(z.maxLength(200), z.regex(oneLine)));

/** `2026-10-12` or `20261012`; a time of midnight behind it, as date columns of databases have, is dropped. */
export const dayCell = cell(
  'day',
  rewritten(
    (text) => text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
    day,
  ),
);

/** `09:30`, `9.30` or `09:30:00`. */
export const timeCell = cell(
  'time',
  rewritten((text) => text.replace(/^(\d{1,2})[.:](\d\d)(?:[.:]00)?$/, '$1:$2').padStart(5, '0'), timeOfDay),
);

/** A day of the month from 1 to 31 (`25`, or `25,0` as a spreadsheet may write it), or a date with that day. */
export const dayOfMonthCell = cell(
  'day-of-month',
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => {
        const asDay = dayCell.schema.safeParse(text);
        return asDay.success ? Number(asDay.data.slice(-2)) : decimalNumber(text);
      }),
    ),
    z.int().check(z.minimum(1), z.maximum(31)),
  ),
);

/** A number with a decimal comma or point; NaN where it is none. */
const decimalNumber = (text: string): number =>
  /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;

/** `NNNNNN-NNNN`, with the third digit 2 or more and the right check digit; a leading 16 is dropped. */
export const organisationNumberCell = cell(
  'organisation-number',
  rewritten(
    (text) => text.replace(/^(?:16)?(\d{6})[- ]?(\d{4})$/, '$1-$2'),
    z.string().check(
      z.regex(/^\d\d[2-9]\d{3}-\d{4}$/),
      z.refine((number) => hasRightCheckDigit(number.replace('-', ''))),
    ),
  ),
);

/** `A.B.`, `a. b.`, `A B` or `AB`; but `Eva` is a name. */
const initialsAsWritten = /^(?:\p{L}\.\s*){1,4}$|^\p{L}(?:[.\s]+\p{L}){0,3}$|^\p{Lu}{1,4}$/u;

/** One to four letters, read as `A.B.`. */
export const initialsCell = cell(
  'initials',
  rewritten(
    (text) =>
      initialsAsWritten.test(text)
        ? text
            .replaceAll(/[.\s]+/g, '')
            .toUpperCase()
            .replaceAll(/\p{L}/gu, '$&.')
        : text,
    z.string().check(z.regex(/^(?:\p{Lu}\.){1,4}$/u)),
  ),
);

/** A user name or e-mail address; case does not count. */
export const userNameCell = cell('user-name', z.string().check(z.toLowerCase(), z.maxLength(200)));

/** Several user names, parted as keys are. */
export const userNamesCell = cell(
  'user-names',
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => splitKeys(text.toLowerCase())),
    ),
    z.array(userNameCell.schema).check(z.minLength(1)),
  ),
);

/** The name of a published questionnaire, as `individual-follow-up`. */
export const questionnaireCell = cell('questionnaire', questionnaireName);

/** One of the words of a vocabulary; read as its code. */
export function wordCell<Code extends string>(
  codes: readonly [Code, ...Code[]],
  vocabulary: Vocabulary<Code>,
) {
  const byWord = codesByWord(vocabulary);
  return cell(
    vocabulary,
    rewritten((text) => byWord.get(comparable(text)) ?? text, z.enum(codes)),
  );
}
