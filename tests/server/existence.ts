import { recoveryText } from '#domain/recovery.ts';
import { sealingInfo } from '#domain/sealing.ts';
import { publicKeyOf, sealFor } from '#server/sealing/hpke.ts';
import { submit, wholeAnswers, type Person } from './seed.ts';
import type { TestServer } from './start-server.ts';

/** A request about something by its id. */
export interface Pointed {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Something that there is and somebody may know nothing of, and how she could ask whether there is. */
export interface Hidden {
  /** Method and path, as the table of routes has them; what the id stands in where it is not in the path. */
  readonly route: string;
  readonly who: Person | null;
  /** The id of a thing that there is. */
  readonly id: string;
  readonly about: (id: string) => Pointed;
}

/** Routes with an id in which there is nothing to be hidden, and why. */
export const isOpenToAll: Readonly<Record<string, string>> = {
  'POST /api/users/:id/invitation': 'administrators see all users',
  'POST /api/users/:id/reset': 'administrators see all users',
  'DELETE /api/users/:id/sessions': 'administrators see all users',
  'PATCH /api/users/:id': 'administrators see all users',
  'POST /api/devices/:id/lost': 'administrators see all tablets',
  'DELETE /api/devices/:id/lost': 'administrators see all tablets',
  'DELETE /api/devices/:id': 'administrators see all tablets',
  'GET /api/recoveries': 'administrators see all recoveries',
  'POST /api/recoveries/:id/approvals': 'administrators see all recoveries',
  'POST /api/recoveries/:id/rejection': 'administrators see all recoveries',
  'GET /api/questionnaires/:id/:version': 'whoever is signed in sees all questionnaires',
  'GET /api/questionnaires/:id/differences': 'whoever has the right sees all questionnaires',
  'GET /api/questionnaires/:id/:version/draft': 'whoever has the right sees all questionnaires',
  'PUT /api/questionnaires/:id/:version/draft': 'whoever has the right sees all questionnaires',
  'DELETE /api/questionnaires/:id/:version/draft': 'whoever has the right sees all questionnaires',
  'POST /api/questionnaires/:id/:version/publication': 'whoever has the right sees all questionnaires',
  'POST /api/questionnaires/:id/:version/retirement': 'whoever has the right sees all questionnaires',
  'GET /api/questionnaires/:id/:version/workbook': 'whoever has the right sees all questionnaires',
  'GET /api/reports/closed/:id': 'the city coordinators see all closed periods',
  'GET /api/reports/closed/:id/figures.csv': 'the city coordinators see all closed periods',
  'GET /api/reports/closed/:id/figures.xlsx': 'the city coordinators see all closed periods',
  'GET /api/reports/publications/:id': 'whoever is signed in sees all that is published',
  'GET /api/reports/publications/:id/figures.csv': 'whoever is signed in sees all that is published',
  'GET /api/reports/publications/:id/figures.xlsx': 'whoever is signed in sees all that is published',
};

const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

/** Makes one of each thing that somebody else may not know of. */
export const hideThings = async (server: TestServer): Promise<readonly Hidden[]> => {
  const { context, seed } = server;
  const at = context.now().toISOString();
  const hers = seed.users.otherCaseworker;
  const { submission } = await submit(context, seed, 'first');
  const aside = await submit(context, seed, 'first', { followUpId: crypto.randomUUID(), answers: {} });
  const device = crypto.randomUUID();
  const enrolled = { deviceId: device, label: 'P', publicKey };
  await server.ask('otherCaseworker', '/api/devices', { method: 'POST', body: enrolled });
  const ids = {
    purge: crypto.randomUUID(),
    factor: crypto.randomUUID(),
    recovery: crypto.randomUUID(),
    slot: crypto.randomUUID(),
  };
  const usedLink = 'a-link-that-has-been-used';
  const recoveryKey = context.sealing.recoveryKeyFor(seed.boards.first);
  const aad = recoveryText({ userId: hers, deviceId: device, slotId: ids.slot, keyId: recoveryKey.id });
  const sealed = sealFor(
    publicKeyOf(Buffer.from(recoveryKey.publicKey, 'base64url')),
    sealingInfo.recovery,
    aad,
    Buffer.alloc(32, 1),
  ).toString('base64');
  await context.database.write(async ({ query }) => {
    await query
      .insertInto('purges')
      .values({
        id: ids.purge,
        board_id: seed.boards.first,
        made_at: at,
        made_by: seed.users.coordinator,
        rules: '[]',
        clients: '[]',
        state: 'proposed',
        done_at: null,
        counts: '{"clients":0,"placements":0,"followUps":0}',
      })
      .execute();
    await query
      .insertInto('second_factors')
      .values({
        id: ids.factor,
        user_id: seed.users.inspector,
        kind: 'totp',
        label: '',
        secret: 'none',
        last_step: null,
        credential_id: null,
        public_key: null,
        counter: null,
        created_at: at,
        used_at: null,
      })
      .execute();
    await query
      .insertInto('recovery_deposits')
      .values({
        device_id: device,
        user_id: hers,
        board_id: seed.boards.first,
        key_id: recoveryKey.id,
        slot_id: ids.slot,
        sealed,
        deposited_at: at,
      })
      .execute();
    await query.insertInto('owner_keys').values({ user_id: hers, key_id: ids.factor, made_at: at }).execute();
    await query
      .insertInto('draft_copies')
      .values({
        user_id: hers,
        // One id stands for both in what is asked.
        follow_up_id: device,
        device_id: device,
        key_id: ids.factor,
        revision: 1,
        content: 'AAAA',
        stored_at: at,
      })
      .execute();
    await query
      .insertInto('recoveries')
      .values({
        id: ids.recovery,
        device_id: device,
        user_id: hers,
        board_id: seed.boards.first,
        public_key: recoveryKey.publicKey,
        asked_at: at,
        fetched_at: null,
      })
      .execute();
  });
  const link = await useUpLink(server, usedLink);
  const session = await context.database.query
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', hers)
    .executeTakeFirstOrThrow();

  const board = seed.boards.first;
  const [placement, followUp] = [seed.placements.first, seed.followUps.first];
  const period = 'from=2026-10&to=2026-12';
  const of = (
    route: string,
    id: string,
    about: Omit<Pointed, 'path'> & { readonly path?: string } = {},
    who: Person | null = 'otherCoordinator',
  ): Hidden => ({
    route,
    who,
    id,
    about: (other) => {
      const text = JSON.stringify({ ...about, path: about.path ?? route.split(' ')[1] });
      const pointed = JSON.parse(text.replaceAll(/:\w*[iI]d\b|:token\b/g, other)) as Pointed;
      return pointed;
    },
  });
  const plan = { placementId: ':id', plannedOn: '2026-12-24', method: 'site-visit' };
  const answers = wholeAnswers();
  const withBoard = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}board=:id`;
  return [
    of('DELETE /api/account/sessions/:id', session.id, {}, 'caseworker'),
    of('DELETE /api/account/factors/:id', ids.factor, {}, 'caseworker'),
    of('GET /api/invitations/:token', link, {}, null),
    of('POST /api/invitations/:token', link, { body: { password: 'a new one of hers' } }, null),
    of('POST /api/invitations/:token/factor', link, { body: { kind: 'totp' } }, null),
    of('POST /api/devices/:id/erased', device, { body: { deviceId: ':id' } }, null),
    of('GET /api/devices/:id/recovery', device, {}, 'caseworker'),
    of(
      'PUT /api/devices/:id/recovery',
      device,
      { body: { keyId: recoveryKey.id, slotId: ids.slot, sealed } },
      'caseworker',
    ),
    of(
      'POST /api/recoveries',
      device,
      { body: { deviceId: ':id', publicKey: recoveryKey.publicKey } },
      'caseworker',
    ),
    of(
      'PUT /api/owner-key/slots/:deviceId',
      device,
      { body: { userId: seed.users.caseworker, keyId: ids.factor, slot: 'AAAA' } },
      'caseworker',
    ),
    of('GET /api/draft-copies/:followUpId/:deviceId', device, {}, 'caseworker'),
    of(
      'PUT /api/draft-copies/:followUpId/:deviceId',
      device,
      { body: { keyId: ids.factor, revision: 1, content: 'AAAA' } },
      'caseworker',
    ),
    of(
      'DELETE /api/draft-copies/:followUpId/:deviceId',
      device,
      { path: '/api/draft-copies/:followUpId/:deviceId?through=1' },
      'caseworker',
    ),
    of('GET /api/recoveries/:id', ids.recovery, {}, 'caseworker'),
    of('POST /api/recoveries/:id/withdrawal', ids.recovery, {}, 'caseworker'),
    of('POST /api/recoveries/:id/release', ids.recovery, {}, 'caseworker'),
    of('POST /api/follow-ups', placement, { body: { ...plan, assigneeId: seed.users.otherCaseworker } }),
    of('PATCH /api/follow-ups/:id', followUp, { body: { action: 'change', plannedAt: '13:00' } }),
    of('PATCH /api/placements/:id', placement, { body: { teamId: seed.teams.first, caseworkerId: null } }),
    of('GET /api/placements/:id/protection', placement),
    of('PUT /api/placements/:id/protection', placement, {
      body: { isProtected: false, reason: 'None at all' },
    }),
    of('POST /api/access-reasons', followUp, {
      body: { followUpId: ':id', reason: 'complaint', comment: '' },
    }),
    of('POST /api/log-control/checks', board, {
      body: { month: '2026-10', boardId: ':id', outcome: 'nothing-found', comment: '' },
    }),
    of('POST /api/purges', board, { body: { boardId: ':id' } }),
    of('POST /api/purges/:id/approvals', ids.purge),
    of('POST /api/purges/:id/withdrawal', ids.purge),
    of('POST /api/extracts', placement, { body: { caseNumber: 'case-:id' } }),
    of('GET /api/review/:followUpId', followUp),
    of('PUT /api/review/:followUpId/decision', followUp, {
      body: { decision: 'approved' },
      headers: { 'if-match': `"${submission.id}"` },
    }),
    of('POST /api/review/:followUpId/claim', followUp),
    of('POST /api/review/:followUpId/settlement', followUp, {
      body: { basedOn: [submission.id, submission.id], answers },
    }),
    of('POST /api/review/items/:itemId/settlement', aside.submission.id, {
      body: { decision: 'dismiss', comment: '' },
    }),
    of('GET /api/placements board', board, { path: withBoard('/api/placements') }),
    of('GET /api/placements q', placement, { path: '/api/placements?q=case-:id' }),
    of('GET /api/follow-ups board', board, { path: withBoard('/api/follow-ups') }),
    of('GET /api/follow-ups q', placement, { path: '/api/follow-ups?q=case-:id' }),
    of('GET /api/follow-ups assignee', seed.users.caseworker, { path: '/api/follow-ups?assignee=:id' }),
    of('GET /api/review/queue board', board, { path: withBoard('/api/review/queue') }),
    of('GET /api/review/queue unit', seed.units.first, { path: '/api/review/queue?unit=:id' }),
    of('GET /api/log-control board', board, { path: withBoard('/api/log-control') }),
    of('GET /api/reports/individual board', board, { path: withBoard(`/api/reports/individual?${period}`) }),
    of('GET /api/reports/individual/texts board', board, {
      path: withBoard(`/api/reports/individual/texts?${period}`),
    }),
    of('GET /api/reports/individual.csv board', board, {
      path: withBoard(`/api/reports/individual.csv?${period}`),
    }),
  ];
};

/** A one-time link that somebody has used. */
const useUpLink = async ({ context, seed }: TestServer, token: string): Promise<string> => {
  const { hashOfToken } = await import('#server/identity/tokens.ts');
  const at = context.now().toISOString();
  await context.database.write(({ query }) =>
    query
      .insertInto('invitations')
      .values({
        token_hash: hashOfToken(token),
        user_id: seed.users.inspector,
        purpose: 'invitation',
        created_at: at,
        expires_at: '2027-12-01T00:00:00.000Z',
        used_at: at,
      })
      .execute(),
  );
  return token;
};
