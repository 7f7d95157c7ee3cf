import { fail, succeed, type Result } from '../../result.ts';
import { faultAt, type ExpressionFault } from './fault.ts';

export type TokenKind = 'number' | 'text' | 'reference' | 'name' | 'operator' | 'punctuation' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly offset: number;
}

/** Longest expression, in UTF-16 units. A cell of a workbook holds 32,767, but nobody reads so long a formula. */
const longestExpression = 16_000;

/**
 * One token: a reference, a text, a number, a name or a sign, each in a group of its own. A name may hold a namespace,
 * as in `jr:choice-name`, and hyphens and dots, as XML names do.
 */
const token =
  /(?:(\$\{[^{}]*\})|("[^"]*"|'[^']*')|(\d+(?:\.\d*)?|\.\d+)|([\p{L}_][\p{L}\p{M}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.-]*)?)|(!=|<=|>=|\.\.|[=<>+\-*/()[\],.]))/uy;
const spaces = /\s*/y;
const referable = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u;

const operatorWords: ReadonlySet<string> = new Set(['and', 'or', 'div', 'mod']);
const operatorSymbols: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', '+', '-', '*']);

/** What is written in other languages, and what it is called here. */
const otherOperators: readonly (readonly [string, string])[] = [
  ['==', '='],
  ['<>', '!='],
  ['=<', '<='],
  ['=>', '>='],
  ['&&', 'and'],
  ['||', 'or'],
  ['&', 'and'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['–', '-'],
  ['−', '-'],
  ['×', '*'],
  ['÷', 'div'],
  ['%', 'mod'],
];
const notSupported: readonly string[] = ['//', '|', '@', '::', '#'];

/** Where a sign of another language, or one that is not supported, can begin. */
const foreignSigns: ReadonlySet<string> = new Set(
  [...otherOperators.map(([written]) => written), ...notSupported].map((each) => each.charAt(0)),
);

const foreignFault = (source: string, offset: number): ExpressionFault | undefined => {
  if (!foreignSigns.has(source.charAt(offset))) return undefined;
  const other = otherOperators.find(([written]) => source.startsWith(written, offset));
  if (other) return faultAt(offset, 'other-operator', { written: other[0], instead: other[1] });
  const missing = notSupported.find((each) => source.startsWith(each, offset));
  return missing === undefined ? undefined : faultAt(offset, 'not-supported', { written: missing });
};

/** Why nothing can be read at the offset. */
const faultIn = (source: string, offset: number): ExpressionFault => {
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  if ('“”„‟‘’‚‛«»´`'.includes(character)) return faultAt(offset, 'smart-quote', { character });
  if (character === '"' || character === "'") return faultAt(offset, 'text-not-closed');
  if (source.startsWith('${', offset)) return faultAt(offset, 'reference-not-closed');
  return faultAt(offset, 'unknown-character', { character });
};

const referenceFault = (written: string, offset: number): ExpressionFault | undefined => {
  if (written === '') return faultAt(offset, 'reference-empty');
  if (written.startsWith('last-saved#')) return faultAt(offset, 'reference-to-last-saved', { name: written });
  return referable.test(written) ? undefined : faultAt(offset, 'reference-name', { name: written });
};

/** Whether an operand ends here, so that `-`, `*` and `div` that follow are operators (XPath 1.0, 3.7). */
const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'number' ||
    token.kind === 'text' ||
    token.kind === 'reference' ||
    token.kind === 'name' ||
    (token.kind === 'punctuation' && [')', ']', '.', '..'].includes(token.text)));

const kindsByGroup = ['reference', 'text', 'number', 'name', 'operator'] as const;

/** The token at the offset, which is that of its first character. */
const readToken = (
  source: string,
  offset: number,
  before: Token | undefined,
): Result<Token, ExpressionFault> => {
  const foreign = foreignFault(source, offset);
  if (foreign) return fail(foreign);
  token.lastIndex = offset;
  const found = token.exec(source);
  const group = kindsByGroup.findIndex((_, index) => found?.[index + 1] !== undefined);
  const text = found?.[group + 1];
  const kind = kindsByGroup[group];
  if (text === undefined || kind === undefined) return fail(faultIn(source, offset));
  if (kind === 'reference') {
    const fault = referenceFault(text.slice(2, -1).trim(), offset);
    return fault ? fail(fault) : succeed({ kind, text, offset });
  }
  if (kind === 'operator' && !operatorSymbols.has(text))
    return succeed({ kind: 'punctuation', text, offset });
  const isOperator = kind === 'name' && operatorWords.has(text) && endsOperand(before);
  return succeed({ kind: isOperator ? 'operator' : kind, text, offset });
};

/** The name inside `${ }`. */
export const referenceName = (token: Token): string => token.text.slice(2, -1).trim();

/** Cuts an expression into its tokens, an end token last; or says what cannot be read, and where. */
export const tokensOf = (source: string): Result<readonly Token[], ExpressionFault> => {
  if (source.length > longestExpression)
    return fail(faultAt(longestExpression, 'too-long', { most: longestExpression }));
  const tokens: Token[] = [];
  let offset = 0;
  while (true) {
    spaces.lastIndex = offset;
    offset += spaces.exec(source)?.[0].length ?? 0;
    if (offset >= source.length) break;
    const read = readToken(source, offset, tokens.at(-1));
    if (!read.ok) return read;
    tokens.push(read.value);
    offset += read.value.text.length;
  }
  tokens.push({ kind: 'end', text: '', offset: source.length });
  return succeed(tokens);
};
