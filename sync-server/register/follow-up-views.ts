import { sql } from 'kysely';
import * as z from 'zod/mini';
import { addDays } from '#domain/day.ts';
import { answers as answersSchema, type Answers } from '#domain/follow-up/answer.ts';
import {
  followUpView,
  type ConflictView,
  type EntryView,
  type FollowUpView,
  type SetAsideView,
} from '#domain/follow-up/follow-up.ts';
import { item as parseItem } from '#domain/follow-up/item.ts';
import { seesPlacement, type Scope } from '#domain/organisation/access.ts';
import { isCalculatedAt } from '#domain/questionnaire/relevance.ts';
import { openBranches, type History } from '#domain/register/history.ts';
import { nothingCalculated, type IsCalculated } from '#domain/register/merge.ts';
import { reviewComment } from '#domain/register/review.ts';
import { compareVersions } from '#domain/register/versions.ts';
import type { Database } from '../database/database.ts';
import { findPublished } from './published.ts';
import { dismissal } from './register-store.ts';
import { custodyOf, namedReadersOf } from '../protection/sight.ts';

/** For how many days a follow-up that is done stays on the tablet. */
const daysAfterDone = 400;

const names = z.array(z.string());
const comments = z.array(reviewComment);
const parseAnswers = (text: string): Answers => answersSchema.parse(JSON.parse(text));

const readRevisions = (database: Database, followUpId: string) =>
  database.query
    .selectFrom('revisions')
    .leftJoin('users', 'users.id', 'revisions.author_id')
    .selectAll('revisions')
    .select('users.initials')
    .where('follow_up_id', '=', followUpId)
    .orderBy('ordinal')
    .execute();
type RevisionRow = Awaited<ReturnType<typeof readRevisions>>[number];

const kind = z.enum(['submission', 'merge', 'withdrawal']);

const historyFrom = (rows: readonly RevisionRow[], head: string | null): History => ({
  head,
  revisions: rows.map((row) => ({
    id: row.id,
    kind: kind.parse(row.kind),
    basedOn: names.parse(JSON.parse(row.based_on)),
    answers: parseAnswers(row.answers),
    isWithdrawn: row.is_withdrawn === 1,
  })),
});

/** The open conflicts of a history: each side as it differs from the head, with what both built on. */
const conflictsOf = (
  history: History,
  rows: readonly RevisionRow[],
  isCalculated: IsCalculated,
): ConflictView[] =>
  openBranches(history).flatMap((branch) => {
    const head = history.revisions.find((each) => each.id === history.head);
    const row = rows.find((each) => each.id === branch.id);
    if (head === undefined || row === undefined) return [];
    const { base, questions } = compareVersions(history, head, branch, isCalculated);
    return {
      submissionId: branch.id,
      author: { id: row.author_id, initials: row.initials ?? '' },
      at: row.received_at,
      questions: [...questions],
      base: { ...base },
      answers: { ...branch.answers },
    };
  });

/** What is worked out in the questionnaire of the head: looked up where two versions stand against each other alone. */
const calculatedIn = async (
  { query }: Database,
  history: History,
  rows: readonly RevisionRow[],
): Promise<IsCalculated> => {
  const row = rows.find((each) => each.id === history.head);
  if (row === undefined || openBranches(history).length === 0) return nothingCalculated;
  const asked = await findPublished(query, { id: row.questionnaire_id, version: row.questionnaire_version });
  return (place) => asked !== undefined && isCalculatedAt(asked, place);
};

/** The register's entry of a follow-up with its open conflicts; null where nothing of it was accepted. */
export const readEntry = async (
  database: Database,
  followUpId: string,
): Promise<{ entry: EntryView; conflicts: ConflictView[]; history: History } | null> => {
  const entry = await database.query
    .selectFrom('entries')
    .selectAll()
    .where('follow_up_id', '=', followUpId)
    .executeTakeFirst();
  if (entry === undefined) return null;
  const rows = await readRevisions(database, followUpId);
  const history = historyFrom(rows, entry.head_id);
  const head = history.revisions.find((each) => each.id === entry.head_id);
  const review = await database.query
    .selectFrom('reviews')
    .leftJoin('users', 'users.id', 'reviews.by_id')
    .select(['decision', 'comments', 'at', 'by_id', 'users.initials'])
    .where('follow_up_id', '=', followUpId)
    .where('revision_id', '=', entry.head_id)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  return {
    history,
    conflicts: conflictsOf(history, rows, await calculatedIn(database, history, rows)),
    entry: {
      number: entry.number,
      head: entry.head_id,
      isWithdrawn: entry.is_withdrawn === 1,
      answers: { ...head?.answers },
      review:
        entry.is_withdrawn === 1
          ? null
          : {
              state: z.enum(['awaiting', 'approved', 'returned']).parse(review?.decision ?? 'awaiting'),
              revision: entry.head_id,
              at: review?.at ?? null,
              by: review ? { id: review.by_id, initials: review.initials ?? '' } : null,
              comments: review ? comments.parse(JSON.parse(review.comments)) : [],
            },
      revisions: rows.map((row) => ({
        id: row.id,
        kind: kind.parse(row.kind),
        basedOn: names.parse(JSON.parse(row.based_on)),
        author: { id: row.author_id, initials: row.initials ?? '' },
        at: row.received_at,
      })),
    },
  };
};

/** The last registered follow-up of the placement before this one. */
export const readPrevious = async (
  database: Database,
  placementId: string,
  followUpId: string,
  before: string | null,
): Promise<FollowUpView['previous']> => {
  let query = database.query
    .selectFrom('follow_ups')
    .innerJoin('entries', 'entries.follow_up_id', 'follow_ups.id')
    .innerJoin('revisions', 'revisions.id', 'entries.head_id')
    .select([
      'revisions.carried_out_on',
      'revisions.questionnaire_id',
      'revisions.questionnaire_version',
      'answers',
    ])
    .where('follow_ups.placement_id', '=', placementId)
    .where('follow_ups.id', '!=', followUpId)
    .where('entries.is_withdrawn', '=', 0);
  if (before !== null) query = query.where('follow_ups.carried_out_on', '<', before);
  const row = await query.orderBy('follow_ups.carried_out_on', 'desc').limit(1).executeTakeFirst();
  return row === undefined
    ? null
    : {
        on: row.carried_out_on,
        questionnaire: { id: row.questionnaire_id, version: row.questionnaire_version },
        answers: { ...parseAnswers(row.answers) },
      };
};

/** What was set aside, as its author's other tablets need it to show and correct it. */
const setAsideFrom = (
  row: { readonly id: string; readonly reason: string | null; readonly content: string },
  placementId: string,
): SetAsideView => {
  const told = { itemId: row.id, reason: row.reason ?? '' };
  const content = parseItem.parse(JSON.parse(row.content));
  // One that names another placement may speak of somebody whom the reader has no right to.
  if (content.kind !== 'submission' || content.placementId !== placementId) return told;
  const { authorId, writtenAt, questionnaire, basedOn, answers } = content;
  return { ...told, submission: { authorId, writtenAt, questionnaire, basedOn, answers } };
};

/** What was set aside of a follow-up and not taken in, oldest first; with what it says. */
const readDismissed = async (database: Database, followUpId: string) => {
  const rows = await database.query
    .selectFrom('items')
    .select(['id', 'content', 'settled_at', 'settlement'])
    .where('follow_up_id', '=', followUpId)
    // In literal words, as in the index over what was settled: of a bound value SQLite does not know that it is in it.
    .where(sql<boolean>`settled_at IS NOT NULL`)
    .where('settlement', 'like', `${dismissal}%`)
    .orderBy('receipt')
    .execute();
  return rows.map(({ id, content, settled_at, settlement }) => ({
    content,
    view: { itemId: id, at: settled_at ?? '', comment: (settlement ?? '').slice(dismissal.length) },
  }));
};

/**
 * What an author is told of her uploads that were not taken in, where there is no follow-up for her to see: it never came
 * about, or she sees it no longer. She wrote it herself; of the register it holds the coordinator's words to her alone.
 */
const viewOwnDismissed = async (
  database: Database,
  { userId }: Scope,
  followUpId: string,
  today: string,
): Promise<FollowUpView | undefined> => {
  const own = (await readDismissed(database, followUpId)).flatMap(({ content, view }) => {
    const item = parseItem.parse(JSON.parse(content));
    return item.authorId === userId ? [{ item, view }] : [];
  });
  const made = own.flatMap(({ item }) =>
    item.kind === 'submission' || item.kind === 'carried-out' ? [item] : [],
  );
  const [last, settledAt] = [made.at(-1), own.at(-1)?.view.at ?? ''];
  if (last === undefined || addDays(settledAt.slice(0, 10), daysAfterDone) < today) return undefined;
  return followUpView.parse({
    id: followUpId,
    placementId: last.placementId,
    assigneeId: userId,
    plannedOn: null,
    plannedAt: null,
    method: last.method,
    questionnaire: last.questionnaire,
    state: 'carried-out',
    notCarriedOut: null,
    carriedOut: { on: last.on, method: last.method },
    entry: null,
    conflicts: [],
    setAside: [],
    dismissed: own.map(({ view }) => view),
    previous: null,
  });
};

/** A follow-up as the person may see it now; undefined where there is none, none for her, or it is long done. */
export const viewFollowUp = async (
  database: Database,
  scope: Scope,
  followUpId: string,
  today: string,
): Promise<FollowUpView | undefined> => {
  const row = await database.query
    .selectFrom('follow_ups')
    .innerJoin('placements', 'placements.id', 'follow_ups.placement_id')
    .selectAll('follow_ups')
    .select([
      'placements.team_id',
      'placements.caseworker_id',
      'placements.board_id as placement_board_id',
      namedReadersOf('placements.id'),
    ])
    .where('follow_ups.id', '=', followUpId)
    .executeTakeFirst();
  if (row === undefined || !seesPlacement(scope, custodyOf({ ...row, board_id: row.placement_board_id })))
    return viewOwnDismissed(database, scope, followUpId, today);
  const doneOn =
    row.carried_out_on ?? (row.state === 'planned' ? null : (row.planned_on ?? row.created_at.slice(0, 10)));
  if (doneOn !== null && addDays(doneOn, daysAfterDone) < today) return undefined;

  const registered = await readEntry(database, followUpId);
  const waiting = await database.query
    .selectFrom('items')
    .select(['id', 'reason', 'status', 'content'])
    .where('follow_up_id', '=', followUpId)
    // Written out, as above.
    .where(sql<boolean>`status IN ('held', 'set-aside')`)
    .where('settled_at', 'is', null)
    .orderBy('receipt')
    .execute();
  const dismissed = await readDismissed(database, followUpId);
  return followUpView.parse({
    id: row.id,
    placementId: row.placement_id,
    assigneeId: row.assignee_id,
    plannedOn: row.planned_on,
    plannedAt: row.planned_at,
    method: row.method,
    questionnaire: { id: row.questionnaire_id, version: row.questionnaire_version },
    state: row.state,
    notCarriedOut: row.reason === null ? null : { reason: row.reason, comment: row.comment ?? '' },
    carriedOut:
      row.carried_out_on === null || row.carried_out_method === null
        ? null
        : { on: row.carried_out_on, method: row.carried_out_method },
    entry: registered?.entry ?? null,
    conflicts: registered?.conflicts ?? [],
    setAside: waiting
      .filter(({ status }) => status === 'set-aside')
      .map((each) => setAsideFrom(each, row.placement_id)),
    dismissed: dismissed.map(({ view }) => view),
    previous: await readPrevious(database, row.placement_id, followUpId, row.carried_out_on),
  });
};
