import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { problemDocumentOf, type ProblemCode } from '#domain/problem.ts';
import { uploadBatch, type UploadItem } from '#domain/protocol.ts';

/** What may happen to a request on its way. */
export type Fault =
  /** The register answers with a problem; it did not see the request. */
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly headers?: Record<string, string> }
  /** A page of a network that wants something first, with status 200. */
  | { readonly kind: 'captive-portal' }
  /** No answer comes. */
  | { readonly kind: 'silence' }
  /** The connection is reset; the register did not see the request. */
  | { readonly kind: 'reset' }
  /** The register took it, and its answer was lost. */
  | { readonly kind: 'reply-lost' };

/** A proxy between the tablets and the register, at which everything can be seen and made to go wrong. */
export interface FaultyFront {
  readonly origin: string;
  /** Items of every batch that came, whatever became of it, in order. */
  readonly uploads: UploadItem[][];
  /** Says what goes wrong with a request; null where nothing does. */
  fault: (method: string, path: string) => Fault | null;
  /** A folder that the app's files are taken from, in place of those of the register. */
  appFolder: string | null;
  close(): Promise<void>;
}

const portal = '<!doctype html><title>Welcome</title><h1>Accept the terms of this network</h1>';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Asks the register itself. */
const forward = (port: number, asked: IncomingMessage, body: Buffer) => {
  const { promise, resolve, reject } = Promise.withResolvers<{ answer: IncomingMessage; body: Buffer }>();
  const { method, url, headers } = asked;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    buffer(answer).then((read) => resolve({ answer, body: read }), reject);
  });
  onward.on('error', reject);
  onward.end(body);
  return promise;
};

/** A file of the folder, with the headers that the register gives its pages; index.html for the app's addresses. */
const serveFile = async (
  port: number,
  folder: string,
  path: string,
  response: ServerResponse,
): Promise<void> => {
  // Also where the register has no such file, it says how a browser is to guard itself there.
  const guarded = await fetch(`http://127.0.0.1:${port}${path}`);
  const name = extname(path) === '' ? 'index.html' : normalize(path);
  const policy = guarded.headers.get('content-security-policy') ?? '';
  try {
    const bytes = await readFile(join(folder, name));
    response
      .writeHead(200, {
        'content-type': mediaTypes[extname(name)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'cache-control': 'no-cache',
      })
      .end(bytes);
  } catch {
    // A file of another version, gone from here.
    response.writeHead(404).end();
  }
};

/** Starts a front before the register at that port. */
export const startFront = async (registerPort: number): Promise<FaultyFront> => {
  const uploads: UploadItem[][] = [];
  const server = createServer((asked, response) => {
    handle(asked, response).catch(() => asked.socket.destroy());
  });

  const handle = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = asked;
    const path = new URL(url, 'http://localhost').pathname;
    const body = await buffer(asked);
    if (path === '/api/uploads') uploads.push(uploadBatch.parse(JSON.parse(body.toString('utf8'))).items);
    const fault = front.fault(method, path);
    switch (fault?.kind) {
      case 'silence':
        return;
      case 'reset':
        asked.socket.resetAndDestroy();
        return;
      case 'captive-portal':
        response.writeHead(200, { 'content-type': 'text/html' }).end(portal);
        return;
      case 'problem': {
        const document = problemDocumentOf(fault.code);
        const headers = { 'content-type': 'application/problem+json', ...fault.headers };
        response.writeHead(document.status, headers).end(JSON.stringify(document));
        return;
      }
      case 'reply-lost':
      case undefined:
        break;
    }
    if (front.appFolder !== null && !path.startsWith('/api/')) {
      await serveFile(registerPort, front.appFolder, path, response);
      return;
    }
    const answered = await forward(registerPort, asked, body);
    if (fault?.kind === 'reply-lost') asked.socket.resetAndDestroy();
    else response.writeHead(answered.answer.statusCode ?? 502, answered.answer.headers).end(answered.body);
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front listens at no port');
  const front: FaultyFront = {
    origin: `http://localhost:${address.port}`,
    uploads,
    fault: () => null,
    appFolder: null,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return front;
};
