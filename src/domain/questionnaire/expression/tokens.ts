import { refuse } from './fault.ts';

export type TokenKind = 'number' | 'text' | 'reference' | 'name' | 'operator' | 'punctuation' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly offset: number;
}

/** Longest expression, in UTF-16 units. A cell of a workbook holds 32,767, but nobody reads so long a formula. */
const longestExpression = 16_000;

const name = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_.-]*`;
/**
 * One token: a reference, a text, a number, a name or a sign, each in a group of its own. A name may hold a namespace,
 * as in `jr:choice-name`, and hyphens and dots, as XML names do.
 */
export const token = new RegExp(
  String.raw`(?:(\$\{\s*${name}\s*\})|("[^"]*"|'[^']*')|(\d+(?:\.\d*)?|\.\d+)|(${name}(?::${name})?)|(!=|<=|>=|\.\.|[=<>+\-*/()[\],.]))`,
  'uy',
);
/** White space between tokens. */
export const spaces = /\s*/y;

const operatorWords = ['and', 'or', 'div', 'mod'];
const operatorSymbols = ['=', '!=', '<', '<=', '>', '>=', '+', '-', '*'];
const kindsByGroup = ['reference', 'text', 'number', 'name', 'operator'] as const;

/** Whether an operand ends here, so that `-`, `*` and `div` that follow are operators (XPath 1.0, 3.7). */
const endsOperand = (of: Token | undefined): boolean =>
  of !== undefined && of.kind !== 'operator' && (of.kind !== 'punctuation' || /[)\].]$/.test(of.text));

/** The token at the offset, which is that of its first character. */
const readToken = (source: string, offset: number, before: Token | undefined): Token => {
  token.lastIndex = offset;
  const found = token.exec(source)?.slice(1) ?? [];
  const group = found.findIndex((each) => each !== undefined);
  const [kind, text] = [kindsByGroup[group], found[group]];
  if (text === undefined || kind === undefined) return refuse(offset, 'unknown-character');
  if (kind === 'operator' && !operatorSymbols.includes(text)) return { kind: 'punctuation', text, offset };
  const isOperator = kind === 'name' && operatorWords.includes(text) && endsOperand(before);
  return { kind: isOperator ? 'operator' : kind, text, offset };
};

/** The name inside `${ }`. */
export const referenceName = ({ text }: Token): string => text.slice(2, -1).trim();

/** Cuts an expression into its tokens, an end token last; throws `Unreadable` where something cannot be read. */
export const tokensOf = (source: string): readonly Token[] => {
  if (source.length > longestExpression) refuse(longestExpression, 'too-long', { most: longestExpression });
  const tokens: Token[] = [];
  for (let offset = 0; ;) {
    spaces.lastIndex = offset;
    offset += spaces.exec(source)?.[0].length ?? 0;
    if (offset >= source.length) return [...tokens, { kind: 'end', text: '', offset }];
    const read = readToken(source, offset, tokens.at(-1));
    tokens.push(read);
    offset += read.text.length;
  }
};
