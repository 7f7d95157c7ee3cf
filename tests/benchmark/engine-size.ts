import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/**
 * Bytes of the engine as a browser gets it, minified and gzipped; without zod, which the app has anyway, and without
 * schemas that nobody in it uses. What it loads on demand (the functions that are called seldom) is not counted.
 */
export const engineSize = async (): Promise<number> => {
  const built = await build({
    configFile: false,
    root: join(import.meta.dirname, '..', '..'),
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      // Without Vite's own helper for what is loaded on demand, of which a page has one for all.
      ssr: true,
      minify: true,
      rolldownOptions: {
        input: 'tests/benchmark/engine.ts',
        external: [/^zod/],
        preserveEntrySignatures: 'allow-extension',
        treeshake: { manualPureFunctions: ['z', 'RegExp'] },
      },
    },
  });
  if (!('output' in built)) throw new Error('The engine could not be built by itself');
  const sizes = built.output.map((each) =>
    each.type === 'chunk' && !each.isDynamicEntry ? gzipSync(each.code, { level: 9 }).length : 0,
  );
  return sizes.reduce((sum, each) => sum + each, 0);
};
