import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';

/** What SECURITY.md and docs/asvs.md say of the code as a whole, read from it. */
const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
/** The source without comments: they may name what the code must not do. */
const sources = (...patterns: string[]) =>
  globSync(patterns, { cwd: root }).map((path) => ({
    path,
    text: read(path)
      .replaceAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '')
      .replaceAll(/^\s*\/\/.*$/gm, ''),
  }));
const app = sources('src/**/*.{ts,svelte,html}');
const server = sources('sync-server/**/*.ts');
const holding = (of: readonly { path: string; text: string }[], pattern: RegExp) =>
  of.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

test('there is source to read', () => {
  expect(app.length).toBeGreaterThan(300);
  expect(server.length).toBeGreaterThan(100);
  expect(holding(app, /\bhref=/).length).toBeGreaterThan(10);
});

test.each([
  ['makes code out of text', /\beval\(|new Function\(|setTimeout\(\s*['"`]/],
  ['makes markup out of text', /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write/],
  ['holds a plug-in or a frame', /(?<!\w)<(?:object|embed|applet|iframe)\b/],
  [
    'takes messages from other windows',
    /window\.addEventListener\(\s*'message'|window\.onmessage|window\.opener/,
  ],
  ['writes cookies', /document\.cookie\s*=|cookieStore\.set/],
])('nothing of the app %s', (_, pattern) => {
  expect(holding(app, pattern)).toEqual([]);
});

test('outside the vault lie flags, the language, and the random id of a follow-up that was handed over', () => {
  expect(holding(app, /(?:local|session)Storage\.setItem/).toSorted()).toEqual([
    'src/app/handed-over.ts',
    'src/app/locking.ts',
    'src/app/session.svelte.ts',
    'src/app/words/words.svelte.ts',
  ]);
  for (const path of ['src/app/locking.ts', 'src/app/session.svelte.ts'])
    expect(read(path)).toMatch(/Storage\.setItem\(\w+, ''\)/);
});

test('a passkey is never made or used without showing who she is', () => {
  const said = app.flatMap(({ text }) => text.match(/userVerification: [^,}\s]+/g) ?? []);
  // Made and used: for the lock of a tablet, and for signing in.
  expect(said.length).toBe(4);
  expect(new Set(said)).toEqual(new Set(["userVerification: 'required'"]));
  expect(holding(server, /requireUserVerification: false/)).toEqual([]);
});

test('no link of the app goes where data says: each is built from the paths of the app', () => {
  const addresses =
    /href=\{`(?!#)|href="(?!#|\/)(?!\{)|location\.(?:href|assign|replace)\s*[=(]\s*[a-z]+\.(?:answer|value|text)/;
  expect(
    holding(
      app.filter(({ path }) => path.endsWith('.svelte')),
      addresses,
    ),
  ).toEqual([]);
});

test('the server starts no process but the build of the app', () => {
  expect(holding(server, /node:child_process|node:cluster/).toSorted()).toEqual([
    'sync-server/cli/build.ts',
    'sync-server/cli/dev.ts',
  ]);
});

test('the server lets no other origin read, and believes every certificate that Node believes, and no other', () => {
  expect(holding(server, /access-control-allow/i)).toEqual([]);
  expect(holding(server, /rejectUnauthorized|NODE_TLS_REJECT|checkServerIdentity/)).toEqual([]);
});

test('chance that anything hangs on comes from the generator for keys', () => {
  // Jitter and what a questionnaire draws are no secrets.
  expect(holding(server, /Math\.random/).filter((path) => !path.startsWith('sync-server/demo/'))).toEqual([]);
  expect(holding(sources('src/device/**/*.ts'), /Math\.random/)).toEqual([]);
});

test('no hash is weaker than SHA-256, but that of a code app, as RFC 6238 has it', () => {
  expect(holding([...app, ...server], /['"`](?:md5|sha-?1)['"`]/i)).toEqual(['sync-server/identity/totp.ts']);
});

test('what is for the demo alone is loaded where it is asked for', () => {
  const staticImport = /^import .* from '[^']*\/demo\//m;
  const others = server.filter(({ path }) => !path.startsWith('sync-server/demo/'));
  expect(holding(others, staticImport)).toEqual([]);
});

test('types are strict everywhere, and equal means equal', () => {
  const options = z.object({ compilerOptions: z.object({ strict: z.literal(true) }) });
  expect(options.safeParse(JSON.parse(read('tsconfig.json').replaceAll(/^\s*\/\/.*$/gm, ''))).success).toBe(
    true,
  );
  const configs = globSync('**/tsconfig.json', { cwd: root, exclude: ['node_modules/**'] });
  expect(configs.length).toBeGreaterThan(5);
  expect(configs.filter((path) => /"strict\w*":\s*false/.test(read(path)))).toEqual([]);
  expect(read('.oxlintrc.json')).toMatch(/"eqeqeq": \["error"/);
});
