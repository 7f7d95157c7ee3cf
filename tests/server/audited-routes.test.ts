import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { AuditAction } from '#domain/office/log-control.ts';
import { recoveryCodeOf } from '#domain/recovery.ts';
import { signatureHeader } from '#domain/signing.ts';
import { routes } from '#server/routes.ts';
import { hideThings } from './existence.ts';
import { addPlacement, submissionOf, submit, wholeAnswers, type Person } from './seed.ts';
import { startTestServer, type Answered, type TestServer } from './start-server.ts';
import { createTablet, signItems } from './tablet-client.ts';

let server: TestServer;
/** Ids of what the requests are about. */
let of: Readonly<
  Record<'placement' | 'followUp' | 'planned' | 'head' | 'conflict' | 'aside' | 'purge', string>
>;
let ends: readonly string[];
/** A tablet of the other caseworker, with what is kept of it. */
let tablet: { readonly id: string; readonly keyId: string; readonly publicKey: string };

const ask = (who: Person | null, method: string, path: string, body?: unknown, head?: string) =>
  server.ask(who, path, {
    method,
    ...(body !== undefined && { body }),
    ...(head !== undefined && { headers: { 'if-match': `"${head}"` } }),
  });
const idOf = (answered: Answered): string => z.string().parse(answered.body['id']);

/** Asks for what opens a store; what was asked before is withdrawn. */
const askForRecovery = (): Promise<Answered> =>
  ask('otherCaseworker', 'POST', '/api/recoveries', { deviceId: tablet.id, publicKey: tablet.publicKey });
const approveRecovery = (id: string, who: Person): Promise<Answered> => {
  const code = recoveryCodeOf(createHash('sha256').update(tablet.publicKey).digest());
  return ask(who, 'POST', `/api/recoveries/${id}/approvals`, { code, reason: 'She was here.' });
};

/** A request that reads or writes what is held of a person, and what the log has of it. */
interface Audited {
  readonly action: AuditAction;
  readonly ask: () => Promise<Answered>;
}

const period = 'from=2026-10&to=2026-12';

/** In the order in which they are asked: some need what an earlier one has made, or are the last that can be asked. */
const audited: Readonly<Record<string, Audited>> = {
  'GET /api/placements': { action: 'list-read', ask: () => ask('coordinator', 'GET', '/api/placements') },
  'GET /api/follow-ups': {
    action: 'list-read',
    ask: () => ask('coordinator', 'GET', '/api/follow-ups?state=carried-out'),
  },
  'GET /api/review/queue': { action: 'list-read', ask: () => ask('coordinator', 'GET', '/api/review/queue') },
  'GET /api/review/:followUpId': {
    action: 'case-read',
    ask: () => ask('coordinator', 'GET', `/api/review/${of.followUp}`),
  },
  'POST /api/review/:followUpId/claim': {
    action: 'claimed',
    ask: () => ask('coordinator', 'POST', `/api/review/${of.followUp}/claim`),
  },
  'GET /api/reports/individual/texts': {
    action: 'texts-read',
    ask: () => ask('coordinator', 'GET', `/api/reports/individual/texts?${period}`),
  },
  'POST /api/access-reasons': {
    action: 'reason-given',
    ask: () =>
      ask('coordinator', 'POST', '/api/access-reasons', {
        followUpId: of.followUp,
        reason: 'complaint',
        comment: '',
      }),
  },
  'PUT /api/review/:followUpId/decision': {
    action: 'reviewed',
    ask: () =>
      ask('coordinator', 'PUT', `/api/review/${of.followUp}/decision`, { decision: 'approved' }, of.head),
  },
  'POST /api/review/:followUpId/settlement': {
    action: 'settled',
    ask: () =>
      ask('coordinator', 'POST', `/api/review/${of.conflict}/settlement`, {
        basedOn: ends,
        answers: wholeAnswers(),
      }),
  },
  'POST /api/review/items/:itemId/settlement': {
    action: 'settled',
    ask: () =>
      ask('coordinator', 'POST', `/api/review/items/${of.aside}/settlement`, {
        decision: 'dismiss',
        comment: '',
      }),
  },
  'POST /api/follow-ups': {
    action: 'planned',
    ask: () =>
      ask('coordinator', 'POST', '/api/follow-ups', {
        placementId: of.placement,
        plannedOn: '2026-12-24',
        method: 'site-visit',
        assigneeId: server.seed.users.caseworker,
      }),
  },
  'PATCH /api/follow-ups/:id': {
    action: 'plan-changed',
    ask: () =>
      ask('coordinator', 'PATCH', `/api/follow-ups/${of.planned}`, { action: 'change', plannedAt: '13:00' }),
  },
  'PATCH /api/placements/:id': {
    action: 'custody-changed',
    ask: () =>
      ask('coordinator', 'PATCH', `/api/placements/${of.placement}`, {
        teamId: server.seed.teams.first,
        caseworkerId: null,
      }),
  },
  'GET /api/placements/:id/protection': {
    action: 'protection-read',
    ask: () => ask('coordinator', 'GET', `/api/placements/${of.placement}/protection`),
  },
  'PUT /api/placements/:id/protection': {
    action: 'protection-changed',
    ask: () =>
      ask('coordinator', 'PUT', `/api/placements/${of.placement}/protection`, {
        isProtected: true,
        readerIds: [server.seed.users.coordinator],
        reason: 'Decision of the tax agency',
      }),
  },
  'POST /api/extracts': {
    action: 'extract-made',
    ask: () => ask('coordinator', 'POST', '/api/extracts', { caseNumber: `case-${of.placement}` }),
  },
  'GET /api/changes': { action: 'fetched-to-tablet', ask: () => ask('caseworker', 'GET', '/api/changes') },
  'POST /api/uploads': {
    action: 'uploaded',
    ask: async () => {
      const sender = await createTablet();
      const { deviceId, publicKey } = sender;
      await ask('caseworker', 'POST', '/api/devices', { deviceId, label: 'P', publicKey });
      const { body, signature } = await signItems(sender, [submissionOf(server.seed, 'first').upload]);
      return server.ask(null, '/api/uploads', {
        method: 'POST',
        body,
        headers: { [signatureHeader]: signature },
      });
    },
  },
  'PUT /api/draft-copies/:followUpId/:deviceId': {
    action: 'draft-copied',
    ask: () =>
      ask('otherCaseworker', 'PUT', `/api/draft-copies/${server.seed.followUps.other}/${tablet.id}`, {
        keyId: tablet.keyId,
        revision: 1,
        content: 'AAAA',
      }),
  },
  'GET /api/draft-copies/:followUpId/:deviceId': {
    action: 'draft-fetched',
    ask: () => ask('otherCaseworker', 'GET', `/api/draft-copies/${server.seed.followUps.other}/${tablet.id}`),
  },
  'POST /api/recoveries': { action: 'recovery-asked', ask: askForRecovery },
  'POST /api/recoveries/:id/withdrawal': {
    action: 'recovery-withdrawn',
    ask: async () =>
      ask('otherCaseworker', 'POST', `/api/recoveries/${idOf(await askForRecovery())}/withdrawal`),
  },
  'POST /api/recoveries/:id/rejection': {
    action: 'recovery-rejected',
    ask: async () =>
      ask('administrator', 'POST', `/api/recoveries/${idOf(await askForRecovery())}/rejection`, {
        reason: 'It was not she.',
      }),
  },
  'POST /api/recoveries/:id/approvals': {
    action: 'recovery-approved',
    ask: async () => approveRecovery(idOf(await askForRecovery()), 'administrator'),
  },
  'POST /api/recoveries/:id/release': {
    action: 'recovery-fetched',
    ask: async () => {
      const id = idOf(await askForRecovery());
      await approveRecovery(id, 'administrator');
      await approveRecovery(id, 'cityCoordinator');
      return ask('otherCaseworker', 'POST', `/api/recoveries/${id}/release`);
    },
  },
  'POST /api/devices/:id/lost': {
    action: 'tablet-lost',
    ask: () => ask('administrator', 'POST', `/api/devices/${tablet.id}/lost`),
  },
  'DELETE /api/devices/:id/lost': {
    action: 'tablet-found',
    ask: () => ask('administrator', 'DELETE', `/api/devices/${tablet.id}/lost`),
  },
  'DELETE /api/devices/:id': {
    action: 'tablet-ended',
    ask: () => ask('administrator', 'DELETE', `/api/devices/${tablet.id}`),
  },
  'POST /api/purges': {
    action: 'list-read',
    ask: async () => {
      // The cases have been closed for longer than any rule keeps them.
      await server.context.database.write(({ query }) =>
        query.updateTable('placements').set({ ended_on: '2026-11-30' }).execute(),
      );
      await server.context.database.write(({ query }) =>
        query.updateTable('items').set({ settled_at: '2026-11-30T00:00:00.000Z' }).execute(),
      );
      server.clock.now = new Date('2040-12-15T12:00:00.000Z');
      await server.signIn('coordinator');
      await server.signIn('administrator');
      const proposed = await ask('coordinator', 'POST', '/api/purges', { boardId: server.seed.boards.first });
      of = { ...of, purge: idOf(proposed) };
      return proposed;
    },
  },
  'GET /api/purges': { action: 'list-read', ask: () => ask('coordinator', 'GET', '/api/purges') },
  'POST /api/purges/:id/approvals': {
    action: 'purged',
    ask: async () => {
      await ask('coordinator', 'POST', `/api/purges/${of.purge}/approvals`);
      return ask('administrator', 'POST', `/api/purges/${of.purge}/approvals`);
    },
  },
};

const ownAccount = 'her own account';
const staff = 'accounts of those who work here: the list of users shows what was changed';
const signingIn = 'nobody is signed in yet, and nothing of a case is read';
const openly = 'open to all, and about nobody';
const figures = 'sums, out of which nobody can be told';
const shelf =
  'the texts of questionnaires; changes are logged too, tried in tests/server/questionnaires.test.ts';
const ownDevice = 'her own tablet or key, nothing of a case';

/** Routes of which the log has nothing, and why. */
const none: Readonly<Record<string, string>> = {
  'GET /api/health': openly,
  'GET /api/demo': openly,
  'GET /api/openapi.json': openly,
  'GET /api/sealing-keys': openly,
  'POST /api/session': signingIn,
  'GET /api/sign-in': signingIn,
  'GET /api/session': ownAccount,
  'POST /api/session/second-factor': signingIn,
  'GET /api/session/step-up': ownAccount,
  'POST /api/session/step-up': ownAccount,
  'GET /api/session/external': signingIn,
  'GET /api/session/external/callback': signingIn,
  'DELETE /api/session': ownAccount,
  'GET /api/account': ownAccount,
  'DELETE /api/account/sessions': ownAccount,
  'DELETE /api/account/sessions/:id': ownAccount,
  'POST /api/account/factors': ownAccount,
  'PUT /api/account/factors': ownAccount,
  'DELETE /api/account/factors/:id': ownAccount,
  'PUT /api/account/password': ownAccount,
  'GET /api/invitations/:token': signingIn,
  'POST /api/invitations/:token': signingIn,
  'POST /api/invitations/:token/factor': signingIn,
  'GET /api/users': staff,
  'POST /api/users': staff,
  'PATCH /api/users/:id': staff,
  'POST /api/users/:id/invitation': staff,
  'POST /api/users/:id/reset': staff,
  'DELETE /api/users/:id/sessions': staff,
  'POST /api/devices': ownDevice,
  'POST /api/devices/:id/erased': ownDevice,
  'GET /api/devices/:id/recovery': ownDevice,
  'PUT /api/devices/:id/recovery': ownDevice,
  'GET /api/recoveries': staff,
  'GET /api/recoveries/:id': ownDevice,
  'GET /api/owner-key': ownDevice,
  'PUT /api/owner-key/slots/:deviceId': ownDevice,
  'DELETE /api/owner-key': ownDevice,
  'GET /api/draft-copies':
    'ids of her own follow-ups, which her tablet has; each copy that she fetches is logged',
  'DELETE /api/draft-copies/:followUpId/:deviceId': 'her own copy of what the register has by then',
  'GET /api/organisation': 'boards, teams and colleagues',
  'GET /api/providers': 'providers and units',
  'GET /api/questionnaires/:id/:version': shelf,
  'GET /api/questionnaires/in-force': shelf,
  'GET /api/questionnaires': shelf,
  'POST /api/questionnaires': shelf,
  'GET /api/questionnaires/:id/differences': shelf,
  'GET /api/questionnaires/:id/:version/draft': shelf,
  'PUT /api/questionnaires/:id/:version/draft': shelf,
  'DELETE /api/questionnaires/:id/:version/draft': shelf,
  'POST /api/questionnaires/:id/:version/publication': shelf,
  'POST /api/questionnaires/:id/:version/retirement': shelf,
  'POST /api/questionnaires/imports': shelf,
  'GET /api/questionnaires/:id/:version/workbook': shelf,
  'GET /api/log-control': 'the log itself: pseudonyms; who has checked a month stands in `log_checks`',
  'POST /api/log-control/checks': 'who has checked a month stands in `log_checks`',
  'POST /api/purges/:id/withdrawal': 'of no case: the proposal itself says that it was withdrawn',
  'GET /api/reports/individual': figures,
  'GET /api/reports/individual.csv': figures,
  'GET /api/reports/individual.xlsx': figures,
  'GET /api/reports/closed': figures,
  'POST /api/reports/closed': figures,
  'GET /api/reports/closed/:id': figures,
  'GET /api/reports/closed/:id/figures.csv': figures,
  'GET /api/reports/closed/:id/figures.xlsx': figures,
  'GET /api/reports/publications': figures,
  'POST /api/reports/publications': figures,
  'GET /api/reports/publications/:id': figures,
  'GET /api/reports/publications/:id/figures.csv': figures,
  'GET /api/reports/publications/:id/figures.xlsx': figures,
};

beforeAll(async () => {
  server = await startTestServer();
  const { context, seed } = server;
  const hidden = await hideThings(server);
  const thing = (route: string): string => hidden.find((each) => each.route === route)?.id ?? '';
  const board = context.sealing.recoveryKeyFor(seed.boards.first);
  tablet = {
    id: thing('GET /api/devices/:id/recovery'),
    keyId: thing('DELETE /api/account/factors/:id'),
    publicKey: board.publicKey,
  };
  const newId = () => crypto.randomUUID();
  const [placement, followUp, conflict, planned] = [newId(), newId(), newId(), newId()];
  await addPlacement(context, seed, 'first', placement, followUp);
  const { submission } = await submit(context, seed, 'first', {
    placementId: placement,
    followUpId: followUp,
  });
  await addPlacement(context, seed, 'first', crypto.randomUUID(), planned);
  const other = crypto.randomUUID();
  await addPlacement(context, seed, 'first', other, conflict);
  const of2 = { placementId: other, followUpId: conflict };
  const base = await submit(context, seed, 'first', of2);
  const branches = [];
  for (const value of ['acceptable', 'deficient']) {
    const answers = wholeAnswers({ overall: { value } });
    branches.push(await submit(context, seed, 'first', { ...of2, basedOn: [base.submission.id], answers }));
  }
  ends = branches.map((each) => each.submission.id);
  of = {
    placement,
    followUp,
    planned,
    conflict,
    head: submission.id,
    aside: thing('POST /api/review/items/:itemId/settlement'),
    purge: '',
  };
  await context.database.write(({ query }) =>
    query
      .updateTable('users')
      .set({ roles: '["administrator"]' })
      .where('id', '=', seed.users.cityCoordinator)
      .execute(),
  );
});
afterAll(() => server.stop());

const rowsOfLog = () =>
  server.context.database.query.selectFrom('audit_log').selectAll().orderBy('position').execute();

test('every route is in the table, or there is a reason why the log has nothing of it', () => {
  const known = [...Object.keys(audited), ...Object.keys(none)];
  expect(known.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted());
});

/** What is noted by something else than the request itself: the intake, and what carries out purges. */
const notedElsewhere = new Set(['POST /api/uploads', 'POST /api/purges/:id/approvals']);

test.each(Object.entries(audited))(
  '%s is in the log by the time that it is answered',
  async (route, each) => {
    const before = new Set((await rowsOfLog()).map((row) => row.hash));
    const answered = await each.ask();
    expect(answered.status).toBeLessThan(300);
    const rows = (await rowsOfLog()).filter((row) => !before.has(row.hash) && row.action === each.action);
    const own = rows.filter((row) => notedElsewhere.has(route) || row.source.endsWith(` ${route}`));
    expect(own.map((row) => row.subjects === '[]')).toContain(false);
  },
);
