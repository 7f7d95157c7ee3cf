import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { build } from 'vite';

/** Where Node finds what it has compiled of a bundled script. */
export const compiledFolder = (script: string): string => join(dirname(script), 'compiled');

/**
 * Makes one file of a script and all that it imports, and has Node compile it; gives its path. A process of it loads in a
 * fifth of the time, and a test that starts hundreds of them is about what they do then. The script has to end by itself
 * where nobody speaks to it.
 */
export const bundleScript = async (script: string, folder: string): Promise<string> => {
  await build({
    configFile: false,
    root: join(import.meta.dirname, '..', '..'),
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, script),
      outDir: folder,
      emptyOutDir: false,
      target: 'esnext',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'child.mjs', codeSplitting: false } },
    },
  });
  const bundle = join(folder, 'child.mjs');
  // What is compiled is written at a process's own end, which those that are killed do not have.
  const env = { ...process.env, NODE_COMPILE_CACHE: compiledFolder(bundle) };
  const { status } = spawnSync(process.execPath, [bundle], { env, input: '' });
  if (status !== 0) throw new Error(`${script} ended with ${String(status)}`);
  return bundle;
};
