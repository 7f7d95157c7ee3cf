import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..', '..');
const sources = [
  'src',
  'public',
  'sync-server',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'manifest.webmanifest',
  'tsconfig.json',
];
const schemaFile = 'src/device/database.ts';
const firstSchema = 'this.version(1).stores({\n      drafts:';

/** The schemas of tablets to come: an index more, then a store more, whose content is made of what was there before. */
const laterSchemas = [
  '',
  `this.version(6).stores({ changes: '++seq, followUpId, [followUpId+seq]' });`,
  `this.version(7).stores({ openings: 'id' }).upgrade(async (transaction) => {
      const ids = await transaction.table('drafts').toCollection().primaryKeys();
      await transaction.table('openings').bulkAdd(ids.map((id) => ({ id })));
    });`,
] as const;

/** Builds the app as it may be one or two versions from now, with as many changes of the tablet's schema. */
export const buildLaterVersion = async (
  steps: 1 | 2,
): Promise<{ folder: string; remove: () => Promise<void> }> => {
  const project = await mkdtemp(join(tmpdir(), `foljsam-version-${steps}-`));
  for (const source of sources)
    await cp(join(projectFolder, source), join(project, source), { recursive: true });
  await symlink(join(projectFolder, 'node_modules'), join(project, 'node_modules'));
  const schema = await readFile(join(project, schemaFile), 'utf8');
  if (!schema.includes(firstSchema))
    throw new Error('The schema is written otherwise than it was: mend this test');
  const later = laterSchemas.slice(0, steps + 1).join('\n    ');
  await writeFile(join(project, schemaFile), schema.replace(firstSchema, `${later}\n    ${firstSchema}`));

  const folder = join(project, 'dist');
  await mkdir(folder);
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', folder], {
    cwd: project,
    env: { ...process.env, NODE_ENV: 'production', APP_VERSION: `later-${steps}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`Version ${steps} could not be built`);
  return { folder, remove: () => rm(project, { recursive: true, force: true }) };
};
