import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { answers } from '#domain/follow-up/answer.ts';
import {
  reviewEntry,
  type PastReview,
  type ReviewEntry,
  type RevisionContent,
} from '#domain/office/review.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import { reviewComment, reviewState } from '#domain/register/review.ts';
import { method } from '#domain/follow-up/follow-up.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { seesPlacementAt } from '../protection/sight.ts';
import { readEntry, readPrevious } from './follow-up-views.ts';
import { referenceNamesIn } from './reference-names.ts';
import { claimsHoldFrom } from './review-rows.ts';
import { listSetAside } from './set-aside-list.ts';

const findFollowUp = (query: Kysely<Tables>, scope: Scope, followUpId: string) =>
  query
    .selectFrom('follow_ups as f')
    .innerJoin('placements as p', 'p.id', 'f.placement_id')
    .innerJoin('clients', 'clients.id', 'p.client_id')
    .innerJoin('units', 'units.id', 'p.unit_id')
    .innerJoin('providers', 'providers.id', 'units.provider_id')
    .innerJoin('boards', 'boards.id', 'f.board_id')
    .innerJoin('teams', 'teams.id', 'p.team_id')
    .leftJoin('users as worker', 'worker.id', 'p.caseworker_id')
    .leftJoin('entries as e', 'e.follow_up_id', 'f.id')
    .leftJoin('users as reviewer', 'reviewer.id', 'e.reviewer_id')
    .selectAll('f')
    .select([
      'clients.case_number',
      'clients.initials',
      'p.gender',
      'p.service_area',
      'p.unit_id',
      'p.team_id',
      'p.caseworker_id',
      'units.name as unit_name',
      'providers.id as provider_id',
      'providers.name as provider_name',
      'boards.name as board_name',
      'teams.name as team_name',
      'worker.name as worker_name',
      'worker.initials as worker_initials',
      'e.reviewer_id',
      'e.reviewer_since',
      'reviewer.name as reviewer_name',
      'reviewer.initials as reviewer_initials',
    ])
    .where('f.id', '=', followUpId)
    .where('f.board_id', 'in', boardsSeen(scope, 'case'))
    .where(seesPlacementAt(scope, 'p.id'))
    .executeTakeFirst();

/** The placement of a follow-up that the person may read; undefined where there is none, or none for her. */
export const findPlacementOf = async (
  query: Kysely<Tables>,
  scope: Scope,
  followUpId: string,
): Promise<string | undefined> => (await findFollowUp(query, scope, followUpId))?.placement_id;

const person = (id: string | null, name: string | null, initials: string | null) =>
  id === null ? null : { id, name: name ?? '', initials: initials ?? '' };

/** All that the desk shows of one follow-up; undefined where there is none, or none for her. */
export const readReviewEntry = async (
  database: Database,
  scope: Scope,
  followUpId: string,
  now: Date,
): Promise<ReviewEntry | undefined> => {
  const { query } = database;
  const row = await findFollowUp(query, scope, followUpId);
  if (row === undefined) return undefined;
  const registered = await readEntry(database, followUpId);
  const setAside = await listSetAside(query, scope, { followUpId });
  const previous = await readPrevious(database, row.placement_id, followUpId, row.carried_out_on);
  const revisions = await readRevisions(query, followUpId);
  const conflicts = registered?.conflicts ?? [];
  const isClaimed = (row.reviewer_since ?? '') > claimsHoldFrom(now);
  return reviewEntry.parse({
    followUpId,
    placementId: row.placement_id,
    client: { caseNumber: row.case_number, initials: row.initials },
    gender: row.gender,
    serviceArea: row.service_area,
    unit: { id: row.unit_id, name: row.unit_name },
    provider: { id: row.provider_id, name: row.provider_name },
    board: { id: row.board_id, name: row.board_name },
    team: { id: row.team_id, name: row.team_name },
    caseworker: person(row.caseworker_id, row.worker_name, row.worker_initials),
    plannedOn: row.planned_on,
    carriedOut:
      row.carried_out_on === null || row.carried_out_method === null
        ? null
        : { on: row.carried_out_on, method: row.carried_out_method },
    questionnaire: { id: row.questionnaire_id, version: row.questionnaire_version },
    entry: registered?.entry ?? null,
    previous,
    revisions,
    reviews: await readReviews(query, followUpId),
    conflicts,
    setAside: setAside.rows,
    references: await referenceNamesIn(query, scope, [
      ...(previous === null ? [] : [previous.answers]),
      ...revisions.map((each) => each.answers),
      ...conflicts.flatMap((each) => [each.base, each.answers]),
    ]),
    reviewer: isClaimed ? person(row.reviewer_id, row.reviewer_name, row.reviewer_initials) : null,
  });
};

const readRevisions = async (query: Kysely<Tables>, followUpId: string): Promise<RevisionContent[]> => {
  const rows = await query
    .selectFrom('revisions')
    .leftJoin('users', 'users.id', 'author_id')
    .selectAll('revisions')
    .select(['users.name', 'users.initials'])
    .where('follow_up_id', '=', followUpId)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: z.enum(['submission', 'merge', 'withdrawal']).parse(row.kind),
    basedOn: z.array(z.string()).parse(JSON.parse(row.based_on)),
    author: { id: row.author_id, name: row.name ?? '', initials: row.initials ?? '' },
    at: row.received_at,
    on: row.carried_out_on,
    method: method.parse(row.method),
    isWithdrawn: row.is_withdrawn === 1,
    answers: answers.parse(JSON.parse(row.answers)),
  }));
};

const readReviews = async (query: Kysely<Tables>, followUpId: string): Promise<PastReview[]> => {
  const rows = await query
    .selectFrom('reviews')
    .leftJoin('users', 'users.id', 'by_id')
    .selectAll('reviews')
    .select(['users.name', 'users.initials'])
    .where('follow_up_id', '=', followUpId)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({
    revision: row.revision_id,
    decision: reviewState.parse(row.decision),
    by: { id: row.by_id, name: row.name ?? '', initials: row.initials ?? '' },
    at: row.at,
    comments: z.array(reviewComment).parse(JSON.parse(row.comments)),
  }));
};
