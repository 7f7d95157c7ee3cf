/**
 * The table of floors: what each part of the house may import, of the house itself and of packages.
 * `types` may be imported by `import type` alone: the page knows what the worker's floors speak of, but holds
 * none of their code.
 */
const floors = [
  { part: 'src/domain', uses: [], packages: ['zod'] },
  { part: 'src/device', uses: ['src/domain'], packages: ['@hpke/core', 'dexie', 'hash-wasm', 'zod'] },
  { part: 'src/sync', uses: ['src/device', 'src/domain'], packages: ['zod'] },
  { part: 'src/worker', uses: ['src/sync', 'src/device', 'src/domain'], packages: ['comlink', 'zod'] },
  {
    part: 'src/service-worker',
    uses: ['src/sync', 'src/device', 'src/domain'],
    packages: ['workbox-.+', 'zod'],
  },
  {
    part: 'src/app',
    uses: ['src/worker', 'src/domain'],
    types: ['src/sync', 'src/device'],
    packages: ['svelte', 'comlink', 'workbox-window', 'zod'],
  },
  {
    part: 'src/ui',
    uses: ['src/app', 'src/domain'],
    types: ['src/worker', 'src/sync', 'src/device'],
    packages: ['svelte', 'bits-ui', 'uqr', '@fontsource-variable/.+'],
  },
  {
    part: 'src/main.ts',
    uses: ['src/ui', 'src/app', 'src/worker', 'src/domain'],
    packages: ['svelte', 'zod', '@fontsource-variable/.+'],
  },
  { part: 'sync-server', uses: ['src/domain'], packages: ['.+'], runtime: 'node' },
];

const anyOf = (paths) => (paths.length === 0 ? '(?!)' : `(${paths.join('|')})`);
const inPart = (part) => (part.endsWith('.ts') ? `^${part}$` : `^${part}/`);

const floorRules = floors.flatMap(({ part, uses, types = [], packages, runtime }) => {
  const from = { path: inPart(part) };
  const own = part.endsWith('.ts') ? [] : [part];
  const within = (parts) => `^${anyOf(parts)}(/|$)`;
  return [
    {
      name: `${part}: floors`,
      comment: `${part} may import ${[...own, ...uses].join(', ')}${types.length > 0 ? `; types of ${types.join(', ')}` : ''}`,
      severity: 'error',
      from,
      to: { path: '^(src|sync-server|tests)/', pathNot: within([...own, ...uses, ...types]) },
    },
    {
      name: `${part}: types only`,
      severity: 'error',
      from,
      to: { path: within(types), dependencyTypesNot: ['type-only'] },
    },
    {
      name: `${part}: packages`,
      comment: `${part} may import of packages ${packages.join(', ')}`,
      severity: 'error',
      from,
      to: { path: 'node_modules/', pathNot: `node_modules/${anyOf(packages)}/` },
    },
    ...(runtime === 'node'
      ? []
      : [{ name: `${part}: no Node`, severity: 'error', from, to: { dependencyTypes: ['core'] } }]),
  ];
});

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'every part has a floor',
      comment: 'A new folder of src gets a row in the table of floors.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [...floors.map(({ part }) => inPart(part)), '^src/environment\\.d\\.ts$'],
      },
      to: {},
    },
    {
      name: 'Dexie only on the device floor',
      severity: 'error',
      from: { path: '^(src|sync-server)/', pathNot: '^src/device/' },
      to: { path: 'node_modules/dexie/' },
    },
    {
      name: 'the vault opens in the worker',
      comment:
        'The service worker sends what is sealed and opens nothing. What it shares with the worker knows the vault by its types; seal.ts, which makes the seals, it does not reach.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(worker|device/vault)/|^src/device/seal\\.ts$' },
      to: { path: '^src/device/vault/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the service worker makes no seals',
      severity: 'error',
      from: { path: '^src/service-worker/' },
      to: { path: '^src/device/seal\\.ts$', reachable: true },
    },
    {
      name: 'no development package in what ships',
      severity: 'error',
      from: { path: '^(src|sync-server)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.css$', '^dist/'] },
    // Type imports count: an arrow that runs up is one too many, also where it leaves no trace in the bundle.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'browser', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.d.ts'],
    },
  },
};
