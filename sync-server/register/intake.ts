import type { Scope } from '#domain/organisation/access.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import { method } from '#domain/follow-up/follow-up.ts';
import { item as parseItem, type Item } from '#domain/follow-up/item.ts';
import type { ItemReason, ItemResult, UploadBatch, UploadItem, UploadReply } from '#domain/protocol.ts';
import { findRevision } from '#domain/register/history.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { auditUpload } from '../audit/audit-upload.ts';
import type { Database, WriteTransaction } from '../database/database.ts';
import { text, textOrNull } from '../database/row.ts';
import { ownChannel, touch, touchFollowUp } from './feed.ts';
import { GroupCommit } from './group-commit.ts';
import { QuestionnaireShelf } from './questionnaire-shelf.ts';
import {
  changeItem,
  dismissal,
  factsOf,
  findItem,
  heldBefore,
  historyOf,
  keepItem,
  settleItem,
  waitingItems,
  type StoredItem,
} from './register-store.ts';
import { takeIn, type Outcome } from './take-in.ts';
import { authorKeysOf } from '../sealing/author-signature.ts';
import { asOpened, plainOnly, unseal, type Opened, type Unsealing } from './unseal.ts';

/** How long something is held for what it builds on, in milliseconds: 7 days. Then a person looks. */
export const holdingTime = 7 * 24 * 60 * 60 * 1000;

/** What a coordinator decides of an upload that was set aside. */
export interface SetAsideDecision {
  readonly decision: 'take-in' | 'dismiss';
  readonly comment: string;
}

/** Takes in what tablets send, and what people settle. */
export interface Intake {
  /** Takes in a batch whose signature and authors have been checked; settles when it is on disk. */
  receive(batch: UploadBatch): Promise<UploadReply>;
  /** A coordinator's choice between two versions: a submission based on both. Null: no such follow-up in her scope. */
  settle(
    scope: Scope,
    followUpId: string,
    choice: { basedOn: string[]; answers: Answers },
  ): Promise<ItemResult | null>;
  /** A coordinator's decision on an upload that was set aside. Null: no such upload waits in her scope. */
  settleSetAside(scope: Scope, itemId: string, decision: SetAsideDecision): Promise<ItemResult | null>;
  /** Hands to a person what has been held too long; gives how many. */
  sweep(): Promise<number>;
}

export interface IntakeOptions {
  readonly database: Pick<Database, 'write'>;
  readonly now: () => Date;
  readonly randomId: () => string;
  readonly shelf?: QuestionnaireShelf;
  /** The private key of what tablets seal for; none opens where it is left out. */
  readonly keyOf?: Unsealing['keyOf'];
  /** Whether content that is not sealed is taken. */
  readonly acceptsPlain?: boolean;
  /** Where what was taken in is noted; a server always has one. */
  readonly audit?: AuditLog;
}

/** The intake of a register. */
export const createIntake = ({
  database,
  now,
  randomId,
  shelf = new QuestionnaireShelf(),
  keyOf = plainOnly.keyOf,
  acceptsPlain = plainOnly.acceptsPlain,
  audit,
}: IntakeOptions): Intake => {
  const commits = new GroupCommit(database);
  const noteSeen = createSeenNotes();

  const takeInAndTell = (transaction: WriteTransaction, item: Item, isOverruled = false): Outcome => {
    const at = now().toISOString();
    const outcome = takeIn({ transaction, shelf, at, isOverruled }, item);
    touchFollowUp(transaction, item.followUpId);
    return outcome;
  };

  /** Tries again those that waited for what has just come, until nothing more moves; gives whether any did. */
  const releaseWaiting = (transaction: WriteTransaction, followUpId: string): boolean => {
    const waiting = waitingItems(transaction, followUpId).filter(
      (each) =>
        each.status === 'held' ||
        each.reason === 'predecessor-refused' ||
        each.reason === 'predecessor-missing',
    );
    for (const each of waiting) {
      const outcome = takeInAndTell(transaction, parseItem.parse(JSON.parse(each.content)));
      // Still held: it waits on, and where a person has it before her, she keeps it.
      if (outcome.status === 'held') continue;
      if (outcome.status === each.status && outcome.reason === each.reason) continue;
      changeItem(transaction, each.id, outcome);
      releaseWaiting(transaction, followUpId);
      return true;
    }
    return false;
  };

  const takeInAndKeep = (
    transaction: WriteTransaction,
    { item, content, hash }: Opened,
    deviceId: string,
    isOverruled = false,
  ): ItemResult => {
    const outcome = takeInAndTell(transaction, item, isOverruled);
    const { id, kind, followUpId, authorId } = item;
    const receivedAt = now().toISOString();
    const kept = { ...outcome, id, kind, followUpId, authorId, deviceId, hash, content, receivedAt };
    const receipt = keepItem(transaction, kept);
    // 4. What waited for this one goes on, and may take this one with it.
    const hasMoved = releaseWaiting(transaction, followUpId);
    return resultOf(transaction, (hasMoved && findItem(transaction, id)) || { ...kept, receipt });
  };

  const receiveOne = (transaction: WriteTransaction, upload: UploadItem, deviceId: string): ItemResult => {
    const at = now().toISOString();
    // 1. Opened, or answered for what keeps it from being opened; nothing of that is stored.
    const authorKeys = (authorId: string) => authorKeysOf(transaction, deviceId, authorId);
    const opened = unseal(upload, { keyOf, acceptsPlain, authorKeys });
    if (!opened.ok) {
      const status = resealed.includes(opened.problem) ? 'reseal' : 'rejected';
      return { id: upload.id, status, at, receipt: 0, reason: opened.problem };
    }
    // 2. Here before: the stored receipt again, or a refusal where the content is another.
    const known = findItem(transaction, upload.id);
    if (known !== undefined) {
      return known.hash === opened.value.hash
        ? { ...resultOf(transaction, known), duplicate: true }
        : { id: upload.id, status: 'rejected', at, receipt: 0, reason: 'same-id-other-content' };
    }
    // 3. Taken in, and kept with what became of it, in the same transaction.
    const result = takeInAndKeep(transaction, opened.value, deviceId);
    if (audit !== undefined) auditUpload(audit, transaction, opened.value.item, deviceId);
    return result;
  };

  return {
    receive: (batch) =>
      commits.run(async (transaction) => {
        noteSeen(transaction, batch, now());
        return {
          ...standingOf(transaction),
          serverTime: now().toISOString(),
          results: batch.items.map((each) => receiveOne(transaction, each, batch.deviceId)),
        };
      }),

    settle: (scope, followUpId, choice) =>
      commits.run(async (transaction) => {
        if (!coordinates(transaction, scope, followUpId)) return null;
        const history = historyOf(transaction, followUpId);
        const latest = history.head === null ? undefined : findRevision(history, history.head);
        if (latest === undefined) return null;
        const facts = factsOf(transaction, latest.id);
        const placement =
          transaction.prepare('SELECT placement_id FROM follow_ups WHERE id = ?').get(followUpId) ?? {};
        const own: Item = {
          kind: 'submission',
          id: randomId(),
          followUpId,
          authorId: scope.userId,
          writtenAt: now().toISOString(),
          placementId: text(placement, 'placement_id'),
          questionnaire: { ...facts.questionnaire },
          on: facts.on,
          method: method.parse(facts.method),
          ...choice,
        };
        return takeInAndKeep(transaction, asOpened(own), 'desk', true);
      }),

    settleSetAside: (scope, itemId, { decision, comment }) =>
      commits.run(async (transaction) => {
        const stored = findItem(transaction, itemId);
        if (stored === undefined || stored.status !== 'set-aside' || isSettled(transaction, itemId))
          return null;
        const read = parseItem.parse(JSON.parse(stored.content));
        if (!coordinatesItem(transaction, scope, read)) return null;
        const at = now().toISOString();
        if (decision === 'take-in') {
          const outcome = takeInAndTell(transaction, read, true);
          // What it builds on is not here: then there is nothing yet to take it into, and it stays in sight.
          if (outcome.status !== 'held') changeItem(transaction, itemId, outcome);
        }
        if (decision === 'dismiss' || findItem(transaction, itemId)?.status !== 'set-aside') {
          settleItem(transaction, itemId, {
            userId: scope.userId,
            at,
            how: decision === 'dismiss' ? dismissal + comment : `${decision}: ${comment}`,
          });
        }
        touchFollowUp(transaction, stored.followUpId);
        // Where it never came to a follow-up, or she sees that no longer, it is told to her alone.
        if (decision === 'dismiss')
          touch(transaction, [ownChannel(read.authorId)], 'follow-up', stored.followUpId);
        releaseWaiting(transaction, stored.followUpId);
        return resultOf(transaction, findItem(transaction, itemId) ?? stored);
      }),

    sweep: () =>
      commits.run(async (transaction) => {
        const late = heldBefore(transaction, new Date(now().getTime() - holdingTime).toISOString());
        for (const each of late) {
          changeItem(transaction, each.id, {
            status: 'set-aside',
            reason: 'predecessor-missing',
            questions: [],
          });
          touchFollowUp(transaction, each.followUpId);
        }
        return late.length;
      }),
  };
};

/**
 * What its author can put right by sealing it anew, in an open store: a key that the server no longer has, and a
 * signature of a key that it does not know (a backup put back forgets enrolments). Whoever merely holds the tablet
 * cannot.
 */
const resealed: readonly ItemReason[] = ['unknown-key', 'forged'];

/** How often a tablet's last sign of life is written down, in milliseconds. */
const seenEvery = 60_000;

/** Notes when tablets were last heard of; asks the register about each once a minute at most. */
const createSeenNotes = () => {
  const noted = new Map<string, number>();
  return (transaction: WriteTransaction, batch: UploadBatch, at: Date): void => {
    for (const authorId of new Set(batch.items.map((item) => item.authorId))) {
      const key = `${batch.deviceId} ${authorId}`;
      if (at.getTime() < (noted.get(key) ?? 0) + seenEvery) continue;
      noted.set(key, at.getTime());
      transaction
        .prepare('UPDATE device_users SET seen_at = ? WHERE device_id = ? AND user_id = ?')
        .run(at.toISOString(), batch.deviceId, authorId);
    }
  };
};

/** The receipt of a stored item, as it stands now. */
const resultOf = (transaction: WriteTransaction, of: StoredItem): ItemResult => {
  const entry = transaction
    .prepare('SELECT number, head_id FROM entries WHERE follow_up_id = ?')
    .get(of.followUpId);
  const isRegistered = entry !== undefined && ['accepted', 'merged', 'conflict'].includes(of.status);
  return {
    id: of.id,
    status: of.status,
    at: of.receivedAt,
    receipt: of.receipt,
    ...(of.reason !== null && { reason: of.reason }),
    ...(isRegistered && { number: text(entry, 'number'), head: text(entry, 'head_id') }),
    ...(of.questions.length > 0 && { questions: [...of.questions] }),
  };
};

/** The register's epoch, and how far its backups reach. */
const standingOf = (transaction: WriteTransaction): Pick<UploadReply, 'epoch' | 'backedUpThrough'> => {
  const row =
    transaction
      .prepare(
        `SELECT (SELECT value FROM settings WHERE name = 'epoch') AS epoch,
                (SELECT value FROM settings WHERE name = 'backed-up-through') AS backed_up_through`,
      )
      .get() ?? {};
  return {
    epoch: textOrNull(row, 'epoch') ?? '',
    backedUpThrough: Number(textOrNull(row, 'backed_up_through') ?? 0),
  };
};

const isSettled = (transaction: WriteTransaction, itemId: string): boolean =>
  transaction.prepare('SELECT 1 FROM items WHERE id = ? AND settled_at IS NOT NULL').get(itemId) !==
  undefined;

const coordinates = (transaction: WriteTransaction, scope: Scope, followUpId: string): boolean => {
  const row = transaction.prepare('SELECT board_id FROM follow_ups WHERE id = ?').get(followUpId);
  return row !== undefined && scope.boards.includes(text(row, 'board_id'));
};

/**
 * An upload may be about a follow-up that the register does not hold: then its placement says whose it is, and where
 * there is none either, its author's team.
 */
const coordinatesItem = (transaction: WriteTransaction, scope: Scope, of: Item): boolean => {
  if (coordinates(transaction, scope, of.followUpId)) return true;
  const placement =
    'placementId' in of
      ? transaction.prepare('SELECT board_id FROM placements WHERE id = ?').get(of.placementId)
      : undefined;
  if (placement !== undefined) return scope.boards.includes(text(placement, 'board_id'));
  const boards = transaction
    .prepare(
      `SELECT b.board_id FROM memberships m JOIN team_boards b ON b.team_id = m.team_id
       WHERE m.user_id = ? AND m.valid_to IS NULL`,
    )
    .all(of.authorId);
  return boards.some((row) => scope.boards.includes(text(row, 'board_id')));
};
