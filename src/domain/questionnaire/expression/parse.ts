import { fail, succeed, type Result } from '../../result.ts';
import {
  operatorLevels,
  type Expression,
  type Operator,
  type PathStart,
  type PathStep,
} from './expression.ts';
import { faultAt, type ExpressionFault, type ExpressionFaultCode } from './fault.ts';
import { functions, functionsElsewhere } from './functions.ts';
import { referenceName, tokensOf, type Token } from './tokens.ts';

/** Deepest nesting of parentheses, calls and predicates, so that no expression can exhaust the stack. */
export const deepestNesting = 100;
/** Most parts of an expression; a chain of `or` nests to the left as deep as it is long. */
export const mostParts = 2_000;

type Parsed<Part = Expression> = Result<Part, ExpressionFault>;

/** Reads tokens from left to right; each function returns what it read, or the first fault. */
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

const unexpected = (reader: Reader): { ok: false; problem: ExpressionFault } => {
  const token = peek(reader);
  return token.kind === 'end'
    ? fail(faultAt(token.offset, 'unexpected-end'))
    : fail(faultAt(token.offset, 'unexpected', { written: token.text }));
};

/** Counts the part, and refuses where there are too many or they lie too deep. */
const made = <Part extends Expression>(reader: Reader, part: Part): Parsed<Part> => {
  reader.parts += 1;
  return reader.parts > mostParts
    ? fail(faultAt(peek(reader).offset, 'too-long', { most: mostParts }))
    : succeed(part);
};

const operation = (reader: Reader, level: number): Parsed => {
  const operators: readonly string[] | undefined = operatorLevels[level];
  if (operators === undefined) return negation(reader);
  let left = operation(reader, level + 1);
  while (left.ok && peek(reader).kind === 'operator' && operators.includes(peek(reader).text)) {
    const written = take(reader).text;
    const operator = allOperators.find((each) => each === written);
    const right = operation(reader, level + 1);
    if (!right.ok) return right;
    if (operator === undefined) return unexpected(reader);
    left = made(reader, { kind: 'operation', operator, left: left.value, right: right.value });
  }
  return left;
};
const allOperators: readonly Operator[] = operatorLevels.flat();

const negation = (reader: Reader): Parsed => {
  if (peek(reader).kind !== 'operator' || peek(reader).text !== '-') return primary(reader);
  take(reader);
  const operand = nested(reader, negation);
  return operand.ok ? made(reader, { kind: 'negation', operand: operand.value }) : operand;
};

const nested = (reader: Reader, read: (reader: Reader) => Parsed): Parsed => {
  if (reader.depth >= deepestNesting)
    return fail(faultAt(peek(reader).offset, 'too-deep', { most: deepestNesting }));
  reader.depth += 1;
  const inner = read(reader);
  reader.depth -= 1;
  return inner;
};

const whole = (reader: Reader): Parsed => nested(reader, (inner) => operation(inner, 0));

/** Reads the closing sign; `opened` is where its opening one stands. */
const close = (
  reader: Reader,
  sign: string,
  opened: Token,
  code: ExpressionFaultCode,
): ExpressionFault | undefined => {
  if (isNext(reader, sign)) {
    take(reader);
    return undefined;
  }
  const token = peek(reader);
  return token.kind === 'end'
    ? faultAt(opened.offset, code)
    : faultAt(token.offset, 'unexpected', { written: token.text });
};

const primary = (reader: Reader): Parsed => {
  const token = peek(reader);
  if (token.kind === 'number') return made(reader, { kind: 'number', value: Number(take(reader).text) });
  if (token.kind === 'text') return made(reader, { kind: 'text', value: take(reader).text.slice(1, -1) });
  if (isNext(reader, '(')) {
    take(reader);
    const inner = whole(reader);
    const fault = inner.ok ? close(reader, ')', token, 'parenthesis-not-closed') : undefined;
    return fault ? fail(fault) : inner;
  }
  if (token.kind === 'name' && isNext(reader, '(', 1) && token.text !== 'current') return call(reader);
  return path(reader);
};

const parameters = (reader: Reader, opened: Token): Parsed<Expression[]> => {
  const read: Expression[] = [];
  if (!isNext(reader, ')')) {
    for (;;) {
      const each = whole(reader);
      if (!each.ok) return each;
      read.push(each.value);
      if (!isNext(reader, ',')) break;
      take(reader);
    }
  }
  const fault = close(reader, ')', opened, 'parenthesis-not-closed');
  return fault ? fail(fault) : succeed(read);
};

const call = (reader: Reader): Parsed => {
  const { text: name, offset } = take(reader);
  const row = functions.get(name);
  if (!row) {
    const isElsewhere = functionsElsewhere.has(name);
    return fail(faultAt(offset, isElsewhere ? 'function-not-supported' : 'unknown-function', { name }));
  }
  const read = parameters(reader, take(reader));
  if (!read.ok) return read;
  const { least, most = Number.POSITIVE_INFINITY } = row;
  const count = read.value.length;
  if (count < least) return fail(faultAt(offset, 'too-few-parameters', { name, least, count }));
  if (count > most) return fail(faultAt(offset, 'too-many-parameters', { name, most, count }));
  return made(reader, { kind: 'call', name, parameters: read.value });
};

const predicates = (reader: Reader): Parsed<Expression[]> => {
  const read: Expression[] = [];
  while (isNext(reader, '[')) {
    const opened = take(reader);
    const inner = whole(reader);
    if (!inner.ok) return inner;
    const fault = close(reader, ']', opened, 'bracket-not-closed');
    if (fault) return fail(fault);
    read.push(inner.value);
  }
  return succeed(read);
};

const step = (reader: Reader): Parsed<PathStep> => {
  const token = peek(reader);
  if (isNext(reader, '.') || isNext(reader, '..')) {
    take(reader);
    return succeed({ kind: token.text === '.' ? 'self' : 'parent' });
  }
  if (token.kind !== 'name') return unexpected(reader);
  const { text: name } = take(reader);
  const read = predicates(reader);
  return read.ok ? succeed({ kind: 'child', name, predicates: read.value }) : read;
};

const path = (reader: Reader): Parsed => {
  const token = peek(reader);
  let start: PathStart = { kind: 'here' };
  const steps: PathStep[] = [];
  let goesOn = true;
  if (token.kind === 'reference') {
    take(reader);
    const read = predicates(reader);
    if (!read.ok) return read;
    start = { kind: 'reference', name: referenceName(token), predicates: read.value };
    goesOn = isNext(reader, '/');
  } else if (token.kind === 'name' && token.text === 'current' && isNext(reader, '(', 1)) {
    const opened = take(reader) && take(reader);
    const fault = close(reader, ')', opened, 'parenthesis-not-closed');
    if (fault) return fail(fault);
    start = { kind: 'current' };
    goesOn = isNext(reader, '/');
  } else if (isNext(reader, '/')) {
    start = { kind: 'root' };
  }
  if (start.kind !== 'here' && goesOn) take(reader);
  while (goesOn) {
    const read = step(reader);
    if (!read.ok) return read;
    steps.push(read.value);
    goesOn = isNext(reader, '/');
    if (goesOn) take(reader);
  }
  return made(reader, { kind: 'path', start, steps });
};

/**
 * Parses an expression of XLSForm's language (https://docs.getodk.org/form-operators-functions/), or says what is wrong
 * with it and where. Names of questions are not looked up here: a document knows them.
 */
export const parseExpression = (source: string): Result<Expression, ExpressionFault> => {
  const tokens = tokensOf(source);
  if (!tokens.ok) return tokens;
  const reader: Reader = { tokens: tokens.value, next: 0, depth: 0, parts: 0 };
  if (peek(reader).kind === 'end') return fail(faultAt(0, 'empty'));
  const read = whole(reader);
  if (!read.ok) return read;
  return peek(reader).kind === 'end' ? read : unexpected(reader);
};
