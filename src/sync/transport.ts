import { signatureHeader } from '#domain/signing.ts';
import type { Answered } from './reply.ts';

/** How the tablet speaks with the server. Null is no answer: no network, a reset, or a time-out. */
export interface Transport {
  /** Sends a batch; needs no session. */
  push(body: string, signature: string): Promise<Answered | null>;
  /** Says that the tablet has erased what it held. */
  erased(deviceId: string, body: string, signature: string): Promise<Answered | null>;
  /** Asks for the key that items are to be sealed for. */
  sealingKeys(): Promise<Answered | null>;
  /** Asks for a page of changes; needs the session. */
  pull(cursor: string | null): Promise<Answered | null>;
}

/** Milliseconds after which an answer counts as not coming, beside what it takes to send what is asked. */
const patience = 30_000;
/** Bytes in a millisecond that the slowest network sends on which anything is tried, two batches side by side. */
const slowest = 10;

const ask = async (url: string, options: RequestInit, length = 0): Promise<Answered | null> => {
  try {
    const response = await fetch(url, {
      ...options,
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(patience + length / slowest),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
    };
  } catch {
    // A fetch that fails says nothing of the server; the caller takes it for being offline and tries again.
    return null;
  }
};

/** The server that the app came from. */
export const createFetchTransport = (): Transport => ({
  push: (body, signature) =>
    ask(
      '/api/uploads',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', [signatureHeader]: signature },
        body,
        credentials: 'omit',
      },
      body.length,
    ),
  erased: (deviceId, body, signature) =>
    ask(`/api/devices/${encodeURIComponent(deviceId)}/erased`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [signatureHeader]: signature },
      body,
    }),
  sealingKeys: () => ask('/api/sealing-keys', { credentials: 'omit' }),
  pull: (cursor) =>
    ask(`/api/changes${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`, {
      credentials: 'same-origin',
    }),
});
