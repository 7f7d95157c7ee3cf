import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { toClassic } from '#server/cli/classic-start.ts';

/** Runs the scripts as a page would, one after the other; gives what the first leaves for the others. */
const run = (...scripts: string[]): Record<string, unknown> => {
  const page: Record<string, unknown> = {
    document: { currentScript: { src: 'https://example.org/assets/start.js' } },
    URL,
  };
  const context = createContext(page);
  for (const script of scripts) runInContext(script, context);
  const shared = page['foljsamShared'];
  if (typeof shared !== 'object' || shared === null) throw new Error('Nothing is shared');
  return { ...shared };
};

test('a first script leaves under their names what others import of it', () => {
  const { script, shim } = toClassic('const a=1;function b(){return a+1}export{a as x,b as y};');
  const { x, y } = run(script);
  expect(x).toBe(1);
  expect(typeof y).toBe('function');
  expect(shim).toBe('const{x:_x,y:_y}=globalThis.foljsamShared;export{_x as x,_y as y};\n');
});

test('what is set once the app runs is given on as it then is', () => {
  const { script } = toClassic('let a;function set(){a=2}export{a,set};');
  expect(run(script, 'foljsamShared.set()')).toMatchObject({ a: 2 });
});

test('it knows where it was fetched from, as a module does', () => {
  const { script } = toClassic('const at=new URL("b.js",import.meta.url).href;export{at};');
  expect(run(script)).toEqual({ at: 'https://example.org/assets/b.js' });
});

test.each([
  ['imports another', 'import{a}from"./a.js";a();'],
  ['has a default export', 'export default 1;'],
  ['gives on what it imports', 'export*from"./a.js";'],
])('one that %s cannot be made a classic script', (_why, code) => {
  expect(() => toClassic(code)).toThrow();
});
