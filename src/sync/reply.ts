import { problemDocument } from '#domain/problem.ts';
import { uploadReply, type UploadReply } from '#domain/protocol.ts';

/**
 * Why a try at sending did not succeed, as the person is told it. Everything stays in the outbox, whichever it is.
 * - offline: no answer, or none from Följsam (a captive portal's page)
 * - busy: the server asks us to wait
 * - unknown-device, wrong-user: the tablet has to be enrolled anew; somebody signs in
 * - app-too-old: the app must be updated first
 */
export const syncProblems = [
  'offline',
  'busy',
  'server-error',
  'unknown-device',
  'wrong-user',
  'app-too-old',
] as const;
export type SyncProblem = (typeof syncProblems)[number];

/** What came back from a push. */
export type PushReply =
  | { readonly type: 'results'; readonly reply: UploadReply }
  /** Too much at once. */
  | { readonly type: 'too-large' }
  /** Something in the batch cannot be taken; alone it is found out which. */
  | { readonly type: 'bad-batch'; readonly code: string }
  | { readonly type: 'problem'; readonly problem: SyncProblem; readonly retryAfterMs: number | null };

/** An answer as the transport gives it; null where there was none (time-out, reset, no network). */
export interface Answered {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
  readonly body: string;
}

const problem = (of: SyncProblem, retryAfterMs: number | null = null): PushReply => ({
  type: 'problem',
  problem: of,
  retryAfterMs,
});

/** Milliseconds that a `Retry-After` header asks for, in seconds or as a date; null where it says nothing. */
const retryAfterMs = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, Math.min(wait, 3_600_000)) : null;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short, or not ours: the caller takes it for no answer.
    return undefined;
  }
};

/** Reads an answer. Anything that is not Följsam's own words counts as being offline: nothing was said. */
export const readPushReply = (answered: Answered | null, now: number): PushReply => {
  if (answered === null) return problem('offline');
  const json = parseJson(answered.body);
  if (answered.status === 200) {
    const read = uploadReply.safeParse(json);
    return read.success ? { type: 'results', reply: read.data } : problem('offline');
  }
  if (answered.status === 429 || answered.status === 503) {
    return problem('busy', retryAfterMs(answered.retryAfter, now));
  }
  if (answered.status >= 500) return problem('server-error');
  if (answered.status === 413) return { type: 'too-large' };
  const document = problemDocument.safeParse(json);
  // A gateway's 401 or 404 is not the register's: only a problem document says something of the batch.
  if (!answered.contentType.startsWith('application/problem+json') || !document.success)
    return problem('offline');
  switch (answered.status) {
    case 401:
      return problem('unknown-device');
    case 403:
      return problem(document.data.code === 'wrong-user' ? 'wrong-user' : 'unknown-device');
    case 426:
      return problem('app-too-old');
    case 404:
      return problem('offline');
    default:
      return { type: 'bad-batch', code: document.data.code };
  }
};
