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

const skipped = /\s*/y;
const number = /\d+(?:\.\d*)?|\.\d+/y;
const text = /"[^"]*"|'[^']*'/y;
const reference = /\$\{([^{}]*)\}/y;
/** A name may hold a namespace, as in `jr:choice-name`, and hyphens and dots, as XML names do. */
const name = /[\p{L}_][\p{L}\p{M}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.-]*)?/uy;
const symbol = /!=|<=|>=|\.\.|[=<>+\-*/()[\],.]/y;
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

const startsAt = (source: string, offset: number, all: readonly string[]): string | undefined =>
  all.find((each) => source.startsWith(each, offset));

const matchAt = (pattern: RegExp, source: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset;
  return pattern.exec(source);
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

const readToken = (
  source: string,
  offset: number,
  before: Token | undefined,
): Result<Token, ExpressionFault> => {
  const other = otherOperators.find(([written]) => source.startsWith(written, offset));
  if (other) return fail(faultAt(offset, 'other-operator', { written: other[0], instead: other[1] }));
  const missing = startsAt(source, offset, notSupported);
  if (missing !== undefined) return fail(faultAt(offset, 'not-supported', { written: missing }));

  const read = (kind: TokenKind, of: string) => succeed({ kind, text: of, offset });
  const named = matchAt(reference, source, offset);
  if (named) {
    const written = (named[1] ?? '').trim();
    const fault = referenceFault(written, offset);
    return fault ? fail(fault) : succeed({ kind: 'reference', text: named[0], offset });
  }
  const quoted = matchAt(text, source, offset);
  if (quoted) return read('text', quoted[0]);
  const digits = matchAt(number, source, offset);
  if (digits) return read('number', digits[0]);
  const word = matchAt(name, source, offset);
  if (word) {
    const isOperator = operatorWords.has(word[0]) && endsOperand(before);
    return read(isOperator ? 'operator' : 'name', word[0]);
  }
  const sign = matchAt(symbol, source, offset);
  if (sign) return read(operatorSymbols.has(sign[0]) ? 'operator' : 'punctuation', sign[0]);
  return fail(faultIn(source, offset));
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
    offset += matchAt(skipped, source, offset)?.[0].length ?? 0;
    if (offset >= source.length) break;
    const token = readToken(source, offset, tokens.at(-1));
    if (!token.ok) return token;
    tokens.push(token.value);
    offset += token.value.text.length;
  }
  tokens.push({ kind: 'end', text: '', offset: source.length });
  return succeed(tokens);
};
