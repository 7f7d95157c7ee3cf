import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '#domain/questionnaire/expression/evaluate.ts';
import { explainFault } from '#domain/questionnaire/expression/explain-fault.ts';
import { referencesOf } from '#domain/questionnaire/expression/expression.ts';
import { deepestNesting, mostParts, parseExpression } from '#domain/questionnaire/expression/parse.ts';
import { printExpression } from '#domain/questionnaire/expression/print.ts';
import { anyExpression } from './any-expression.ts';
import { environmentOf } from './expression-environment.ts';

const parsed = (source: string) => {
  const read = parseExpression(source);
  if (!read.ok) throw new Error(`${source}: ${JSON.stringify(read.problem)}`);
  return read.value;
};

describe('is printed as it is meant', () => {
  test.each([
    ['1+2*3', '1 + 2 * 3'],
    ['(1+2)*3', '(1 + 2) * 3'],
    ['1-(2-3)', '1 - (2 - 3)'],
    ['(1-2)-3', '1 - 2 - 3'],
    ['${a}-1', '${a} - 1'],
    ['a-b', 'a-b'],
    ['${ a }="x"', "${a} = 'x'"],
    ["${a}='x' and(${b}='y' or not(${c}))", "${a} = 'x' and (${b} = 'y' or not(${c}))"],
    ['. >= 18', '. >= 18'],
    ['position(..)', 'position(..)'],
    ['../../age < 5', '../../age < 5'],
    ['/data/group/age', '/data/group/age'],
    ['${people}[age<18]/pet_count', '${people}[age < 18]/pet_count'],
    ['current()/../country', 'current()/../country'],
    ['-(1+2)', '-(1 + 2)'],
    ['- - 1', '--1'],
    ['"it\'s"', '"it\'s"'],
    ['div div div', 'div div div'],
    ['.5 + 5.', '0.5 + 5'],
    ["jr:choice-name(${q},'${q}')", "jr:choice-name(${q}, '${q}')"],
    ['1\n +\t2', '1 + 2'],
    ['å_ö = 1', 'å_ö = 1'],
  ])('%s', (source, printed) => {
    expect(printExpression(parsed(source))).toBe(printed);
  });
});

describe('is refused, with the place', () => {
  test.each<[string, string, number, Record<string, string | number>]>([
    ['', 'empty', 0, {}],
    ['   ', 'empty', 0, {}],
    ['${a} = “yes”', 'smart-quote', 7, { character: '“' }],
    ['‘yes’ = ${a}', 'smart-quote', 0, { character: '‘' }],
    ['${a} == 1', 'other-operator', 5, { written: '==', instead: '=' }],
    ['${a} <> 1', 'other-operator', 5, { written: '<>', instead: '!=' }],
    ['${a} && ${b}', 'other-operator', 5, { written: '&&', instead: 'and' }],
    ['${a} || ${b}', 'other-operator', 5, { written: '||', instead: 'or' }],
    ['${a} ≥ 1', 'other-operator', 5, { written: '≥', instead: '>=' }],
    ['${a} – 1', 'other-operator', 5, { written: '–', instead: '-' }],
    ['${name with space} = 1', 'reference-name', 0, { name: 'name with space' }],
    ['${} = 1', 'reference-empty', 0, {}],
    ['${a = 1', 'reference-not-closed', 0, {}],
    ['${last-saved#a}', 'reference-to-last-saved', 0, { name: 'last-saved#a' }],
    ["${a} = 'yes", 'text-not-closed', 7, {}],
    ['${a} = ?', 'unknown-character', 7, { character: '?' }],
    ['$a', 'unknown-character', 0, { character: '$' }],
    ['/data/a | /data/b', 'not-supported', 8, { written: '|' }],
    ['//a', 'not-supported', 0, { written: '//' }],
    ['../@a', 'not-supported', 3, { written: '@' }],
    ['parent::a', 'not-supported', 6, { written: '::' }],
    ['(1 + 2', 'parenthesis-not-closed', 0, {}],
    ['sum(${a}', 'parenthesis-not-closed', 3, {}],
    ['${a}[b = 1', 'bracket-not-closed', 4, {}],
    ['1 +', 'unexpected-end', 3, {}],
    ['1 2', 'unexpected', 2, { written: '2' }],
    ['= 1', 'unexpected', 0, { written: '=' }],
    ['(1 + 2))', 'unexpected', 7, { written: ')' }],
    ['${a} and', 'unexpected-end', 8, {}],
    ['if(1, 2', 'parenthesis-not-closed', 2, {}],
    ['if(1 2)', 'unexpected', 5, { written: '2' }],
    ['/', 'unexpected-end', 1, {}],
    ['(1)[1]', 'unexpected', 3, { written: '[' }],
    ['IF(1, 2, 3)', 'unknown-function', 0, { name: 'IF' }],
    ["pulldata('a', 'b')", 'function-not-supported', 0, { name: 'pulldata' }],
    ['if(1, 2)', 'too-few-parameters', 0, { name: 'if', least: 3, count: 2 }],
    ['1 + not(1, 2)', 'too-many-parameters', 4, { name: 'not', most: 1, count: 2 }],
    [`${'('.repeat(deepestNesting)}1`, 'too-deep', deepestNesting, { most: deepestNesting }],
    [`${'-'.repeat(deepestNesting + 1)}1`, 'too-deep', deepestNesting, { most: deepestNesting }],
  ])('%s', (source, code, offset, parts) => {
    const read = parseExpression(source);
    expect(read.ok || explainFault(source, read.problem)).toEqual({ code, offset, parts });
  });

  test('where it is too long', () => {
    expect(parseExpression('1'.repeat(20_000))).toMatchObject({ ok: false, problem: { code: 'too-long' } });
    const chain = Array.from({ length: mostParts }, () => '1').join(' or ');
    expect(parseExpression(chain)).toMatchObject({ ok: false, problem: { code: 'too-long' } });
  });
});

test('a long chain is neither refused nor too deep to evaluate', () => {
  const chain = Array.from({ length: mostParts / 4 }, () => "${a} = 'x'").join(' or ');
  expect(evaluate(parsed(chain), environmentOf({ a: 'y' }))).toBe(false);
});

test('names what it refers to, once each', () => {
  expect(referencesOf(parsed('${a} + sum(${rows}[x = ${b}]/c) + ${a}'))).toEqual(['a', 'rows', 'b']);
});

test('parse ∘ print = identity', () => {
  fc.assert(
    fc.property(anyExpression, (tree) => {
      expect(parseExpression(printExpression(tree))).toEqual({ ok: true, value: tree });
    }),
    { numRuns: 500 },
  );
});

test('whatever is written, parsing it ends with a tree or a fault within it', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '${a}',
    '${',
    "'",
    '1',
    'and',
    'if',
    ',',
    '/',
    '..',
    '-',
    '=',
    '“',
  );
  const written = fc.oneof(
    fc.string(),
    fc.array(pieces).map((each) => each.join(' ')),
  );
  fc.assert(
    fc.property(written, (source) => {
      const read = parseExpression(source);
      expect(read.ok || (read.problem.offset >= 0 && read.problem.offset <= source.length)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('evaluating is total and deterministic', () => {
  const anyValue = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom('', '2026-11-22', 'a b'));
  const anyAnswers = fc.dictionary(fc.constantFrom('a', 'b', 'rows'), fc.oneof(anyValue, fc.array(anyValue)));
  fc.assert(
    fc.property(anyExpression, anyAnswers, (tree, answers) => {
      const value = evaluate(tree, environmentOf(answers));
      expect(['string', 'number', 'boolean']).toContain(typeof value);
      expect(evaluate(tree, environmentOf(answers))).toEqual(value);
    }),
    { numRuns: 1000 },
  );
});
