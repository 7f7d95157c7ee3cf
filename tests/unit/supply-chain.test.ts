import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod';

const projectFolder = join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(join(projectFolder, name), 'utf8');
const json = (name: string): unknown => JSON.parse(read(name));

const lockedPackage = z.object({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
});
const locked = Object.entries(
  z.object({ packages: z.record(z.string(), lockedPackage) }).parse(json('package-lock.json')).packages,
).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

test('nothing that is installed runs a script of its own, and none needs to', () => {
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
  expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(json('package.json'));
  const atInstall = [
    'preinstall',
    'install',
    'postinstall',
    'prepublish',
    'preprepare',
    'prepare',
    'postprepare',
  ];
  expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([]);
});

test('every package is what the lockfile says, by its hash', () => {
  expect(locked.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)).toEqual([]);
});

const component = z.object({
  group: z.string().optional(),
  name: z.string(),
  version: z.string(),
  hashes: z.array(z.object({ alg: z.string(), content: z.string() })),
});
const bill = z.object({ bomFormat: z.literal('CycloneDX'), components: z.array(component) });

test('the list of parts has every package that production needs, with its version and hash', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
    cwd: projectFolder,
    maxBuffer: 50_000_000,
  });
  const { components } = bill.parse(JSON.parse(stdout));
  const listed = new Set(
    components
      .filter(({ hashes }) => hashes.some(({ alg }) => alg === 'SHA-512'))
      .map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`),
  );
  const needed = locked
    .filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true)
    .map(([path, { version }]) => `${nameOf(path)}@${version}`);
  expect(needed).toContain(
    `fastify@${locked.find(([path]) => path === 'node_modules/fastify')?.[1].version}`,
  );
  expect(needed.filter((each) => !listed.has(each))).toEqual([]);
});
