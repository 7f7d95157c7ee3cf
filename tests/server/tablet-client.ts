import { Agent, request } from 'node:http';
import * as z from 'zod';
import {
  protocolVersion,
  uploadReply,
  type Enrolment,
  type UploadBatch,
  type UploadItem,
  type UploadReply,
} from '#domain/protocol.ts';
import { signatureHeader, signaturePrefix } from '#domain/signing.ts';

/** A tablet as the server knows it: an id and a P-256 key that signs its batches. */
export interface Tablet {
  readonly deviceId: string;
  readonly publicKey: Enrolment['publicKey'];
  /** Signs a body, with what it is for put before it: a batch, unless said. */
  sign(body: string, prefix?: string): Promise<string>;
}

export const publicKeyOf = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
});

/** A tablet with a new key, not enrolled anywhere yet. */
export const createTablet = async (): Promise<Tablet> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  return {
    deviceId: crypto.randomUUID(),
    publicKey: publicKeyOf.parse(await crypto.subtle.exportKey('jwk', pair.publicKey)),
    sign: async (body, prefix = signaturePrefix) => {
      const bytes = new TextEncoder().encode(prefix + body);
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes);
      return Buffer.from(signature).toString('base64url');
    },
  };
};

/** A request to `POST /api/uploads`, signed and ready to be sent, as often as one likes. */
export interface SignedBatch {
  readonly body: string;
  readonly signature: string;
}

/** Puts items into a batch and signs it. */
export const signItems = async (
  tablet: Tablet,
  items: readonly UploadItem[],
  epoch: string | null = null,
): Promise<SignedBatch> => {
  const batch: UploadBatch = {
    protocol: protocolVersion,
    epoch,
    deviceId: tablet.deviceId,
    items: [...items],
  };
  const body = JSON.stringify(batch);
  return { body, signature: await tablet.sign(body) };
};

/** Connections to one server, at most so many at a time, kept open. */
export const openConnections = (most: number): Agent =>
  new Agent({ keepAlive: true, maxSockets: most, scheduling: 'fifo' });

/** Sends a batch; gives status and text of the answer, or null where none came (reset, refused, cut short). */
const post = (
  agent: Agent,
  port: number,
  { body, signature }: SignedBatch,
): Promise<{ status: number; text: string } | null> =>
  new Promise((resolve) => {
    const asking = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/uploads',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          [signatureHeader]: signature,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => resolve(null));
        answer.on('close', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve(answer.complete ? { status: answer.statusCode ?? 0, text } : null);
        });
      },
    );
    asking.on('error', () => resolve(null));
    asking.end(body);
  });

/** Sends a batch as a tablet does: the receipts, or null where no answer came. An answer of another kind is a bug. */
export const send = async (agent: Agent, port: number, batch: SignedBatch): Promise<UploadReply | null> => {
  const answered = await post(agent, port, batch);
  if (answered === null) return null;
  if (answered.status !== 200) throw new Error(`The server answered ${answered.status}: ${answered.text}`);
  return uploadReply.parse(JSON.parse(answered.text));
};
