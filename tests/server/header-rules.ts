/** What the policy has to say, for everything but the worker's script. */
const policy: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'font-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html foljsam',
};

/** Of what is no request: nothing can be loaded by it, whatever a browser makes of it. */
const policyOfNothing: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'frame-ancestors': "'none'",
};

const fixed: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/** The headers without which an answer is none that a browser should get. */
export const hasMoreThan: readonly string[] = [
  ...Object.keys(fixed),
  'permissions-policy',
  'content-security-policy',
];

/** What else an answer may have. Another name is looked at first: it may say more than it should. */
const usual = new Set([
  ...hasMoreThan,
  'strict-transport-security',
  'cache-control',
  'connection',
  'content-disposition',
  'content-length',
  'content-range',
  'content-type',
  'accept-ranges',
  'clear-site-data',
  'date',
  'etag',
  'keep-alive',
  'last-modified',
  'location',
  'retry-after',
  'set-cookie',
  'transfer-encoding',
  'vary',
]);

/** Names of headers that no answer is known to need. */
export const strayHeaders = (headers: Headers): string[] =>
  [...headers.keys()].filter((name) => !usual.has(name));

const directivesOf = (words: string): Record<string, string> =>
  Object.fromEntries(
    words.split(';').map((directive): [string, string] => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );

const same = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);

/** What of the answer's headers does not keep a browser on guard as it is promised; `null`: of what was no request. */
export const policyFaults = (path: string | null, headers: Headers): string[] => {
  const faults = Object.entries(fixed)
    .filter(([name, value]) => headers.get(name) !== value)
    .map(([name]) => name);
  const directives = directivesOf(headers.get('content-security-policy') ?? '');
  const isWorker = path !== null && /^\/assets\/worker-[\w-]+\.js$/.test(path);
  const ofApp = isWorker ? { ...policy, 'script-src': "'self' 'wasm-unsafe-eval'" } : policy;
  if (!same(directives, path === null ? policyOfNothing : ofApp)) faults.push('content-security-policy');
  const features = (headers.get('permissions-policy') ?? '').split(', ');
  if (features.length < 5 || features.some((each) => !/^[a-z-]+=\(\)$/.test(each))) {
    faults.push('permissions-policy');
  }
  return faults;
};
