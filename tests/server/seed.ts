import { randomUUID } from 'node:crypto';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Submission } from '#domain/follow-up/item.ts';
import type { Role } from '#domain/organisation/access.ts';
import type { UploadItem } from '#domain/protocol.ts';
import type { Context } from '#server/context.ts';
import { hashPassword } from '#server/identity/passwords.ts';
import { touchPlacement } from '#server/register/feed.ts';

export const password = 'correct horse battery';

/** The people of the seed: of each role one of the first board; a coordinator and a caseworker of the other. */
const people: Record<string, { roles: Role[]; board?: 'first' | 'other'; team?: 'first' | 'other' }> = {
  caseworker: { roles: ['caseworker'], team: 'first' },
  otherCaseworker: { roles: ['caseworker'], team: 'other' },
  inspector: { roles: ['inspector'] },
  coordinator: { roles: ['district-coordinator'], board: 'first' },
  otherCoordinator: { roles: ['district-coordinator'], board: 'other' },
  cityCoordinator: { roles: ['city-coordinator'] },
  administrator: { roles: ['administrator'] },
};
export type Person =
  | 'caseworker'
  | 'otherCaseworker'
  | 'inspector'
  | 'coordinator'
  | 'otherCoordinator'
  | 'cityCoordinator'
  | 'administrator';

/** The ids of what was planted. */
export interface Seed {
  readonly users: Record<Person, string>;
  readonly boards: Record<'first' | 'other', string>;
  readonly teams: Record<'first' | 'other', string>;
  readonly units: Record<'first' | 'other', string>;
  /** A placement of each board, with a planned follow-up. */
  readonly placements: Record<'first' | 'other', string>;
  readonly followUps: Record<'first' | 'other', string>;
}

const newIds = () => ({ first: randomUUID(), other: randomUUID() });
let passwordHash: Promise<string> | undefined;

/** Plants two boards with a team, a unit, a placement and a planned follow-up each, and a user of every role. */
export const plant = async (context: Context): Promise<Seed> => {
  const seed: Seed = {
    users: {
      caseworker: randomUUID(),
      otherCaseworker: randomUUID(),
      inspector: randomUUID(),
      coordinator: randomUUID(),
      otherCoordinator: randomUUID(),
      cityCoordinator: randomUUID(),
      administrator: randomUUID(),
    },
    boards: newIds(),
    teams: newIds(),
    units: newIds(),
    placements: newIds(),
    followUps: newIds(),
  };
  passwordHash ??= hashPassword(password);
  const hash = await passwordHash;
  await context.database.write(async (transaction) => {
    const { query } = transaction;
    const provider = randomUUID();
    await query
      .insertInto('providers')
      .values({ id: provider, key: 'provider', name: 'Åkerbo Omsorg', organisation_number: null })
      .execute();
    for (const each of ['first', 'other'] as const) {
      const key = each;
      await query
        .insertInto('boards')
        .values({ id: seed.boards[each], key, name: `Board ${each}` })
        .execute();
      await query
        .insertInto('teams')
        .values({ id: seed.teams[each], key, name: `Team ${each}` })
        .execute();
      await query
        .insertInto('team_boards')
        .values({ team_id: seed.teams[each], board_id: seed.boards[each] })
        .execute();
      await query
        .insertInto('units')
        .values({
          id: seed.units[each],
          key,
          name: `Home ${each}`,
          provider_id: provider,
          kind: 'hvb',
          ownership: 'private',
          municipality: 'Stockholm',
          licence_number: '1234/2020',
          licence_from: '2020-01-01',
          licence_to: null,
        })
        .execute();
    }
    for (const [name, { roles, board, team }] of Object.entries(people)) {
      const id = seed.users[name as Person];
      await query
        .insertInto('users')
        .values({
          id,
          user_name: name.toLowerCase(),
          name: `The ${name}`,
          initials: name.slice(0, 2).toUpperCase(),
          roles: JSON.stringify(roles),
          password_hash: hash,
          created_at: '2026-01-01T00:00:00.000Z',
        })
        .execute();
      if (board) {
        await query.insertInto('user_boards').values({ user_id: id, board_id: seed.boards[board] }).execute();
      }
      if (team) {
        await query
          .insertInto('memberships')
          .values({ user_id: id, team_id: seed.teams[team], valid_from: '2020-01-01', valid_to: null })
          .execute();
      }
    }
  });
  await addPlacement(context, seed, 'first', seed.placements.first, seed.followUps.first);
  await addPlacement(context, seed, 'other', seed.placements.other, seed.followUps.other);
  return seed;
};

/** Adds a placement with a planned follow-up to one of the boards. */
export const addPlacement = async (
  context: Context,
  seed: Seed,
  board: 'first' | 'other',
  placementId: string,
  followUpId: string,
  of: { readonly plannedOn?: string; readonly gender?: string } = {},
): Promise<void> => {
  const caseworker = board === 'first' ? seed.users.caseworker : seed.users.otherCaseworker;
  await context.database.write(async (transaction) => {
    const { query } = transaction;
    const client = randomUUID();
    const whose = {
      board_id: seed.boards[board],
      team_id: seed.teams[board],
      caseworker_id: caseworker,
    };
    await query
      .insertInto('clients')
      .values({ id: client, case_number: `case-${placementId}`, initials: 'AB' })
      .execute();
    await query
      .insertInto('placements')
      .values({
        id: placementId,
        key: placementId,
        client_id: client,
        unit_id: seed.units[board],
        ...whose,
        service_area: 'adult-and-addiction',
        gender: of.gender ?? 'woman',
        decided_on: '2026-01-10',
        plan_due_on: null,
        monthly_report_day: null,
        ended_on: null,
      })
      .execute();
    await query
      .insertInto('custody')
      .values({ placement_id: placementId, valid_from: '2026-01-10', valid_to: null, ...whose })
      .execute();
    await query
      .insertInto('follow_ups')
      .values({
        id: followUpId,
        key: null,
        placement_id: placementId,
        board_id: seed.boards[board],
        assignee_id: caseworker,
        planned_on: of.plannedOn ?? '2026-12-01',
        planned_at: '09:30',
        method: 'site-visit',
        questionnaire_id: 'individual-follow-up',
        questionnaire_version: 1,
        state: 'planned',
        reason: null,
        comment: null,
        carried_out_on: null,
        carried_out_method: null,
        carried_out_cell: null,
        created_at: '2026-01-10T00:00:00.000Z',
      })
      .execute();
    touchPlacement(transaction, placementId);
  });
};

/** Publishes a questionnaire as it stands, past the page that makes them. */
export const publish = async (context: Context, document: Questionnaire): Promise<void> => {
  const { id, version } = document;
  await context.database.write(async ({ query }) => {
    await query
      .insertInto('questionnaires')
      .values({ id, version, document: JSON.stringify(document), published_at: '2026-01-01T00:00:00.000Z' })
      .execute();
  });
};

/** Answers that can be sent. */
export const wholeAnswers = (more: Answers = {}): Answers => ({
  method: { value: 'site-visit' },
  date: { value: '2026-11-20' },
  'licence-checked': { value: 'valid' },
  'plan-received': { value: 'no' },
  'monthly-reports': { value: 'on-time' },
  'regular-feedback': { value: 'yes' },
  'support-as-decided': { value: 'yes' },
  influence: { reason: 'declined' },
  change: { value: 'unchanged' },
  'anything-to-add': { value: 'The food is good' },
  'according-to-plan': { value: 'very-good' },
  'agreed-activities': { value: 'acceptable' },
  'information-duty': { value: 'acceptable', comment: 'Late twice' },
  overall: { value: 'very-good' },
  'deviation-found': { value: 'no' },
  ...more,
});

/** A submission by the caseworker of the board, and the upload that carries it. */
export const submissionOf = (
  seed: Seed,
  board: 'first' | 'other',
  of: Partial<Submission> = {},
): { submission: Submission; upload: UploadItem } => {
  const submission: Submission = {
    kind: 'submission',
    id: randomUUID(),
    followUpId: seed.followUps[board],
    authorId: board === 'first' ? seed.users.caseworker : seed.users.otherCaseworker,
    writtenAt: '2026-11-20T10:00:00.000Z',
    placementId: seed.placements[board],
    questionnaire: { id: 'individual-follow-up', version: 1 },
    on: '2026-11-20',
    method: 'site-visit',
    basedOn: [],
    answers: { ...wholeAnswers() },
    ...of,
  };
  const { id, kind, followUpId, authorId } = submission;
  const content = Buffer.from(JSON.stringify(submission)).toString('base64');
  return { submission, upload: { id, kind, followUpId, authorId, keyId: 'plain', content } };
};

/** Lets the register receive a submission; gives it with what became of it. */
export const submit = async (
  context: Context,
  seed: Seed,
  board: 'first' | 'other',
  of: Partial<Submission> = {},
) => {
  const { submission, upload } = submissionOf(seed, board, of);
  const reply = await context.intake.receive({
    protocol: 1,
    epoch: null,
    deviceId: randomUUID(),
    items: [upload],
  });
  const [result] = reply.results;
  if (result === undefined) throw new Error('No receipt came');
  return { submission, result };
};
