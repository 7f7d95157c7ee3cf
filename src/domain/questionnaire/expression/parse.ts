import { fail, succeed, type Result } from '../../result.ts';
import { operatorLevels, type Expression, type PathStart, type PathStep } from './expression.ts';
import { refuse, Unreadable, type ExpressionFault, type ExpressionFaultCode } from './fault.ts';
import { functions } from './functions.ts';
import { referenceName, tokensOf, type Token } from './tokens.ts';

/** Deepest nesting of parentheses, calls and predicates, so that no expression can exhaust the stack. */
export const deepestNesting = 100;
/** Most parts of an expression; a chain of `or` nests to the left as deep as it is long. */
export const mostParts = 2_000;

/** Reads tokens from left to right. */
interface Reader {
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
  parts: number;
}

const end: Token = { kind: 'end', text: '', offset: 0 };
const peek = (reader: Reader, ahead = 0): Token =>
  reader.tokens[reader.next + ahead] ?? reader.tokens.at(-1) ?? end;
const take = (reader: Reader): Token => {
  const token = peek(reader);
  reader.next += 1;
  return token;
};
const isNext = (reader: Reader, text: string, ahead = 0): boolean => {
  const token = peek(reader, ahead);
  return token.kind === 'punctuation' && token.text === text;
};
/** Whether the sign is next; then it is read. */
const takes = (reader: Reader, sign: string): boolean => isNext(reader, sign) && take(reader) !== end;

const unexpected = (reader: Reader): never => {
  const { kind, offset, text: written } = peek(reader);
  return kind === 'end' ? refuse(offset, 'unexpected-end') : refuse(offset, 'unexpected', { written });
};

/** Counts the part, and refuses where there are too many. */
const made = <Part extends Expression>(reader: Reader, part: Part): Part => {
  reader.parts += 1;
  return reader.parts > mostParts ? refuse(peek(reader).offset, 'too-long', { most: mostParts }) : part;
};

const operation = (reader: Reader, level: number): Expression => {
  const operators = operatorLevels[level];
  if (operators === undefined) return negation(reader);
  let left = operation(reader, level + 1);
  for (;;) {
    const { kind, text } = peek(reader);
    const operator = operators.find((each) => kind === 'operator' && each === text);
    if (operator === undefined) return left;
    take(reader);
    left = made(reader, { kind: 'operation', operator, left, right: operation(reader, level + 1) });
  }
};

const negation = (reader: Reader): Expression => {
  const { kind, text } = peek(reader);
  if (kind !== 'operator' || text !== '-') return primary(reader);
  take(reader);
  return made(reader, { kind: 'negation', operand: nested(reader, negation) });
};

const nested = (reader: Reader, read: (reader: Reader) => Expression): Expression => {
  if (reader.depth >= deepestNesting)
    return refuse(peek(reader).offset, 'too-deep', { most: deepestNesting });
  reader.depth += 1;
  const inner = read(reader);
  reader.depth -= 1;
  return inner;
};

const whole = (reader: Reader): Expression => nested(reader, (inner) => operation(inner, 0));

/** Reads the closing sign; `opened` is where its opening one stands. */
const close = (reader: Reader, sign: string, opened: Token, code: ExpressionFaultCode): void => {
  if (takes(reader, sign)) return;
  if (peek(reader).kind === 'end') refuse(opened.offset, code);
  unexpected(reader);
};

const primary = (reader: Reader): Expression => {
  const token = peek(reader);
  if (token.kind === 'number') return made(reader, { kind: 'number', value: Number(take(reader).text) });
  if (token.kind === 'text') return made(reader, { kind: 'text', value: take(reader).text.slice(1, -1) });
  if (takes(reader, '(')) {
    const inner = whole(reader);
    close(reader, ')', token, 'parenthesis-not-closed');
    return inner;
  }
  if (token.kind === 'name' && isNext(reader, '(', 1) && token.text !== 'current') return call(reader);
  return path(reader);
};

const parameters = (reader: Reader, opened: Token): Expression[] => {
  const read: Expression[] = [];
  if (!isNext(reader, ')')) {
    do read.push(whole(reader));
    while (takes(reader, ','));
  }
  close(reader, ')', opened, 'parenthesis-not-closed');
  return read;
};

const call = (reader: Reader): Expression => {
  const { text: name, offset } = take(reader);
  const row = functions.get(name);
  if (!row) return refuse(offset, 'unknown-function', { name });
  const read = parameters(reader, take(reader));
  const { least, most = Number.POSITIVE_INFINITY } = row;
  const count = read.length;
  if (count < least) return refuse(offset, 'too-few-parameters', { name, least, count });
  if (count > most) return refuse(offset, 'too-many-parameters', { name, most, count });
  return made(reader, { kind: 'call', name, parameters: read });
};

const predicates = (reader: Reader): Expression[] => {
  const read: Expression[] = [];
  for (let opened = peek(reader); takes(reader, '['); opened = peek(reader)) {
    read.push(whole(reader));
    close(reader, ']', opened, 'bracket-not-closed');
  }
  return read;
};

const step = (reader: Reader): PathStep => {
  if (takes(reader, '.')) return { kind: 'self' };
  if (takes(reader, '..')) return { kind: 'parent' };
  if (peek(reader).kind !== 'name') return unexpected(reader);
  return { kind: 'child', name: take(reader).text, predicates: predicates(reader) };
};

/** What a path begins with, and whether steps follow. */
const startOf = (reader: Reader): { start: PathStart; goesOn: boolean } => {
  const token = peek(reader);
  if (token.kind === 'reference') {
    take(reader);
    const start: PathStart = {
      kind: 'reference',
      name: referenceName(token),
      predicates: predicates(reader),
    };
    return { start, goesOn: takes(reader, '/') };
  }
  if (token.kind === 'name' && token.text === 'current' && isNext(reader, '(', 1)) {
    take(reader);
    close(reader, ')', take(reader), 'parenthesis-not-closed');
    return { start: { kind: 'current' }, goesOn: takes(reader, '/') };
  }
  return { start: { kind: takes(reader, '/') ? 'root' : 'here' }, goesOn: true };
};

const path = (reader: Reader): Expression => {
  const { start, goesOn } = startOf(reader);
  const steps: PathStep[] = [];
  if (goesOn) {
    do steps.push(step(reader));
    while (takes(reader, '/'));
  }
  return made(reader, { kind: 'path', start, steps });
};

/**
 * Parses an expression of XLSForm's language (https://docs.getodk.org/form-operators-functions/), or says what is wrong
 * with it and where. Names of questions are not looked up here: a document knows them.
 */
export const parseExpression = (source: string): Result<Expression, ExpressionFault> => {
  try {
    const reader: Reader = { tokens: tokensOf(source), next: 0, depth: 0, parts: 0 };
    if (peek(reader).kind === 'end') refuse(0, 'empty');
    const read = whole(reader);
    return peek(reader).kind === 'end' ? succeed(read) : unexpected(reader);
  } catch (problem) {
    if (problem instanceof Unreadable) return fail(problem.fault);
    throw problem;
  }
};
