import type { Socket } from 'node:net';
import { problemDocumentOf } from '#domain/problem.ts';
import type { Config } from './config.ts';
import { securityHeadersFor } from './security-headers.ts';

/**
 * Answers what is no HTTP, or came too slowly or too large to be one, with a problem document, and hangs up. Fastify
 * never sees such a request, so that the headers that keep a browser on guard are put on here.
 */
export const answerUnreadable =
  (config: Pick<Config, 'publicOrigin'>) =>
  (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const document = problemDocumentOf(error.code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'bad-request');
    const body = JSON.stringify(document);
    socket.end(
      [
        `HTTP/1.1 ${document.status} ${document.title}`,
        'content-type: application/problem+json',
        `content-length: ${Buffer.byteLength(body)}`,
        'cache-control: no-store',
        ...Object.entries(securityHeadersFor(null, config)).map((header) => header.join(': ')),
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  };
