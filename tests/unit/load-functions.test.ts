import { expect, test } from 'vitest';
import { openForm } from '#domain/questionnaire/engine/form.ts';
import { functions } from '#domain/questionnaire/expression/functions.ts';
import { callsSeldomCalled, loadFunctionsFor } from '#domain/questionnaire/expression/load-functions.ts';
import { asks, calculates, formOf } from './questionnaire-builder.ts';

// In a file of its own: what has been loaded once stays.
test('the functions that are called seldom are there with the first document that calls one', async () => {
  const core = new Set(functions.keys());
  expect(core).toContain('coalesce');
  expect(core).not.toContain('regex');

  const plain = formOf([asks('name', { constraint: "string-length(.) > 1 and 'regex' != ." })]);
  await loadFunctionsFor([plain, null]);
  expect([...functions.keys()]).toEqual([...core]);

  const constraint = "regex (., '[a-z]+')";
  const calling = formOf([asks('name', { constraint })]);
  await loadFunctionsFor([plain, calling]);
  const form = openForm(calling, { name: { value: 'Maj' } });
  expect(form.problemAt('name')).toBe('constraint-broken');

  const { seldomCalled } = await import('#domain/questionnaire/expression/functions-seldom-called.ts');
  expect(Object.keys(seldomCalled).filter((name) => core.has(name))).toEqual([]);
  expect(functions.size).toBe(core.size + Object.keys(seldomCalled).length);
});

test('a call of each of them is seen, and nothing else is taken for one', async () => {
  const { seldomCalled } = await import('#domain/questionnaire/expression/functions-seldom-called.ts');
  const names = Object.keys(seldomCalled);
  const isSeen = (calculation: string) => callsSeldomCalled(formOf([calculates('it', calculation)]));
  expect(names.filter((name) => !isSeen(`1 + ${name}(.)`))).toEqual([]);
  expect(names.filter((name) => isSeen(`my-${name}(.)`) || isSeen(name))).toEqual([]);
  expect([...functions.keys()].filter((name) => !names.includes(name) && isSeen(`${name}(.)`))).toEqual([]);
});
