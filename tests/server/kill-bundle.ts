import { join } from 'node:path';
import { build } from 'vite';

/**
 * Makes one file of a script and all that it imports; gives its path. A process of it loads in a third of the time, and
 * a test that starts hundreds of them is about what they do then.
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
  return join(folder, 'child.mjs');
};
