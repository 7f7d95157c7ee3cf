import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { signatureHeader } from '#domain/signing.ts';
import type { SignedBatch } from '../server/tablet-client.ts';

/** A request as the bytes that go over the wire, made before the clock starts. */
export const requestBytes = ({ body, signature }: SignedBatch): Buffer =>
  Buffer.from(
    `POST /api/uploads HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
      `${signatureHeader}: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

/** Sends one request after the other on a connection; each must be answered with 200. */
const work = (socket: Socket, next: () => Buffer | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    let received = '';
    const ask = (): void => {
      const request = next();
      if (request === undefined) {
        socket.removeAllListeners();
        resolve();
      } else socket.write(request);
    };
    socket.on('data', (part) => {
      received += part.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
      if (end < 0 || received.length < end + 4 + length) return;
      if (!received.startsWith('HTTP/1.1 200')) reject(new Error(received));
      received = '';
      ask();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection')));
    ask();
  });

/**
 * Sends all requests over so many connections at once; gives how many were answered in a second. Written over bare
 * sockets: a client that works harder than the server would hide what the server does.
 */
export const requestsPerSecond = async (
  port: number,
  requests: readonly Buffer[],
  connections: number,
): Promise<number> => {
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      await once(socket, 'connect');
      return socket;
    }),
  );
  const waiting = requests.values();
  const next = () => waiting.next().value;
  const started = performance.now();
  await Promise.all(sockets.map((socket) => work(socket, next)));
  const seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.destroy();
  return requests.length / seconds;
};
