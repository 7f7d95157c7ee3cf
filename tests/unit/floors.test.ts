import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';

const projectFolder = join(import.meta.dirname, '..', '..');
const cruiser = join(projectFolder, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const output = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Builds a house of these files under the real rules; returns `file: rule` for each rule that a file breaks. */
function brokenRules(files: Record<string, string>): string[] {
  const house = mkdtempSync(join(tmpdir(), 'foljsam-floors-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json', 'vite.config.ts']) {
      copyFileSync(join(projectFolder, name), join(house, name));
    }
    symlinkSync(join(projectFolder, 'node_modules'), join(house, 'node_modules'), 'dir');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    const cruise = spawnSync(process.execPath, [cruiser, '--output-type', 'json', 'src', 'sync-server'], {
      cwd: house,
      encoding: 'utf8',
    });
    if (cruise.stdout === '') throw new Error(cruise.stderr);
    const { summary } = output.parse(JSON.parse(cruise.stdout));
    return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
  } finally {
    rmSync(house, { recursive: true });
  }
}

const importing = (what: string, from: string) =>
  `import ${what} from '${from}';\nexport const used = ${what};\n`;
const importingType = (from: string) => `import type { Shape } from '${from}';\nexport type Used = Shape;\n`;
const component = (from: string) =>
  `<script lang="ts">\n  import value from '${from}';\n</script>\n\n{value}\n`;
const value = 'export default 1;\n';
const shape = 'export interface Shape { readonly size: number }\n';

test('arrows that run down are let through', () => {
  const files = {
    'src/domain/value.ts': `import * as z from 'zod/mini';\nexport default z.string();\n`,
    'src/device/shape.ts': shape,
    'src/device/vault/shape.ts': shape,
    'src/device/vault/keys.ts': value,
    'src/device/seal.ts': importing('value', './vault/keys.ts'),
    'src/device/store.ts': `import Dexie from 'dexie';\nexport type { Shape } from './vault/shape.ts';\nexport default Dexie;\n`,
    'src/service-worker/send.ts': importing('value', '#device/store.ts'),
    'src/worker/worker.ts':
      importing('store', '#device/store.ts') + `export * from '#device/vault/keys.ts';\n`,
    'src/app/session.svelte.ts': importingType('#device/shape.ts'),
    'src/ui/Page.svelte': `<script lang="ts">\n  import value from '#domain/value.ts';\n</script>\n\n{value}\n`,
    'sync-server/main.ts':
      importing('value', '#domain/value.ts') + `import { hash } from 'node:crypto';\nhash;\n`,
  };
  expect(brokenRules(files)).toEqual([]);
});

test('each arrow that runs up, and each package out of its place, is caught', () => {
  const foundation = {
    'src/domain/value.ts': value,
    'src/device/value.ts': value,
    'src/device/shape.ts': shape,
  };
  const offenders: readonly (readonly [path: string, rule: string, text: string])[] = [
    ['src/domain/upward.ts', 'src/domain: floors', importing('value', '#device/value.ts')],
    ['src/domain/upward-type.ts', 'src/domain: floors', importingType('../device/shape.ts')],
    ['src/domain/node.ts', 'src/domain: no Node', importing('crypto', 'node:crypto')],
    ['src/domain/package.ts', 'src/domain: packages', importing('comlink', 'comlink')],
    ['src/app/device.svelte.ts', 'src/app: types only', importing('value', '#device/value.ts')],
    ['src/ui/Device.svelte', 'src/ui: types only', component('#device/value.ts')],
    ['src/ui/Database.svelte', 'src/ui: packages', component('dexie')],
    [
      'src/service-worker/keys.ts',
      'the vault opens in the worker',
      importing('value', '#device/vault/value.ts'),
    ],
    ['src/device/queue.ts', 'the vault opens in the worker', importing('value', './vault/value.ts')],
    [
      'src/service-worker/seals.ts',
      'the service worker makes no seals',
      importing('value', '#sync/sends.ts'),
    ],
    ['sync-server/device.ts', 'sync-server: floors', importing('value', '#device/value.ts')],
    ['sync-server/test.ts', 'sync-server: floors', importing('value', '../tests/value.ts')],
    ['sync-server/dexie.ts', 'Dexie only on the device floor', importing('dexie', 'dexie')],
    ['sync-server/tool.ts', 'no development package in what ships', importing('check', 'fast-check')],
    ['src/domain/ring-a.ts', 'no cycles', importing('ring', './ring-b.ts') + value],
    ['src/attic/value.ts', 'every part has a floor', importing('value', '#domain/value.ts')],
    ['src/domain/lost.ts', 'everything resolves', importing('missing', './missing.ts')],
    ['src/domain/lost-too.ts', 'everything resolves', importing('missing', '#device/missing.ts')],
  ];
  const files = {
    ...foundation,
    'tests/value.ts': value,
    'src/device/vault/value.ts': value,
    'src/device/seal.ts': importing('value', './vault/value.ts'),
    'src/sync/sends.ts': importing('value', '#device/seal.ts'),
    'src/domain/ring-b.ts': importing('ring', './ring-a.ts') + value,
    ...Object.fromEntries(offenders.map(([path, , text]) => [path, text])),
  };
  expect(brokenRules(files)).toEqual(
    expect.arrayContaining(offenders.map(([path, rule]) => `${path}: ${rule}`)),
  );
});
