import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: 'node_modules/.vitest',
  define: { __APP_VERSION__: JSON.stringify('0.0.0+test') },
  plugins: [
    svelte({
      configFile: false,
      compilerOptions: { runes: true },
      // Rune classes are tested as the browser runs them: under Node, Svelte would compile them for a server.
      dynamicCompileOptions: () => ({ generate: 'client' }),
    }),
  ],
  ssr: {
    resolve: { conditions: ['browser', 'module', 'node', 'development'] },
    noExternal: ['svelte', 'esm-env'],
  },
  test: {
    include: ['tests/{unit,contract,convergence,server}/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // More than the two cores that there may be: some files mostly wait, for a disk or for a process that they have killed.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
