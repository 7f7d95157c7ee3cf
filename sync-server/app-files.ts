import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';
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

/** The comlink worker's script: its Argon2 is WebAssembly, which nothing else of the app may run. */
const isWorkerScript = /^\/assets\/worker-[\w-]+\.js$/;

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const policy = contentSecurityPolicy("'self'");
const policyOfWorker = contentSecurityPolicy("'self' 'wasm-unsafe-eval'");

/** Puts the headers that keep the browser on guard on every answer. */
export const guardAnswers = (server: FastifyInstance, config: Config): void => {
  const isSecure = config.publicOrigin?.startsWith('https:') === true;
  server.addHook('onSend', async (request, reply) => {
    const isWorker = isWorkerScript.test(request.url);
    reply.headers(securityHeaders);
    reply.header('content-security-policy', isWorker ? policyOfWorker : policy);
    if (isSecure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
};

/** Files with a hash of their content in the name never change; all others are asked for anew. */
const cachingOf = (path: string): string =>
  path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Under /api, or with a dot in the last part, as names of files have. */
const isApiOrFile = /^\/api(\/|$)|\.[^/]*$/;

/** Serves the built app: its files, and index.html for every address that the app itself shows a page for. */
export const serveApp = (server: FastifyInstance, appDir: string): void => {
  if (!existsSync(join(appDir, 'index.html'))) throw new Error(`There is no built app in ${appDir}`);
  void server.register(fastifyStatic, {
    root: appDir,
    wildcard: false,
    cacheControl: false,
    // What the build notes for itself is nobody else's.
    globIgnore: ['build.json', '**/*.map'],
    setHeaders: (reply, path) => {
      void reply.header('cache-control', cachingOf(relative(appDir, path)));
    },
  });
  server.get('/*', (request, reply) => {
    const [path = '/'] = request.url.split('?', 1);
    if (isApiOrFile.test(path)) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
};
