import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { securityHeadersFor } from './security-headers.ts';

/** Puts the headers that keep the browser on guard on every answer. */
export const guardAnswers = (server: FastifyInstance, config: Config): void => {
  server.addHook('onSend', async (request, reply) => {
    reply.headers(securityHeadersFor(request.url, config));
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
