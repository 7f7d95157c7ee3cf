import type { SubjectKind } from '#domain/protocol.ts';
import type { Ending, WriteTransaction } from '../database/database.ts';
import { text, textOrNull, type Row } from '../database/row.ts';

/**
 * Tells those who see a subject that it has changed. The feed holds, for each channel, the last place at which each
 * subject changed; what a subject looks like is read when the feed is. A subject that leaves somebody's sight is told
 * on the channels that saw it before: then it reads as gone. A channel's counter moves last in the transaction.
 */
export const touch = (
  transaction: WriteTransaction,
  channels: Iterable<string>,
  kind: SubjectKind,
  subjectId: string,
): void => {
  for (const channel of channels) transaction.atEnd(telling, { channel, kind, subjectId });
};

interface Touched {
  readonly channel: string;
  readonly kind: SubjectKind;
  readonly subjectId: string;
}

const telling: Ending<Touched> = {
  write: (transaction, touched) => {
    const next = transaction.prepare(
      `INSERT INTO channels (id, last) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET last = last + excluded.last RETURNING last`,
    );
    const place = transaction.prepare(
      `INSERT INTO feed (channel, subject_kind, subject_id, position) VALUES (?, ?, ?, ?)
       ON CONFLICT (channel, subject_kind, subject_id) DO UPDATE SET position = excluded.position`,
    );
    const subjects = new Map<string, Map<string, Touched>>();
    for (const each of touched) {
      const ofChannel = subjects.get(each.channel) ?? new Map<string, Touched>();
      subjects.set(each.channel, ofChannel.set(`${each.kind} ${each.subjectId}`, each));
    }
    for (const [channel, ofChannel] of subjects) {
      let position = Number(next.get(channel, ofChannel.size)?.['last']) - ofChannel.size;
      for (const { kind, subjectId } of ofChannel.values()) {
        position += 1;
        place.run(channel, kind, subjectId, position);
      }
    }
  },
};

/** What everybody may know: units and questionnaires. */
export const cityChannel = 'city';

/** What is told to one person alone. */
export const ownChannel = (userId: string): string => `user:${userId}`;

/** Who has a placement in care, as its row says. */
export interface CustodyColumns {
  readonly team_id: string;
  readonly caseworker_id: string | null;
}

/** The channels of those who see a placement: its team's, and its caseworker's own. */
const channelsOf = (custody: CustodyColumns): string[] => [
  `team:${custody.team_id}`,
  ...(custody.caseworker_id === null ? [] : [ownChannel(custody.caseworker_id)]),
];

/** Tells of a placement and all its follow-ups; `before` is its custody before the change, where that changed. */
export const touchPlacement = (
  transaction: WriteTransaction,
  placementId: string,
  before?: CustodyColumns,
): void => {
  const channels = channelsOfPlacement(transaction, placementId).concat(before ? channelsOf(before) : []);
  touch(transaction, channels, 'placement', placementId);
  const followUps = transaction.prepare('SELECT id FROM follow_ups WHERE placement_id = ?').all(placementId);
  for (const row of followUps) touch(transaction, channels, 'follow-up', String(row['id']));
};

/** Tells of a placement that has just been added: it has no follow-ups yet, and its row need not be read. */
export const touchNewPlacement = (
  transaction: WriteTransaction,
  placementId: string,
  custody: CustodyColumns,
): void => touch(transaction, channelsOf(custody), 'placement', placementId);

/** Tells of one follow-up; of one that the register does not hold there is nobody to tell. */
export const touchFollowUp = (transaction: WriteTransaction, followUpId: string): void => {
  const row = transaction
    .prepare(
      `SELECT p.team_id, p.caseworker_id FROM follow_ups f JOIN placements p ON p.id = f.placement_id
       WHERE f.id = ?`,
    )
    .get(followUpId);
  touch(transaction, channelsOfRow(row), 'follow-up', followUpId);
};

const channelsOfPlacement = (transaction: WriteTransaction, placementId: string): string[] =>
  channelsOfRow(
    transaction.prepare('SELECT team_id, caseworker_id FROM placements WHERE id = ?').get(placementId),
  );

const channelsOfRow = (row: Row | undefined): string[] =>
  row === undefined
    ? []
    : channelsOf({ team_id: text(row, 'team_id'), caseworker_id: textOrNull(row, 'caseworker_id') });
