import type { AuditAction } from '#domain/office/log-control.ts';
import { relationsTo, type ScopeFacts } from '#domain/organisation/access.ts';
import type { Database, Ending, WriteTransaction } from '../database/database.ts';
import { integer, text } from '../database/row.ts';
import { GroupCommit } from '../register/group-commit.ts';
import type { AuditKeys } from './audit-keys.ts';
import { hasSameInitials, isNight } from './audit-marks.ts';
import { hashOfRow, noHash, pseudonymOf, type AuditRow } from './audit-row.ts';
import { findSubject, type Subject } from './audit-subjects.ts';

/** The cases that something is about, by whichever ids are at hand. */
export interface Cases {
  readonly placementIds?: Iterable<string>;
  readonly followUpIds?: Iterable<string>;
  /** Users, where it is about their own way to what they hold, each with the board whose log tells of it. */
  readonly users?: Iterable<{ readonly userId: string; readonly boardId: string }>;
}

/** Who did what to whom, from where, and why. */
export interface AuditNote {
  readonly actorId: string;
  /** Her rights, where she is signed in: they say how she stands to the cases. */
  readonly scope: ScopeFacts | null;
  readonly action: AuditAction;
  /** Address and route, or the tablet. Never anything that tells of a case. */
  readonly source: string;
  readonly cases: Cases;
  readonly why?: string | null;
  /** She had no assignment in it, and gave the reason for reading it. */
  readonly isOutside?: boolean;
}

/** Every read and write of a person's data, append-only. */
export interface AuditLog {
  /** Notes a write, in the transaction that makes it: both are there or neither. */
  write(transaction: WriteTransaction, note: AuditNote): void;
  /** Notes a read; settles when it is on disk, and before that nothing read may leave. */
  read(note: AuditNote): Promise<void>;
  /** What subjects are called in it, and its chains are made, with. */
  readonly keys: AuditKeys;
}

export interface AuditLogOptions {
  readonly database: Pick<Database, 'write'>;
  readonly keys: AuditKeys;
  readonly now: () => Date;
}

/** The log of a register. Rows of one note are one for each board, since each board has a chain of its own. */
export const createAuditLog = ({ database, keys, now }: AuditLogOptions): AuditLog => {
  const commits = new GroupCommit(database);

  const write = (transaction: WriteTransaction, note: AuditNote): void => {
    const at = now();
    const cases = subjectsOf(transaction, note.cases);
    const users = [...(note.cases.users ?? [])].map(({ userId, boardId }) => ({ clientId: userId, boardId }));
    const boards = Map.groupBy([...cases, ...users], (subject) => subject.boardId);
    // What is about no case that the register knows is noted all the same, in the chain of no board.
    if (boards.size === 0) boards.set('', []);
    const initials = initialsOf(transaction, note.actorId);
    for (const [boardId, of] of boards) {
      transaction.atEnd(appending, {
        keys,
        board_id: boardId,
        at: at.toISOString(),
        actor_id: note.actorId,
        action: note.action,
        source: note.source,
        subjects: JSON.stringify([...new Set(of.map(({ clientId }) => pseudonymOf(keys, clientId)))]),
        marks: marksOf(
          note,
          cases.filter((each) => each.boardId === boardId),
          initials,
          at,
        ).join(' '),
        why: note.why ?? null,
      });
    }
  };

  return { write, keys, read: (note) => commits.run(async (transaction) => write(transaction, note)) };
};

const subjectsOf = (transaction: WriteTransaction, { placementIds = [], followUpIds = [] }: Cases) => {
  const subjects: Subject[] = [];
  for (const id of new Set(placementIds)) subjects.push(...findSubject(transaction, 'placement', id));
  for (const id of new Set(followUpIds)) subjects.push(...findSubject(transaction, 'follow-up', id));
  return subjects;
};

const initialsOf = (transaction: WriteTransaction, userId: string): string | undefined => {
  const row = transaction.prepare('SELECT initials FROM users WHERE id = ?').get(userId);
  return row && text(row, 'initials');
};

const marksOf = (
  note: AuditNote,
  subjects: readonly Subject[],
  initials: string | undefined,
  at: Date,
): string[] => {
  const { scope } = note;
  const relations =
    scope === null ? [] : subjects.flatMap((subject) => relationsTo(scope, subject.custody)[0] ?? []);
  return [
    ...new Set(relations.map((relation) => (relation === 'city' ? 'outside' : relation))),
    ...(note.isOutside === true && !relations.includes('city') ? ['outside'] : []),
    ...(isNight(at) ? ['night'] : []),
    ...(subjects.some((subject) => hasSameInitials(initials, subject.initials)) ? ['same-initials'] : []),
  ];
};

/** A row that has no place in its chain yet. */
interface Appended extends Omit<AuditRow, 'position'> {
  readonly keys: AuditKeys;
}

/** A board's chain is read and written once a transaction, however many rows it gets. */
const appending: Ending<Appended> = {
  write: (transaction, rows) => {
    for (const [boardId, of] of Map.groupBy(rows, (row) => row.board_id)) append(transaction, boardId, of);
  },
};

const append = (transaction: WriteTransaction, boardId: string, rows: readonly Appended[]): void => {
  const chain = transaction.prepare('SELECT last, hash FROM audit_chains WHERE board_id = ?').get(boardId);
  const insert = transaction.prepare(
    `INSERT INTO audit_log (board_id, position, at, actor_id, action, source, subjects, marks, why, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let position = chain === undefined ? 0 : integer(chain, 'last');
  let hash = chain === undefined ? noHash : text(chain, 'hash');
  for (const { keys, ...of } of rows) {
    position += 1;
    hash = hashOfRow(keys, hash, { ...of, position });
    const { at, actor_id: actor, action, source, subjects, marks, why } = of;
    insert.run(boardId, position, at, actor, action, source, subjects, marks, why, hash);
  }
  transaction
    .prepare(
      `INSERT INTO audit_chains (board_id, last, hash) VALUES (?, ?, ?)
       ON CONFLICT (board_id) DO UPDATE SET last = excluded.last, hash = excluded.hash`,
    )
    .run(boardId, position, hash);
};
