import { describe, expect, test } from 'vitest';
import '#domain/questionnaire/expression/all-functions.ts';
import { evaluate } from '#domain/questionnaire/expression/evaluate.ts';
import type { Value } from '#domain/questionnaire/expression/expression.ts';
import { functions } from '#domain/questionnaire/expression/functions.ts';
import { parseExpression } from '#domain/questionnaire/expression/parse.ts';
import { environmentOf } from './expression-environment.ts';

const answers = {
  empty: '',
  five: 5,
  fiveText: '5.0',
  word: 'word',
  yes: 'yes',
  several: 'a b c',
  day: '2026-03-29',
  moment: '2026-03-29T12:30',
  true: true,
  false: false,
  ages: [10, '', '7', 'old', 12.5],
  none: [],
  names: ['Ann', '', 'Bo'],
  '.': 'own',
};
const valueOf = (source: string): Value => {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.problem.code} at ${parsed.problem.offset}`);
  return evaluate(parsed.value, environmentOf(answers));
};
const cases = (rows: readonly (readonly [string, Value])[]) =>
  test.each(rows)('%s is %j', (source, value) => expect(valueOf(source)).toEqual(value));

const nan = Number.NaN;

describe('arithmetic: empty and words are not numbers, a text of digits is', () => {
  cases([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['7 div 2', 3.5],
    ['7 mod 4', 3],
    ['-7 mod 4', -3],
    ['1.5 mod 0.5', 0],
    ['5 div 0', Infinity],
    ['-5 div 0', -Infinity],
    ['0 div 0', nan],
    ['--2', 2],
    ['-${five}', -5],
    ['${five} + 1', 6],
    ['${fiveText} + 1', 6],
    ["'1,5' + 1", 2.5],
    ['${empty} + 1', nan],
    ['${empty} * 0', nan],
    ["'word' - 1", nan],
    ['-${empty}', nan],
    ['true() + 1', 2],
    ['${missing} + 1', nan],
    ["'1e3' + 0", nan],
    ["'0x10' + 0", nan],
    ["'' div ''", nan],
    ['${day} + 1', 20542],
    ['${moment} - ${day}', 0],
    ["'2026-02-30' + 0", nan],
  ]);
});

describe('equality', () => {
  cases([
    ['5.0 = 5', true],
    ['${fiveText} = 5', true],
    ['${fiveText} = ${five}', true],
    ["${fiveText} = '5'", false],
    ["${empty} = ''", true],
    ['${empty} = ${empty}', true],
    ['${empty} = 0', false],
    ['${empty} != 0', true],
    ["${empty} != ''", false],
    ['0.1 + 0.2 = 0.3', true],
    ["'a' = 'A'", false],
    ["'a' != 'b'", true],
    ['number(${empty}) = number(${empty})', false],
    ['number(${empty}) != number(${empty})', true],
    ["true() = 'false'", true],
    ["true() = ''", false],
    ['true() = 1', true],
    ['false() = ${empty}', true],
    ['1 div 0 = 2 div 0', true],
    ['${day} = 20541', true],
  ]);
});

describe('order: numbers alone', () => {
  cases([
    ['5 > 4', true],
    ['5 >= 5', true],
    ['5 < 5', false],
    ['4 <= 5', true],
    ["'10' > '9'", true],
    ["'b' > 'a'", false],
    ["'a' <= 'a'", false],
    ['${empty} < 1', false],
    ['${empty} >= 0', false],
    ['${empty} <= ${empty}', false],
    ['true() > false()', true],
    ["${day} < '2026-03-30'", true],
    ['${day} >= ${moment}', true],
    ["today() > '2026-11-22'", true],
  ]);
});

describe('and, or: booleans', () => {
  cases([
    ['1 and 2', true],
    ["'' or 'a'", true],
    ['${empty} and 1', false],
    ['0 or ${empty}', false],
    ['true() and false() or true()', true],
    ['true() or false() and false()', true],
    ["'false' and 'no'", true],
    ['number(${empty}) or 0', false],
  ]);
});

describe('choosing', () => {
  cases([
    ["if(${five} > 3, 'big', 'small')", 'big'],
    ["if(${empty}, 'a', 'b')", 'b'],
    ["if('false', 'a', 'b')", 'a'],
    ["if(0, 'a', 'b')", 'b'],
    ['if(${empty} = 0, 1, 2)', 2],
    ['coalesce(${empty}, 7)', 7],
    ['coalesce(${five}, 7)', 5],
    ['coalesce(number(${empty}), 7)', 7],
    ['coalesce(0, 7)', 0],
    ['coalesce(${empty}, ${empty})', ''],
    ["once('new')", 'own'],
    ['not(${empty})', true],
    ["not('false')", false],
    ['not(0)', true],
    ['boolean(${word})', true],
    ['boolean(${empty})', false],
    ["boolean('0')", true],
    ['boolean(0.0)', false],
    ["boolean-from-string('TRUE')", true],
    ["boolean-from-string('1')", true],
    ["boolean-from-string('yes')", false],
    ['boolean-from-string(${empty})', false],
    ['true()', true],
    ['false()', false],
  ]);
});

describe('numbers', () => {
  cases([
    ["number('12')", 12],
    ["number(' 12 ')", 12],
    ["number('-.5')", -0.5],
    ["number('5.')", 5],
    ["number('1e3')", nan],
    ["number('0x1F')", nan],
    ["number('1 000')", nan],
    ["number('Infinity')", nan],
    ['number(${empty})', nan],
    ['number(true())', 1],
    ['number(${day})', 20541],
    ['int(3.9)', 3],
    ['int(-3.9)', -3],
    ["int('7.5')", 7],
    ['int(${empty})', nan],
    ['round(2.5)', 3],
    ['round(-2.5)', -2],
    ['round(1.005, 2)', 1.01],
    ['round(33.33, -1)', 30],
    ['round(1.5, 31)', nan],
    ['round(${empty}, 2)', nan],
    ['round(2.567, ${empty})', nan],
    ['round(0.0000001, 7)', 0.0000001],
    ['abs(-3)', 3],
    ['abs(${word})', nan],
    ['pow(2, 10)', 1024],
    ['pow(${empty}, 2)', nan],
    ['sqrt(9)', 3],
    ['sqrt(-1)', nan],
    ['exp(0)', 1],
    ['exp10(3)', 1000],
    ['log(1)', 0],
    ['log10(1000)', 3],
    ['sin(0)', 0],
    ['cos(0)', 1],
    ['tan(0)', 0],
    ['asin(2)', nan],
    ['acos(1)', 0],
    ['atan(0)', 0],
    ['atan2(0, 1)', 0],
    ['pi() > 3.14', true],
    ['random()', 0.25],
  ]);
});

describe('rows', () => {
  cases([
    ['sum(${ages})', 29.5],
    ['sum(${none})', 0],
    ['sum(${empty})', 0],
    ['sum(5)', 5],
    ['min(${ages})', 7],
    ['max(${ages})', 12.5],
    ['min(${none})', nan],
    ['max(${empty})', nan],
    ["min(4, '2', ${five})", 2],
    ['max(-4, -2)', -2],
    ['max(${ages}, 100)', 100],
    ['count(${ages})', 5],
    ['count(${none})', 0],
    ['count(5)', 0],
    ['count-non-empty(${ages})', 4],
    ['count-non-empty(${none})', 0],
    ['position(..)', 0],
    ['position(${ages})', 1],
    ['position()', 3],
    ['indexed-repeat(${ages}, ${rows}, 3)', '7'],
    ['indexed-repeat(${ages}, ${rows}, 0)', 10],
    ['indexed-repeat(${ages}, ${rows}, 9)', ''],
    ['indexed-repeat(${ages}, ${rows}, ${empty})', ''],
    ['${ages} + 1', 11],
  ]);
});

describe('texts', () => {
  cases([
    ['string(5.0)', '5'],
    ['string(0.5)', '0.5'],
    ['string(1 div 3)', '0.3333333333333333'],
    ['string(10000000000 * 1000000000000)', '10000000000000000000000'],
    ['string(1 div 1000000000)', '0.000000001'],
    ['string(-0.0)', '0'],
    ['string(true())', 'true'],
    ['string(1 div 0)', 'Infinity'],
    ['string(number(${empty}))', 'NaN'],
    ['string(${empty})', ''],
    ['string-length(${word})', 4],
    ['string-length(${empty})', 0],
    ['string-length(5.0)', 1],
    ['string-length()', 3],
    ["normalize-space('  a   b ')", 'a b'],
    ['normalize-space()', 'own'],
    ["concat('a', 5, true(), ${empty})", 'a5true'],
    ['concat(${names})', 'AnnBo'],
    ["concat('(', ${names}, ')')", '(AnnBo)'],
    ["join(', ', ${names})", 'Ann, , Bo'],
    ["join('-', 'a', ${five}, 'c')", 'a-5-c'],
    ["join('-')", ''],
    ["join('-', ${none})", ''],
    ["contains(${word}, 'or')", true],
    ["contains(${word}, '')", true],
    ["contains(${empty}, 'a')", false],
    ["contains('125', 2)", true],
    ["starts-with(${word}, 'wo')", true],
    ["starts-with(${empty}, 'wo')", false],
    ["ends-with(${word}, 'rd')", true],
    ["ends-with(${word}, 'wo')", false],
    ['substr(${word}, 1)', 'ord'],
    ['substr(${word}, 1, 3)', 'or'],
    ['substr(${word}, -2)', 'rd'],
    ['substr(${word}, 0, -1)', 'wor'],
    ['substr(${word}, 3, 1)', ''],
    ['substr(${word}, 9)', ''],
    ['substr(${empty}, 0, 3)', ''],
    ["substr(${word}, 'x')", 'word'],
    ["substring-before('a@b', '@')", 'a'],
    ["substring-before('ab', '@')", ''],
    ["substring-after('a@b', '@')", 'b'],
    ["substring-after('ab', '@')", ''],
    ["translate('bar', 'abc', 'AB')", 'BAr'],
    ["translate('-a-', '-', '')", 'a'],
    ["regex('abc', '[a-c]+')", true],
    ["regex('abcd', '[a-c]+')", false],
    ["regex(${empty}, '[a-c]*')", true],
    ["regex(${five}, '\\d')", true],
    ["regex('a', '(')", false],
    ['uuid()', 'an-id'],
    ['uuid(4)', '9999'],
    ['uuid(${empty})', ''],
  ]);
});

describe('choices', () => {
  cases([
    ["selected(${several}, 'b')", true],
    ["selected(${several}, 'd')", false],
    ["selected(${several}, ' b ')", true],
    ["selected(${empty}, 'a')", false],
    ["selected(${empty}, '')", true],
    ["selected(${several}, '')", false],
    ["selected('1 2', 2)", true],
    ['selected-at(${several}, 1)', 'b'],
    ['selected-at(${several}, 3)', ''],
    ['selected-at(${several}, -1)', ''],
    ["selected-at(${several}, 'x')", ''],
    ['selected-at(${empty}, 0)', ''],
    ['count-selected(${several})', 3],
    ['count-selected(${empty})', 0],
    ['count-selected(${five})', 1],
    ["jr:choice-name(${yes}, '${question}')", 'yes of question'],
    ["jr:choice-name('a', ' ${ question } ')", 'a of question'],
    ["jr:choice-name('a', '/data/group/question')", 'a of question'],
    ["jr:choice-name(${empty}, '${question}')", ''],
  ]);
});

describe('dates: days in Stockholm, whatever the clock of the machine says', () => {
  cases([
    ['today()', '2026-11-23'],
    ['now()', '2026-11-23T00:30:05.120+01:00'],
    ["date('')", ''],
    ['date(${empty} + 1)', ''],
    ["date('2026-3-1')", '2026-03-01'],
    ["date('2026-02-29')", ''],
    ["date('soon')", ''],
    ['date(0)', '1970-01-01'],
    ['date(-1.5)', '1969-12-31'],
    ['date(20541.9)', '2026-03-29'],
    ['date(1 div 0)', ''],
    ['date(${moment})', '2026-03-29'],
    ["date('2026-03-28T23:30:00Z')", '2026-03-29'],
    ['date(decimal-date-time(${day}))', '2026-03-29'],
    ['date(today() + 7)', '2026-11-30'],
    ["date-time('2026-03-29')", '2026-03-29T00:00:00.000'],
    ['date-time(${moment})', '2026-03-29T12:30'],
    ['date-time(0.5)', '1970-01-01T13:00:00.000+01:00'],
    ["date-time('soon')", ''],
    ['decimal-date-time(${day})', 20541],
    ["decimal-date-time('1970-01-02T12:00:00Z')", 1.5],
    ["decimal-date-time('1970-01-02T13:00')", 1.5],
    ['decimal-date-time(${empty})', nan],
    ['decimal-date-time(2.5)', 2.5],
    ["decimal-time('18:00')", 0.75],
    ["decimal-time('18:00:00.000+01:00')", 0.75],
    ["decimal-time('25:00')", nan],
    ['decimal-time(${moment})', 12.5 / 24],
    ['decimal-time(${empty})', nan],
    ['decimal-time(2.25)', 0.25],
    ["format-date(${day}, '%Y %y %m %n %d %e %b %a')", '2026 26 03 3 29 29 mars sön'],
    ["format-date(${empty}, '%Y')", ''],
    ["format-date('soon', '%Y')", ''],
    ["format-date(20541, '%d/%m')", '29/03'],
    ["format-date(${day}, '100%%, %Q')", '100%, %Q'],
    ["format-date-time(${moment}, '%H %h %M %S %3')", '12 12 30 00 000'],
    ["format-date-time('2026-06-01T00:05:09.5Z', '%e %h:%M:%S.%3')", '1 2:05:09.500'],
  ]);
});

/** What a function gives where every operand is empty, and where every one is a word. */
const oddOperands: Readonly<Record<string, readonly [whereEmpty: Value, whereWords: Value]>> = {
  string: ['', 'word'],
  'string-length': [0, 4],
  'normalize-space': ['', 'word'],
  concat: ['', 'word'],
  join: ['', ''],
  contains: [true, true],
  'starts-with': [true, true],
  'ends-with': [true, true],
  regex: [true, true],
  substr: ['', 'word'],
  'substring-before': ['', ''],
  'substring-after': ['', ''],
  translate: ['', 'word'],
  selected: [true, true],
  'selected-at': ['', ''],
  'count-selected': [0, 1],
  'jr:choice-name': ['', 'word of word'],
  uuid: ['', ''],
  if: ['', 'word'],
  coalesce: ['', 'word'],
  once: ['own', 'own'],
  boolean: [false, true],
  'boolean-from-string': [false, false],
  not: [true, false],
  number: [nan, nan],
  int: [nan, nan],
  round: [nan, nan],
  sum: [0, 0],
  min: [nan, nan],
  max: [nan, nan],
  abs: [nan, nan],
  pow: [nan, nan],
  sqrt: [nan, nan],
  exp: [nan, nan],
  exp10: [nan, nan],
  log: [nan, nan],
  log10: [nan, nan],
  sin: [nan, nan],
  cos: [nan, nan],
  tan: [nan, nan],
  asin: [nan, nan],
  acos: [nan, nan],
  atan: [nan, nan],
  atan2: [nan, nan],
  date: ['', ''],
  'date-time': ['', ''],
  'format-date': ['', ''],
  'format-date-time': ['', ''],
  'decimal-date-time': [nan, nan],
  'decimal-time': [nan, nan],
  // A reference is a node, empty or not; a word is none.
  count: [1, 0],
  'count-non-empty': [0, 0],
  position: [1, 0],
  'indexed-repeat': ['', ''],
};

describe('operands that are empty, and words where there should be numbers, days or rows', () => {
  const callOf = (name: string, operand: string): string => {
    const count = Math.max(1, functions.get(name)?.least ?? 0);
    return `${name}(${Array.from({ length: count }, () => operand).join(', ')})`;
  };

  test.each(Object.entries(oddOperands))('%s', (name, [whereEmpty, whereWords]) => {
    expect(valueOf(callOf(name, '${empty}'))).toEqual(whereEmpty);
    expect(valueOf(callOf(name, "'word'"))).toEqual(whereWords);
  });

  test('every function that takes an operand is in the table', () => {
    const taking = [...functions].filter(([, { most }]) => most !== 0).map(([name]) => name);
    expect(Object.keys(oddOperands).toSorted()).toEqual(taking.toSorted());
  });
});

test('every function of the table is tried above', async () => {
  const { readFile } = await import('node:fs/promises');
  const written = await readFile(import.meta.filename, 'utf8');
  const isTried = (name: string) => new RegExp(`(?<![\\w:-])${name}\\(`).test(written);
  expect([...functions.keys()].filter((name) => !isTried(name))).toEqual([]);
});
