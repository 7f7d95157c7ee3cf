import * as z from 'zod/mini';
import { answers } from '#domain/follow-up/answer.ts';
import { itemReasons, itemStatuses, type ItemReason, type ItemStatus } from '#domain/protocol.ts';
import type { History, Revision } from '#domain/register/history.ts';
import type { WriteTransaction } from '../database/database.ts';
import { integer, text, textOrNull, type Row } from '../database/row.ts';

/** An upload as it lies in the register. */
export interface StoredItem {
  readonly receipt: number;
  readonly id: string;
  readonly kind: string;
  readonly followUpId: string;
  readonly authorId: string;
  readonly hash: string;
  readonly content: string;
  readonly receivedAt: string;
  readonly status: ItemStatus;
  readonly reason: ItemReason | null;
  readonly questions: readonly string[];
}

const names = z.array(z.string());
const statuses = z.enum(itemStatuses);
const reasons = z.nullable(z.enum(itemReasons));

const toItem = (row: Row): StoredItem => ({
  receipt: integer(row, 'receipt'),
  id: text(row, 'id'),
  kind: text(row, 'kind'),
  followUpId: text(row, 'follow_up_id'),
  authorId: text(row, 'author_id'),
  hash: text(row, 'hash'),
  content: text(row, 'content'),
  receivedAt: text(row, 'received_at'),
  status: statuses.parse(row['status']),
  reason: reasons.parse(row['reason']),
  questions: names.parse(JSON.parse(textOrNull(row, 'questions') ?? '[]')),
});

/** The receipt of an item that has come before, or undefined. */
export const findItem = (transaction: WriteTransaction, itemId: string): StoredItem | undefined => {
  const row = transaction.prepare('SELECT * FROM items WHERE id = ?').get(itemId);
  return row && toItem(row);
};

/** Keeps an upload with what became of it; gives its place among all receipts. */
export const keepItem = (
  transaction: WriteTransaction,
  of: Omit<StoredItem, 'receipt'> & { readonly deviceId: string },
): number => {
  transaction
    .prepare(
      `INSERT INTO items (id, kind, follow_up_id, author_id, device_id, hash, content, received_at, status, reason,
       questions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      of.id,
      of.kind,
      of.followUpId,
      of.authorId,
      of.deviceId,
      of.hash,
      of.content,
      of.receivedAt,
      of.status,
      of.reason,
      of.questions.length > 0 ? JSON.stringify(of.questions) : null,
    );
  const row = transaction.prepare('SELECT receipt FROM items WHERE id = ?').get(of.id);
  return integer(row ?? {}, 'receipt');
};

/** Says what became of a kept upload after all. */
export const changeItem = (
  transaction: WriteTransaction,
  itemId: string,
  to: Pick<StoredItem, 'status' | 'reason' | 'questions'>,
): void => {
  transaction
    .prepare('UPDATE items SET status = ?, reason = ?, questions = ? WHERE id = ?')
    .run(to.status, to.reason, to.questions.length > 0 ? JSON.stringify(to.questions) : null, itemId);
};

/** What stands before the comment of somebody who did not take an upload in. */
export const dismissal = 'dismiss: ';

/** Notes who settled an upload that waited for a person, and how; once: what was decided of it stands. */
export const settleItem = (
  transaction: WriteTransaction,
  itemId: string,
  by: { readonly userId: string | null; readonly at: string; readonly how: string },
): void => {
  transaction
    .prepare(
      'UPDATE items SET settled_at = ?, settled_by = ?, settlement = ? WHERE id = ? AND settled_at IS NULL',
    )
    .run(by.at, by.userId, by.how, itemId);
};

/** The uploads of a follow-up that wait, oldest first: held, or set aside and not settled. */
export const waitingItems = (transaction: WriteTransaction, followUpId: string): StoredItem[] =>
  transaction
    .prepare(
      `SELECT * FROM items WHERE follow_up_id = ? AND status IN ('held', 'set-aside') AND settled_at IS NULL
       ORDER BY receipt`,
    )
    .all(followUpId)
    .map(toItem);

/** The held uploads received before an instant. */
export const heldBefore = (transaction: WriteTransaction, before: string): StoredItem[] =>
  transaction
    .prepare(
      // Both states, as in the index over what waits; without them SQLite reads every upload there has been.
      `SELECT * FROM items WHERE status IN ('held', 'set-aside') AND status = 'held' AND settled_at IS NULL
       AND received_at < ? ORDER BY receipt`,
    )
    .all(before)
    .map(toItem);

const toRevision = (row: Row): Revision => ({
  id: text(row, 'id'),
  kind: z.enum(['submission', 'merge', 'withdrawal']).parse(row['kind']),
  basedOn: names.parse(JSON.parse(text(row, 'based_on'))),
  answers: answers.parse(JSON.parse(text(row, 'answers'))),
  isWithdrawn: integer(row, 'is_withdrawn') === 1,
});

/** All that the register holds of a follow-up. */
export const historyOf = (transaction: WriteTransaction, followUpId: string): History => {
  const revisions = transaction
    .prepare('SELECT * FROM revisions WHERE follow_up_id = ? ORDER BY ordinal')
    .all(followUpId)
    .map(toRevision);
  if (revisions.length === 0) return { head: null, revisions };
  const entry = transaction.prepare('SELECT head_id FROM entries WHERE follow_up_id = ?').get(followUpId);
  return { head: entry ? text(entry, 'head_id') : null, revisions };
};

/** What a revision has beside its place in the history. */
export interface RevisionFacts {
  readonly followUpId: string;
  readonly questionnaire: { readonly id: string; readonly version: number };
  readonly on: string;
  readonly method: string;
  readonly authorId: string;
  readonly receivedAt: string;
}

/** Adds a revision; one is never changed. */
export const addRevision = (
  transaction: WriteTransaction,
  revision: Revision,
  facts: RevisionFacts,
): void => {
  transaction
    .prepare(
      `INSERT INTO revisions (id, follow_up_id, kind, based_on, answers, is_withdrawn, questionnaire_id,
       questionnaire_version, carried_out_on, method, author_id, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      revision.id,
      facts.followUpId,
      revision.kind,
      JSON.stringify(revision.basedOn),
      JSON.stringify(revision.answers),
      revision.isWithdrawn ? 1 : 0,
      facts.questionnaire.id,
      facts.questionnaire.version,
      facts.on,
      facts.method,
      facts.authorId,
      facts.receivedAt,
    );
};

/** The revision's own facts: questionnaire, day, method, author. */
export const factsOf = (transaction: WriteTransaction, revisionId: string): RevisionFacts => {
  const row = transaction.prepare('SELECT * FROM revisions WHERE id = ?').get(revisionId) ?? {};
  return {
    followUpId: text(row, 'follow_up_id'),
    questionnaire: { id: text(row, 'questionnaire_id'), version: integer(row, 'questionnaire_version') },
    on: text(row, 'carried_out_on'),
    method: text(row, 'method'),
    authorId: text(row, 'author_id'),
    receivedAt: text(row, 'received_at'),
  };
};

/**
 * The next number in the register, of the year. After a restore from a backup the register is of a new generation,
 * and its numbers say so: a number that was given after the backup was made is never given again.
 */
export const nextNumber = (transaction: WriteTransaction, year: string): string => {
  const row =
    transaction
      .prepare(
        `SELECT (SELECT last FROM register_numbers WHERE year = ?) AS last,
                (SELECT value FROM settings WHERE name = 'generation') AS generation`,
      )
      .get(year) ?? {};
  const generation = textOrNull(row, 'generation') ?? '0';
  // One write of one row: of a statement that might fail halfway SQLite keeps a copy of every page that it changes.
  const last = row['last'] === null ? 1 : integer(row, 'last') + 1;
  const save =
    last === 1
      ? 'INSERT INTO register_numbers (last, year) VALUES (?, ?)'
      : 'UPDATE register_numbers SET last = ? WHERE year = ?';
  transaction.prepare(save).run(last, year);
  const number = `${year}-${String(last).padStart(4, '0')}`;
  return generation === '0' ? number : `${number}.${generation}`;
};
