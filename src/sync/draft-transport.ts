import type * as z from 'zod/mini';
import {
  draftCopiesReply,
  draftCopyReply,
  ownerKeyReply,
  type DraftCopyDeposit,
  type OwnerKeyReply,
} from '#domain/draft-copy/protocol.ts';
import { problemDocument } from '#domain/problem.ts';

/** What the server said to something that was left with it. `failed`: nothing, or nothing that helps. */
export type Deposited = 'kept' | 'stale-revision' | 'state-conflict' | 'too-large' | 'not-found' | 'failed';

/** How a device speaks with the server of the copies of drafts; all of it takes her session. Undefined: no answer. */
export interface DraftTransport {
  ownerKey(): Promise<OwnerKeyReply | undefined>;
  keepSlot(deviceId: string, of: { userId: string; keyId: string; slot: string }): Promise<Deposited>;
  list(): Promise<z.infer<typeof draftCopiesReply> | undefined>;
  read(followUpId: string, deviceId: string): Promise<z.infer<typeof draftCopyReply> | undefined>;
  keep(followUpId: string, deviceId: string, of: DraftCopyDeposit): Promise<Deposited>;
  drop(followUpId: string, deviceId: string, through: number): Promise<void>;
}

/** Milliseconds after which an answer counts as not coming. */
const patience = 30_000;

const ask = async (
  url: string,
  method: 'GET' | 'PUT' | 'DELETE',
  body?: unknown,
): Promise<Response | null> => {
  try {
    return await fetch(url, {
      method,
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    // No network, or no answer in time: a copy waits for the next time.
    return null;
  }
};

const jsonOf = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    // Not ours, or cut short: no answer.
    return undefined;
  }
};

const readAs = async <Schema extends z.ZodMiniType>(
  schema: Schema,
  url: string,
): Promise<z.infer<Schema> | undefined> => {
  const response = await ask(url, 'GET');
  if (response?.status !== 200) return undefined;
  const read = schema.safeParse(await jsonOf(response));
  return read.success ? read.data : undefined;
};

const told: readonly Deposited[] = ['stale-revision', 'state-conflict', 'too-large', 'not-found'];

const deposit = async (url: string, body: unknown): Promise<Deposited> => {
  const response = await ask(url, 'PUT', body);
  if (response === null) return 'failed';
  if (response.ok) return 'kept';
  const problem = problemDocument.safeParse(await jsonOf(response));
  return told.find((each) => problem.success && problem.data.code === each) ?? 'failed';
};

const copyPath = (followUpId: string, deviceId: string): string =>
  `/api/draft-copies/${encodeURIComponent(followUpId)}/${encodeURIComponent(deviceId)}`;

/** The server that the app came from. */
export const createDraftTransport = (): DraftTransport => ({
  ownerKey: () => readAs(ownerKeyReply, '/api/owner-key'),
  keepSlot: (deviceId, of) => deposit(`/api/owner-key/slots/${encodeURIComponent(deviceId)}`, of),
  list: () => readAs(draftCopiesReply, '/api/draft-copies'),
  read: (followUpId, deviceId) => readAs(draftCopyReply, copyPath(followUpId, deviceId)),
  keep: (followUpId, deviceId, of) => deposit(copyPath(followUpId, deviceId), of),
  drop: async (followUpId, deviceId, through) => {
    await ask(`${copyPath(followUpId, deviceId)}?through=${through}`, 'DELETE');
  },
});
