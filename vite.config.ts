import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, defineConfig, type Plugin } from 'vite';
import { injectManifest } from 'workbox-build';
import packageJson from './package.json' with { type: 'json' };
import { makeStartClassic } from './sync-server/cli/classic-start.ts';
import { hashOfSources } from './sync-server/cli/source-hash.ts';

const { version } = packageJson;
const sources = await hashOfSources();
// APP_VERSION lets the tests of app updates build one source as several versions.
const appVersion = process.env['APP_VERSION'] ?? `${version}+${sources.slice(0, 8)}`;
const define = { __APP_VERSION__: JSON.stringify(appVersion) };
const root = `${import.meta.dirname}/src`;

/**
 * Builds the service worker after the app, under a fixed name and as one classic script (browsers differ on
 * modules here), and writes the list of what it precaches into it. build.json, last, says that dist is whole.
 */
function serviceWorker(): Plugin {
  let dist = '';
  let isWritten = false;
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
    },
    // Every version has an index.html of its own, and so a precache list and a service worker of its own.
    transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'version', content: appVersion } }],
    writeBundle: () => {
      isWritten = true;
    },
    closeBundle: {
      sequential: true,
      async handler(error) {
        // Where the build failed there is nothing to go on with.
        if (error !== undefined || !isWritten) return;
        await makeStartClassic(dist);
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          define,
          build: {
            outDir: dist,
            emptyOutDir: false,
            rolldownOptions: {
              input: `${root}/service-worker/service-worker.ts`,
              output: { format: 'iife', entryFileNames: 'service-worker.js' },
            },
          },
        });
        const { warnings, count } = await injectManifest({
          swSrc: `${dist}/service-worker.js`,
          swDest: `${dist}/service-worker.js`,
          globDirectory: dist,
          globPatterns: ['**/*.{html,js,css,woff2,svg,png,webmanifest}'],
          // Letters that the screens do not use: fetched when a name in them is shown, not kept beforehand.
          globIgnores: ['service-worker.js', '**/*-{cyrillic,cyrillic-ext,greek,greek-ext,vietnamese}-*'],
          dontCacheBustURLsMatching: /^assets\/.*-[\w-]{8}\./,
        });
        if (warnings.length > 0 || count === 0) throw new Error(`Precache list: ${warnings.join(' ')}`);
        await writeFile(`${dist}/build.json`, JSON.stringify({ version: appVersion, sources }));
      },
    },
  };
}

/** Has the letters fetched with the page: the first words are set once, in the font that they stay in. */
function fontAhead(): Plugin {
  return {
    name: 'font-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const font = Object.keys(bundle).find((name) => /inter-latin-opsz-normal-[^/]*\.woff2$/.test(name));
        if (font === undefined) throw new Error('The font of the screens is not in the build');
        const attrs = { rel: 'preload', href: `/${font}`, as: 'font', type: 'font/woff2', crossorigin: '' };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}

export default defineConfig({
  root,
  publicDir: '../public',
  cacheDir: '../node_modules/.vite',
  define,
  // Dexie's build for browsers of these years: its usual one is for those before classes and `async`, and larger.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), fontAhead(), serviceWorker()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // The content security policy allows neither data: nor inline: everything is a file of its own.
    assetsInlineLimit: 0,
    // Pages come out of the tablet's own cache: a list of what each takes would only make the first script longer.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed) => needed.filter((each) => each.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the worklist takes is one file. All of Svelte is in it, so that its inner state is shared with none.
            {
              name: 'first',
              test: /\/src\/(main\.ts|ui\/pages\/Today\.svelte)$|\/node_modules\/svelte\/|rolldown\/runtime/,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? '8080'}` },
  },
});
