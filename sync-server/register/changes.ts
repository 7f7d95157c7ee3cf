import * as z from 'zod/mini';
import type { Scope } from '#domain/organisation/access.ts';
import { subjectKinds, type Change, type ChangesReply } from '#domain/protocol.ts';
import type { Database } from '../database/database.ts';
import { decodeCursor, encodeCursor, viewOf, type Cursor } from './cursor.ts';
import { readSetting } from '../settings.ts';
import { cityChannel, ownChannel } from './feed.ts';
import { viewSubject } from './views.ts';

interface FeedRow {
  readonly channel: string;
  readonly kind: (typeof subjectKinds)[number];
  readonly id: string;
  readonly position: number;
}

const kind = z.enum(subjectKinds);

/** Units and questionnaires first, so that a follow-up never comes before what it refers to. */
const channelsFor = (scope: Scope): string[] => [
  cityChannel,
  ...(scope.team === null ? [] : [`team:${scope.team.id}`]),
  ownChannel(scope.userId),
];

const readFeed = async (
  database: Database,
  channel: string,
  after: number,
  limit: number,
): Promise<FeedRow[]> => {
  const rows = await database.query
    .selectFrom('feed')
    .selectAll()
    .where('channel', '=', channel)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    channel,
    kind: kind.parse(row.subject_kind),
    id: row.subject_id,
    position: row.position,
  }));
};

/**
 * One page of what has changed for a person since the cursor, in the order of the channels. The places are read
 * before what stands there, so that a page is never older than its cursor.
 */
export const readChanges = async (
  database: Database,
  scope: Scope,
  cursorText: string | undefined,
  limit: number,
  today: string,
): Promise<ChangesReply> => {
  const epoch = (await readSetting(database.query, 'epoch')) ?? '';
  const view = viewOf(scope);
  const given = cursorText === undefined ? undefined : decodeCursor(cursorText);
  const isKnown = given !== undefined && given.epoch === epoch && given.view === view;
  const from: Cursor = isKnown ? given : { epoch, view, isReset: true, positions: {} };

  const positions = { ...from.positions };
  const rows: FeedRow[] = [];
  let more = false;
  for (const channel of channelsFor(scope)) {
    const read = await readFeed(database, channel, positions[channel] ?? 0, limit - rows.length + 1);
    const taken = read.slice(0, limit - rows.length);
    rows.push(...taken);
    const last = taken.at(-1);
    if (last !== undefined) positions[channel] = last.position;
    more ||= read.length > taken.length;
  }

  const changes: Change[] = [];
  // What she sees both for herself and with her team changes on both channels; it is told once.
  const subjects = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
  for (const row of subjects.values()) {
    const body = await viewSubject(database, scope, row.kind, row.id, today);
    if (body !== undefined) changes.push(body);
    // In a view told from the beginning nobody has it to lose.
    else if (!from.isReset) changes.push({ kind: 'gone', id: row.id, subject: row.kind });
  }
  return {
    epoch,
    userId: scope.userId,
    changes,
    cursor: encodeCursor({ epoch, view, isReset: from.isReset && more, positions }),
    more,
    ...(from.isReset && { reset: isKnown ? ('goes-on' as const) : ('begins' as const) }),
  };
};
