import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import type { Item } from '#domain/follow-up/item.ts';
import type { ItemReason } from '#domain/protocol.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { KnownFollowUp } from './known-follow-up.ts';
import type { QuestionnaireShelf } from './questionnaire-shelf.ts';

/** A rule that an upload breaks: it is kept, and waits for a person. */
export interface Objection {
  readonly reason: ItemReason;
  readonly questions: readonly string[];
}

/** The objections that a coordinator may overrule; the others leave nothing to build on. */
export const overrulable: readonly ItemReason[] = [
  'assignment-withdrawn',
  'invalid-answers',
  'follow-up-cancelled',
  'already-carried-out',
];

const object = (reason: ItemReason, questions: readonly string[] = []): Objection => ({ reason, questions });

/** Whether the author had the case in her care on the day, or has it now: what held at the time of the visit decides. */
const hadInCare = (
  transaction: WriteTransaction,
  placementId: string,
  authorId: string,
  on: string,
): boolean =>
  transaction
    .prepare(
      `SELECT 1 FROM custody c
       WHERE c.placement_id = :placement
         AND (c.valid_to IS NULL OR (substr(c.valid_from, 1, 10) <= :day AND substr(c.valid_to, 1, 10) >= :day))
         AND (c.caseworker_id = :author OR EXISTS (
           SELECT 1 FROM memberships m JOIN team_boards b ON b.team_id = m.team_id
           WHERE m.user_id = :author AND m.team_id = c.team_id AND b.board_id = c.board_id
             AND (m.valid_to IS NULL OR (substr(m.valid_from, 1, 10) <= :day AND substr(m.valid_to, 1, 10) >= :day))
         )) LIMIT 1`,
    )
    .get({ placement: placementId, author: authorId, day: on }) !== undefined;

/**
 * The rule that the item breaks, or undefined. A rule never turns an upload away: it says why a person must look.
 * `planned` is the follow-up as the register holds it. Withdrawals are judged by the history alone
 * (`reconcileWithdrawal`).
 */
export const judge = (
  transaction: WriteTransaction,
  shelf: QuestionnaireShelf,
  of: Exclude<Item, { kind: 'withdrawal' }>,
  planned: KnownFollowUp | undefined,
): Objection | undefined => {
  if (of.kind === 'not-carried-out') {
    if (planned === undefined) return object('placement-unknown');
    if (planned.state === 'cancelled') return object('follow-up-cancelled');
    if (planned.state === 'carried-out') return object('already-carried-out');
    const isCared = hadInCare(transaction, planned.placementId, of.authorId, of.writtenAt.slice(0, 10));
    return isCared ? undefined : object('assignment-withdrawn');
  }

  const isOther = planned !== undefined && planned.placementId !== of.placementId;
  const isThere =
    transaction.prepare('SELECT 1 FROM placements WHERE id = ?').get(of.placementId) !== undefined;
  if (isOther || !isThere) return object('placement-unknown');
  if (planned?.state === 'cancelled') return object('follow-up-cancelled');
  if (!hadInCare(transaction, of.placementId, of.authorId, of.on)) return object('assignment-withdrawn');
  const asked = shelf.find(transaction, of.questionnaire);
  if (asked === undefined) return object('questionnaire-unknown');
  if (of.kind === 'carried-out') return undefined;
  const findings = validateForSending(asked, of.answers, surroundingsAt(new Date(of.writtenAt)));
  return findings.length > 0
    ? object('invalid-answers', [...new Set(findings.map((finding) => finding.question))])
    : undefined;
};
