import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** The tag that Vite writes for the app's first module. */
const firstModule = /<script type="module" crossorigin src="\/(assets\/[\w-]+)-[\w-]{8}\.js"><\/script>/;

/** Where the first script leaves for the others what they import of it. */
const sharedName = 'foljsamShared';

interface Parted {
  /** The code without its exports. */
  readonly body: string;
  /** Name outside to name inside. */
  readonly exports: ReadonlyMap<string, string>;
}

/** Parts a bundled module from the list of exports at its end. */
const partExports = (code: string): Parted => {
  const list = /export\{([^}]*)\};?\s*$/.exec(code);
  const names = (list?.[1] ?? '').split(',').filter((each) => each !== '');
  const exports = names.map((each): [string, string] => {
    const [inside = '', outside = inside] = each.trim().split(/\s+as\s+/);
    return [outside, inside];
  });
  return { body: code.slice(0, list?.index), exports: new Map(exports) };
};

const compile = (script: string): Script => new Script(script);

/** A module as a classic script that leaves its exports on the global, and a module that gives them from there. */
export const toClassic = (code: string): { readonly script: string; readonly shim: string } => {
  const { body, exports } = partExports(code);
  const given = [...exports].map(([outside, inside]) => `get ${outside}(){return ${inside}}`).join();
  const taken = [...exports.keys()].map((outside) => `${outside}:_${outside}`).join();
  const again = [...exports.keys()].map((outside) => `_${outside} as ${outside}`).join();
  // What a module knows of itself is where it was fetched from.
  const script = `(()=>{"use strict";const importMeta={url:document.currentScript.src};${body.replaceAll('import.meta', 'importMeta')}\nglobalThis.${sharedName}={${given}}})();\n`;
  // Whatever only a module may say (an import, another export, an await outside of functions) is an error here.
  compile(script);
  return {
    script,
    shim: `const{${taken}}=globalThis.${sharedName};export{${again}};\n`,
  };
};

/**
 * Makes the app's first script a classic one. Browsers compile a classic script when the service worker stores it and
 * keep what they compiled, whole; a module out of that cache they compile anew at every start, which takes a slow
 * tablet a quarter of a second (measured with Chromium 156). The pages loaded later stay modules: where they import the
 * first one, they get what it has left on the global, as it is when the first of them is loaded: Svelte sets some of it
 * when the app is mounted. What changes later must all be within the first script, as the inner state of Svelte is.
 */
export const makeStartClassic = async (dist: string): Promise<void> => {
  const page = join(dist, 'index.html');
  const html = await readFile(page, 'utf8');
  const tag = firstModule.exec(html);
  const src = tag && /assets\/[^"]+/.exec(tag[0])?.[0];
  if (!tag || !src) throw new Error('index.html does not begin with one module');
  const classic = html.replace(tag[0], '');
  if (classic.includes('type="module"')) throw new Error('index.html begins with more than one module');
  const { script, shim } = toClassic(await readFile(join(dist, src), 'utf8'));
  const hash = createHash('sha256').update(script).digest('base64url').slice(0, 8);
  const name = `assets/start-${hash}.js`;
  await writeFile(join(dist, name), script);
  await writeFile(join(dist, src), shim);
  await writeFile(page, html.replace(tag[0], `<script defer src="/${name}"></script>`));
};
