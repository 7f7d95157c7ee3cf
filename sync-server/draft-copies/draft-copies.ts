import type { Kysely } from 'kysely';
import { draftCopyLimits, type DraftCopyDeposit, type DraftCopyHead } from '#domain/draft-copy/protocol.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import { integer } from '../database/row.ts';
import type { Tables } from '../database/tables.ts';
import { isHers, ownerKeyId, type DeviceOfUser } from './owner-keys.ts';

/** Which copy: one device's of one draft. */
export interface CopyPlace extends DeviceOfUser {
  readonly followUpId: string;
}

const heads = (query: Kysely<Tables>, userId: string) =>
  query
    .selectFrom('draft_copies')
    .select([
      'follow_up_id as followUpId',
      'device_id as deviceId',
      'key_id as keyId',
      'revision',
      'stored_at as storedAt',
    ])
    .where('user_id', '=', userId);

/** Which copies there are of the person's drafts. */
export const listCopies = (query: Kysely<Tables>, userId: string): Promise<DraftCopyHead[]> =>
  heads(query, userId).orderBy('storedAt', 'desc').limit(draftCopyLimits.copies).execute();

/** One copy with its sealed content; undefined where there is none. */
export const readCopy = (query: Kysely<Tables>, { userId, followUpId, deviceId }: CopyPlace) =>
  heads(query, userId)
    .select('content')
    .where('follow_up_id', '=', followUpId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst();

/** What is kept of the person's beside that copy: how many, and how long in all. */
const keptBeside = (transaction: WriteTransaction, { userId, followUpId, deviceId }: CopyPlace) => {
  const kept = transaction
    .prepare(
      `SELECT count(*) AS copies, coalesce(sum(length(content)), 0) AS contents FROM draft_copies
       WHERE user_id = ? AND NOT (follow_up_id = ? AND device_id = ?)`,
    )
    .get(userId, followUpId, deviceId);
  return { copies: integer(kept ?? {}, 'copies'), contents: integer(kept ?? {}, 'contents') };
};

export type CopyRefusal = 'not-found' | 'state-conflict' | 'stale-revision' | 'too-large';

/**
 * Keeps a copy in place of the device's earlier one. `isFirst`: there was none. An earlier revision than the one that is
 * here is refused: two tabs of one device would else set each other back.
 */
export const keepCopy = async (
  transaction: WriteTransaction,
  place: CopyPlace,
  of: DraftCopyDeposit,
  at: string,
): Promise<Result<{ readonly isFirst: boolean }, CopyRefusal>> => {
  const { query } = transaction;
  if (!(await isHers(query, place))) return fail('not-found');
  if ((await ownerKeyId(query, place.userId)) !== of.keyId) return fail('state-conflict');
  const before = await readCopy(query, place);
  if (before !== undefined && before.revision >= of.revision) return fail('stale-revision');
  const beside = keptBeside(transaction, place);
  if (
    beside.copies >= draftCopyLimits.copies ||
    beside.contents + of.content.length > draftCopyLimits.contents
  )
    return fail('too-large');
  const kept = { key_id: of.keyId, revision: of.revision, content: of.content, stored_at: at };
  const { userId, followUpId, deviceId } = place;
  await query
    .insertInto('draft_copies')
    .values({ user_id: userId, follow_up_id: followUpId, device_id: deviceId, ...kept })
    .onConflict((on) => on.columns(['user_id', 'follow_up_id', 'device_id']).doUpdateSet(kept))
    .execute();
  return succeed({ isFirst: before === undefined });
};

/** Lets go of a copy, unless the device has made a later one since; says whether it did. */
export const dropCopy = async (
  { query }: WriteTransaction,
  { userId, followUpId, deviceId }: CopyPlace,
  through: number,
): Promise<boolean> => {
  const { numDeletedRows } = await query
    .deleteFrom('draft_copies')
    .where('user_id', '=', userId)
    .where('follow_up_id', '=', followUpId)
    .where('device_id', '=', deviceId)
    .where('revision', '<=', through)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

const day = 24 * 60 * 60_000;

/**
 * Lets go of what is not needed any more: copies of what the same device has since sent to the register, where the app
 * has not done so itself, and those that nobody has written in for long.
 */
export const sweepCopies = (transaction: WriteTransaction, now: Date): void => {
  const before = new Date(now.getTime() - draftCopyLimits.days * day).toISOString();
  transaction.prepare('DELETE FROM draft_copies WHERE stored_at < ?').run(before);
  transaction
    .prepare(
      `DELETE FROM draft_copies WHERE EXISTS (
         SELECT 1 FROM revisions JOIN items ON items.id = revisions.id
         WHERE revisions.follow_up_id = draft_copies.follow_up_id AND items.kind = 'submission'
           AND items.author_id = draft_copies.user_id AND items.device_id = draft_copies.device_id
           AND items.received_at > draft_copies.stored_at)`,
    )
    .run();
};
