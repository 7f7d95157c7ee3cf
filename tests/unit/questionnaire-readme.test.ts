import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluate } from '#domain/questionnaire/expression/evaluate.ts';
import { parseExpression } from '#domain/questionnaire/expression/parse.ts';
import { environmentOf } from './expression-environment.ts';

const readme = readFileSync(join(import.meta.dirname, '../../src/domain/questionnaire/README.md'), 'utf8');
const examples = [...readme.matchAll(/^\|[^|]*\| `([^|]+)` \| `?`?([^|`]*)`?`? \|$/gm)].map(
  ([, expression = '', value = '']) => [expression, value.trim()] as const,
);
const environment = environmentOf({
  empty: '',
  five: 5,
  fiveText: '5.0',
  ages: [10, '', '7', 'old', 12.5],
  '.': 'own',
});

test('the README has its examples', () => {
  expect(examples).toHaveLength(20);
});

test.each(examples)('%s is %s, as the README says', (source, value) => {
  const parsed = parseExpression(source);
  expect(parsed.ok && String(evaluate(parsed.value, environment))).toBe(value);
});
