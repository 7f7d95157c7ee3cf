import type { Codec } from '#device/codec.ts';
import type { TabletDatabase } from '#device/database.ts';
import { applyChanges } from '#device/apply-changes.ts';
import { readSettings } from '#device/settings.ts';
import { changesReply } from '#domain/protocol.ts';
import type { Answered } from './reply.ts';
import type { Transport } from './transport.ts';

export interface PullContext {
  readonly database: TabletDatabase;
  readonly codec: Codec;
  readonly userId: string;
  readonly transport: Transport;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How fetching ended. */
export type PullOutcome = 'done' | 'offline' | 'needs-sign-in' | 'busy';

/** Pages in one round: far more than any view has; a server that says "more" for ever is not believed. */
const mostPages = 1_000;

const readPage = (answered: Answered) => {
  try {
    return changesReply.safeParse(JSON.parse(answered.body));
  } catch {
    // Not JSON: a captive portal's page, or an answer cut short.
    return { success: false as const };
  }
};

/** Fetches what has changed, page by page, each written with its cursor before the next is asked for. */
export const pull = async ({
  database,
  codec,
  userId,
  transport,
  now,
}: PullContext): Promise<PullOutcome> => {
  for (let page = 0; page < mostPages; page += 1) {
    const { cursor } = await readSettings(database);
    const answered = await transport.pull(cursor);
    if (answered === null) return 'offline';
    const isOurs = answered.contentType.startsWith('application/problem+json');
    if (isOurs && (answered.status === 401 || answered.status === 403)) return 'needs-sign-in';
    if (answered.status === 429 || answered.status >= 500) return 'busy';
    const read = readPage(answered);
    if (answered.status !== 200 || !read.success) return 'offline';
    // The browser's session is somebody else's: nothing of hers belongs in this store.
    if (read.data.userId !== userId) return 'needs-sign-in';
    await applyChanges(database, codec, read.data, new Date(now()).toISOString());
    if (!read.data.more) return 'done';
  }
  return 'busy';
};
