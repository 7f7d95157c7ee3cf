import type { Config } from './config.ts';

const contentSecurityPolicy = (scripts: string): string =>
  [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html foljsam',
  ].join('; ');

/** What of a browser the app never asks for, and nothing that got into it may. */
const unused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': unused.map((feature) => `${feature}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
  // With the one above: page and worker may share memory, by which a page about to go sees that all is written.
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** The comlink worker's script: its Argon2 is WebAssembly, which nothing else of the app may run. */
const isWorkerScript = /^\/assets\/worker-[\w-]+\.js$/;

const policies = {
  app: contentSecurityPolicy("'self'"),
  worker: contentSecurityPolicy("'self' 'wasm-unsafe-eval'"),
  nothing: "default-src 'none'; frame-ancestors 'none'",
} as const;

/** The headers that keep a browser on guard, for the answer to a path; `null`: to what could not be read as a request. */
export const securityHeadersFor = (
  path: string | null,
  { publicOrigin }: Pick<Config, 'publicOrigin'>,
): Readonly<Record<string, string>> => {
  const policy = path === null ? 'nothing' : isWorkerScript.test(path) ? 'worker' : 'app';
  return {
    ...always,
    'content-security-policy': policies[policy],
    ...(publicOrigin?.startsWith('https:') === true && {
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    }),
  };
};
