import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { routes } from '#server/routes.ts';
import { addPlacement, password, submit, wholeAnswers, type Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

const everybody: readonly Person[] = [
  'caseworker',
  'otherCaseworker',
  'inspector',
  'coordinator',
  'otherCoordinator',
  'cityCoordinator',
  'administrator',
];
const coordinators: readonly Person[] = ['coordinator', 'otherCoordinator'];
const caseworkers: readonly Person[] = ['caseworker', 'otherCaseworker'];

/** What was made for the requests to be about; all of it the first board's. */
interface Made {
  readonly head: string;
  readonly conflicted: { readonly followUpId: string; readonly basedOn: string[] };
  readonly setAside: string;
  readonly closed: string;
  readonly published: string;
  readonly device: string;
  /** A user who never signs in. */
  readonly idle: string;
  /** Proposals for the first board, that purge nothing. */
  readonly purges: readonly string[];
}

interface Row {
  /** Who may; whoever may not is refused before anything is looked at. */
  readonly may: readonly Person[] | 'all';
  readonly path?: (made: Made) => string;
  readonly body?: (made: Made) => unknown;
  readonly headers?: (made: Made) => Record<string, string>;
  /** It is about a thing of the first board: to a coordinator of another there is no such thing. */
  readonly isOfBoard?: boolean;
  /** What those who may are answered, where it is no success. */
  readonly status?: number | ((who: Person) => number);
}

let server: TestServer;
const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
const period = '?from=2026-10&to=2026-12';

const provenByCode = () => ({ token: 'none', proof: { kind: 'totp', code: '123456' } });

const newUser = () => ({
  userName: `u${crypto.randomUUID().slice(0, 8)}`,
  name: 'Ny Person',
  roles: ['caseworker'],
  teamId: server.seed.teams.first,
  boardIds: [],
});
const plan = () => ({
  placementId: server.seed.placements.first,
  plannedOn: '2026-12-24',
  method: 'site-visit',
  assigneeId: server.seed.users.caseworker,
});

const copyOfNone = () => `/api/draft-copies/${server.seed.followUps.first}/${crypto.randomUUID()}`;

/** Who may what. Written by hand, beside the code and not from it. */
const table: Record<string, Row> = {
  'GET /api/health': { may: 'all' },
  // There is none in a register of real cases.
  'GET /api/demo': { may: 'all', status: 404 },
  'GET /api/openapi.json': { may: 'all' },
  'POST /api/session': { may: 'all', body: () => ({ userName: 'inspector', password }) },
  'GET /api/sign-in': { may: 'all' },
  'GET /api/session': { may: everybody },
  'POST /api/session/second-factor': { may: 'all', body: provenByCode, status: 401 },
  'GET /api/session/step-up': { may: everybody },
  // What was begun is another person's, or nobody's.
  'POST /api/session/step-up': { may: everybody, body: provenByCode, status: 401 },
  // There is no provider here.
  'GET /api/session/external': { may: 'all', status: 404 },
  'GET /api/session/external/callback': { may: 'all', status: 404 },
  'GET /api/account': { may: everybody },
  'DELETE /api/account/sessions': { may: everybody },
  'DELETE /api/account/sessions/:id': {
    may: everybody,
    path: () => `/api/account/sessions/${crypto.randomUUID()}`,
    status: 404,
  },
  'POST /api/account/factors': { may: everybody, body: () => ({ kind: 'totp' }) },
  'PUT /api/account/factors': {
    may: everybody,
    body: () => ({ kind: 'totp', token: 'none', code: '123456' }),
    status: 401,
  },
  'DELETE /api/account/factors/:id': {
    may: everybody,
    path: () => `/api/account/factors/${crypto.randomUUID()}`,
    status: 404,
  },
  'PUT /api/account/password': {
    may: everybody,
    body: () => ({ current: password, next: password }),
    status: 204,
  },
  'DELETE /api/session': { may: 'all' },
  'GET /api/invitations/:token': { may: 'all', path: () => '/api/invitations/none', status: 404 },
  'POST /api/invitations/:token': {
    may: 'all',
    path: () => '/api/invitations/none',
    body: () => ({ password }),
    status: 404,
  },
  'POST /api/invitations/:token/factor': {
    may: 'all',
    path: () => '/api/invitations/none/factor',
    body: () => ({ kind: 'totp' }),
    status: 404,
  },
  'GET /api/users': { may: ['administrator'] },
  'POST /api/users': { may: ['administrator'], body: newUser },
  'PATCH /api/users/:id': {
    may: ['administrator'],
    path: () => `/api/users/${server.seed.users.inspector}`,
    body: () => ({ name: 'Inga Inspektör' }),
  },
  'POST /api/users/:id/invitation': {
    may: ['administrator'],
    path: () => `/api/users/${server.seed.users.inspector}/invitation`,
    // The inspector has used hers.
    status: 409,
  },
  'POST /api/users/:id/reset': {
    may: ['administrator'],
    path: () => `/api/users/${server.seed.users.inspector}/reset`,
  },
  'DELETE /api/users/:id/sessions': {
    may: ['administrator'],
    // Whose session nobody here needs.
    path: (made) => `/api/users/${made.idle}/sessions`,
  },
  'POST /api/devices': {
    may: everybody,
    body: () => ({ deviceId: crypto.randomUUID(), label: 'Platta', publicKey }),
  },
  'POST /api/devices/:id/lost': {
    may: ['administrator'],
    path: (made) => `/api/devices/${made.device}/lost`,
  },
  'DELETE /api/devices/:id/lost': {
    may: ['administrator'],
    path: (made) => `/api/devices/${made.device}/lost`,
  },
  // Not by a session: by the tablet's signature, which this one has not.
  'POST /api/devices/:id/erased': {
    may: 'all',
    path: (made) => `/api/devices/${made.device}/erased`,
    body: (made) => ({ deviceId: made.device }),
    status: 401,
  },
  'GET /api/devices/:id/recovery': {
    may: caseworkers,
    path: () => `/api/devices/${crypto.randomUUID()}/recovery`,
    status: 404,
  },
  // Sealed for a key that is not the board's.
  'PUT /api/devices/:id/recovery': {
    may: caseworkers,
    path: (made) => `/api/devices/${made.device}/recovery`,
    body: () => ({ keyId: 'none', slotId: crypto.randomUUID(), sealed: 'AAAA' }),
    status: 422,
  },
  'GET /api/sealing-keys': { may: 'all' },
  // Of a tablet that nothing is kept of; recovery.test.ts has the one that goes its way.
  'POST /api/recoveries': {
    may: caseworkers,
    body: (made) => ({ deviceId: made.device, publicKey: `CQ${'A'.repeat(41)}` }),
    status: 404,
  },
  'GET /api/recoveries': { may: ['administrator'] },
  'GET /api/recoveries/:id': {
    may: caseworkers,
    path: () => `/api/recoveries/${crypto.randomUUID()}`,
    status: 404,
  },
  'POST /api/recoveries/:id/approvals': {
    may: ['administrator'],
    path: () => `/api/recoveries/${crypto.randomUUID()}/approvals`,
    body: () => ({ code: '1234 5678', reason: 'She was here.' }),
    status: 404,
  },
  'POST /api/recoveries/:id/rejection': {
    may: ['administrator'],
    path: () => `/api/recoveries/${crypto.randomUUID()}/rejection`,
    body: () => ({ reason: 'It was not she.' }),
    status: 404,
  },
  'POST /api/recoveries/:id/withdrawal': {
    may: caseworkers,
    path: () => `/api/recoveries/${crypto.randomUUID()}/withdrawal`,
    status: 404,
  },
  'POST /api/recoveries/:id/release': {
    may: caseworkers,
    path: () => `/api/recoveries/${crypto.randomUUID()}/release`,
    status: 404,
  },
  // Of no device of hers; draft-copies.test.ts has those that are.
  'GET /api/owner-key': { may: caseworkers },
  'PUT /api/owner-key/slots/:deviceId': {
    may: caseworkers,
    path: () => `/api/owner-key/slots/${crypto.randomUUID()}`,
    // Of another's store than her own.
    body: () => ({ userId: crypto.randomUUID(), keyId: crypto.randomUUID(), slot: 'AAAA' }),
    status: 409,
  },
  'GET /api/draft-copies': { may: caseworkers },
  'GET /api/draft-copies/:followUpId/:deviceId': { may: caseworkers, path: copyOfNone, status: 404 },
  'PUT /api/draft-copies/:followUpId/:deviceId': {
    may: caseworkers,
    path: copyOfNone,
    body: () => ({ keyId: crypto.randomUUID(), revision: 1, content: 'AAAA' }),
    status: 404,
  },
  'DELETE /api/draft-copies/:followUpId/:deviceId': {
    may: caseworkers,
    path: () => `${copyOfNone()}?through=1`,
  },
  'DELETE /api/owner-key': { may: caseworkers },
  'DELETE /api/devices/:id': { may: ['administrator'], path: (made) => `/api/devices/${made.device}` },
  'GET /api/organisation': { may: everybody },
  'GET /api/follow-ups': { may: coordinators },
  'POST /api/follow-ups': { may: coordinators, body: plan, isOfBoard: true },
  'PATCH /api/follow-ups/:id': {
    may: coordinators,
    path: () => `/api/follow-ups/${server.seed.followUps.first}`,
    body: () => ({ action: 'change', plannedAt: '13:00' }),
    isOfBoard: true,
    // The seed's follow-up has been carried out by then.
    status: 409,
  },
  'GET /api/placements': { may: coordinators },
  'PATCH /api/placements/:id': {
    may: coordinators,
    path: () => `/api/placements/${server.seed.placements.first}`,
    body: () => ({ teamId: server.seed.teams.first, caseworkerId: null }),
    isOfBoard: true,
  },
  'GET /api/placements/:id/protection': {
    may: coordinators,
    path: () => `/api/placements/${server.seed.placements.first}/protection`,
    isOfBoard: true,
  },
  'PUT /api/placements/:id/protection': {
    may: coordinators,
    path: () => `/api/placements/${server.seed.placements.first}/protection`,
    body: () => ({ isProtected: false, reason: 'It was a mistake' }),
    isOfBoard: true,
  },
  'GET /api/questionnaires/:id/:version': {
    may: everybody,
    path: () => '/api/questionnaires/individual-follow-up/1',
  },
  'GET /api/questionnaires/in-force': {
    may: coordinators,
    path: () => '/api/questionnaires/in-force?on=2026-12-24',
  },
  'GET /api/questionnaires': { may: ['administrator'] },
  'POST /api/questionnaires': {
    may: ['administrator'],
    body: () => ({ from: { id: 'individual-follow-up', version: 1 } }),
  },
  'GET /api/questionnaires/:id/differences': {
    may: ['administrator'],
    path: () => '/api/questionnaires/individual-follow-up/differences?from=1&to=1',
  },
  'GET /api/questionnaires/:id/:version/draft': {
    may: ['administrator'],
    path: () => '/api/questionnaires/none/1/draft',
    status: 404,
  },
  'PUT /api/questionnaires/:id/:version/draft': {
    may: ['administrator'],
    path: () => '/api/questionnaires/none/1/draft',
    headers: () => ({ 'if-match': '"none"' }),
    body: () => ({ id: 'none', version: 1, title: { sv: 'Ingen' }, sections: [] }),
    status: 404,
  },
  'DELETE /api/questionnaires/:id/:version/draft': {
    may: ['administrator'],
    path: () => '/api/questionnaires/none/1/draft',
    headers: () => ({ 'if-match': '"none"' }),
    status: 404,
  },
  'POST /api/questionnaires/:id/:version/publication': {
    may: ['administrator'],
    path: () => '/api/questionnaires/none/1/publication',
    headers: () => ({ 'if-match': '"none"' }),
    body: () => ({ validFrom: '2026-12-24' }),
    status: 404,
  },
  'POST /api/questionnaires/:id/:version/retirement': {
    may: ['administrator'],
    path: () => '/api/questionnaires/none/1/retirement',
    body: () => ({ from: '2026-12-24' }),
    status: 404,
  },
  // Without a file there is nothing to read.
  'POST /api/questionnaires/imports': {
    may: ['administrator'],
    path: () => '/api/questionnaires/imports?name=form.xlsx',
    status: 400,
  },
  'GET /api/questionnaires/:id/:version/workbook': {
    may: ['administrator'],
    path: () => '/api/questionnaires/individual-follow-up/1/workbook',
  },
  'POST /api/access-reasons': {
    may: coordinators,
    body: () => ({ followUpId: server.seed.followUps.first, reason: 'complaint', comment: '' }),
    isOfBoard: true,
  },
  'GET /api/log-control': { may: [...coordinators, 'administrator'] },
  'POST /api/log-control/checks': {
    may: [...coordinators, 'administrator'],
    body: () => ({
      month: '2026-10',
      boardId: server.seed.boards.first,
      outcome: 'nothing-found',
      comment: '',
    }),
    isOfBoard: true,
  },
  'GET /api/purges': { may: [...coordinators, 'administrator'] },
  'POST /api/purges': {
    may: [...coordinators, 'administrator'],
    body: () => ({ boardId: server.seed.boards.first }),
    isOfBoard: true,
  },
  'POST /api/purges/:id/approvals': {
    may: [...coordinators, 'administrator'],
    path: (of) => `/api/purges/${of.purges[0]}/approvals`,
    isOfBoard: true,
  },
  'POST /api/purges/:id/withdrawal': {
    may: [...coordinators, 'administrator'],
    path: (of) => `/api/purges/${of.purges[1]}/withdrawal`,
    isOfBoard: true,
    // The first of them has withdrawn it.
    status: (who) => (who === 'coordinator' ? 204 : 409),
  },
  'POST /api/extracts': {
    may: coordinators,
    body: () => ({ caseNumber: `case-${server.seed.placements.first}` }),
    isOfBoard: true,
  },
  'GET /api/providers': { may: ['inspector', ...coordinators, 'cityCoordinator'] },
  'GET /api/review/queue': { may: coordinators },
  'GET /api/review/:followUpId': {
    may: coordinators,
    path: () => `/api/review/${server.seed.followUps.first}`,
    isOfBoard: true,
  },
  'PUT /api/review/:followUpId/decision': {
    may: coordinators,
    path: () => `/api/review/${server.seed.followUps.first}/decision`,
    headers: (made) => ({ 'if-match': `"${made.head}"` }),
    body: () => ({ decision: 'approved' }),
    isOfBoard: true,
  },
  'POST /api/review/:followUpId/claim': {
    may: coordinators,
    path: () => `/api/review/${server.seed.followUps.first}/claim`,
    isOfBoard: true,
  },
  'POST /api/review/:followUpId/settlement': {
    may: coordinators,
    path: (made) => `/api/review/${made.conflicted.followUpId}/settlement`,
    body: (made) => ({ basedOn: made.conflicted.basedOn, answers: wholeAnswers() }),
    isOfBoard: true,
  },
  'POST /api/review/items/:itemId/settlement': {
    may: coordinators,
    path: (made) => `/api/review/items/${made.setAside}/settlement`,
    body: () => ({ decision: 'dismiss', comment: '' }),
    isOfBoard: true,
  },
  'GET /api/reports/individual': { may: coordinators, path: () => `/api/reports/individual${period}` },
  'GET /api/reports/individual/texts': {
    may: coordinators,
    path: () => `/api/reports/individual/texts${period}`,
  },
  'GET /api/reports/individual.csv': {
    may: coordinators,
    path: () => `/api/reports/individual.csv${period}`,
  },
  'GET /api/reports/individual.xlsx': {
    may: coordinators,
    path: () => `/api/reports/individual.xlsx${period}`,
  },
  'GET /api/reports/closed': { may: ['cityCoordinator'] },
  'POST /api/reports/closed': {
    may: ['cityCoordinator'],
    body: () => ({ report: 'individual-follow-up', period: { from: '2025-01', to: '2025-12' } }),
  },
  'GET /api/reports/closed/:id': {
    may: ['cityCoordinator'],
    path: (made) => `/api/reports/closed/${made.closed}`,
  },
  'GET /api/reports/closed/:id/figures.csv': {
    may: ['cityCoordinator'],
    path: (made) => `/api/reports/closed/${made.closed}/figures.csv`,
  },
  'GET /api/reports/closed/:id/figures.xlsx': {
    may: ['cityCoordinator'],
    path: (made) => `/api/reports/closed/${made.closed}/figures.xlsx`,
  },
  'GET /api/reports/publications': { may: everybody },
  'POST /api/reports/publications': {
    may: ['cityCoordinator'],
    body: () => ({
      report: 'individual-follow-up',
      period: { from: '2024-01', to: '2024-12' },
      decision: 'SN 2025 § 1',
      decidedOn: '2025-01-20',
    }),
  },
  'GET /api/reports/publications/:id': {
    may: everybody,
    path: (made) => `/api/reports/publications/${made.published}`,
  },
  'GET /api/reports/publications/:id/figures.csv': {
    may: everybody,
    path: (made) => `/api/reports/publications/${made.published}/figures.csv`,
  },
  'GET /api/reports/publications/:id/figures.xlsx': {
    may: everybody,
    path: (made) => `/api/reports/publications/${made.published}/figures.xlsx`,
  },
  // Not by a session: by the tablet's signature, which this batch has not.
  'POST /api/uploads': {
    may: 'all',
    body: () => ({
      protocol: 1,
      epoch: null,
      deviceId: crypto.randomUUID(),
      items: [
        {
          id: crypto.randomUUID(),
          kind: 'submission',
          followUpId: server.seed.followUps.first,
          authorId: server.seed.users.caseworker,
          keyId: 'plain',
          content: '',
        },
      ],
    }),
    status: 401,
  },
  'GET /api/changes': { may: caseworkers },
};

const city = async (path: string, body: unknown): Promise<string> => {
  const made = await server.ask('cityCoordinator', path, { method: 'POST', body });
  return z.string().parse(made.body['id']);
};

const words = {
  first: { answer: 'Gullviva', comment: 'Blåklint', deviation: 'Förgätmigej' },
  other: { answer: 'Prästkrage', comment: 'Smörblomma', deviation: 'Tussilago' },
} as const;

const make = async (): Promise<Made> => {
  const { context, seed } = server;
  // Words in every place for words, so that an answer that holds any of them is known by it.
  const planted = (board: 'first' | 'other') => ({
    answers: wholeAnswers({
      'anything-to-add': { value: words[board].answer },
      overall: { value: 'deficient', comment: words[board].comment, deviation: words[board].deviation },
    }),
  });
  const first = await submit(context, seed, 'first', planted('first'));
  await submit(context, seed, 'other', planted('other'));
  const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
  await addPlacement(context, seed, 'first', placementId, followUpId);
  const place = { placementId, followUpId };
  const base = await submit(context, seed, 'first', place);
  const change = async (value: string) => {
    const answers = wholeAnswers({ overall: { value } });
    return submit(context, seed, 'first', { ...place, basedOn: [base.submission.id], answers });
  };
  const [ours, theirs] = [await change('acceptable'), await change('deficient')];
  const setAside = await submit(context, seed, 'first', { followUpId: crypto.randomUUID(), answers: {} });
  const device = crypto.randomUUID();
  await server.ask('caseworker', '/api/devices', {
    method: 'POST',
    body: { deviceId: device, label: 'P', publicKey },
  });
  const purges = [crypto.randomUUID(), crypto.randomUUID()];
  for (const id of purges) {
    await context.database.write(async ({ query }) => {
      await query
        .insertInto('purges')
        .values({
          id,
          board_id: seed.boards.first,
          made_at: '2026-11-22T12:00:00.000Z',
          made_by: seed.users.coordinator,
          rules: '[]',
          clients: '[]',
          state: 'proposed',
          done_at: null,
          counts: '{"clients":0,"placements":0,"followUps":0}',
        })
        .execute();
    });
  }
  const report = 'individual-follow-up';
  const invited = await server.ask('administrator', '/api/users', { method: 'POST', body: newUser() });
  return {
    idle: z.looseObject({ user: z.looseObject({ id: z.string() }) }).parse(invited.body).user.id,
    head: first.submission.id,
    conflicted: { followUpId, basedOn: [ours.submission.id, theirs.submission.id] },
    setAside: setAside.submission.id,
    device,
    purges,
    closed: await city('/api/reports/closed', { report, period: { from: '2023-01', to: '2023-12' } }),
    published: await city('/api/reports/publications', {
      report,
      period: { from: '2022-01', to: '2022-12' },
      decision: 'SN 2023 § 1',
      decidedOn: '2023-01-20',
    }),
  };
};

let made: Made;
beforeAll(async () => {
  server = await startTestServer();
  made = await make();
});
afterAll(() => server.stop());

const keyOf = (route: (typeof routes)[number]): string => `${route.method} ${route.path}`;

test('the table has every route, and no other', () => {
  expect(Object.keys(table).sort()).toEqual(routes.map(keyOf).sort());
});

/** `rename` puts other ids into it. */
const request = async (key: string, who: Person | null, rename = (text: string): string => text) => {
  const [method = 'GET', pattern = ''] = key.split(' ');
  const row = table[key];
  return server.ask(who, rename(row?.path?.(made) ?? pattern), {
    method,
    ...(row?.body && { body: rename(JSON.stringify(row.body(made))) }),
    ...(row?.headers && { headers: row.headers(made) }),
  });
};

/** Whatever tells of somebody's case in the other board, or in any. */
const traces = (board: 'first' | 'other'): string[] => {
  const { followUps, placements } = server.seed;
  return [
    followUps[board],
    placements[board],
    `case-${placements[board]}`,
    ...Object.values(words[board]),
    ...(board === 'first' ? [made.head, made.setAside, made.conflicted.followUpId] : []),
  ];
};

/** Traces of boards that are not hers, in the body or in a header (a file's name, an address, an ETag). */
const leaked = (who: Person | null, said: { readonly text: string; readonly headers: Headers }): string[] => {
  const whole = said.text + JSON.stringify([...said.headers]);
  return forbidden(who).filter((trace) => whole.includes(trace) || whole.includes(encodeURIComponent(trace)));
};

/** The same request about things that there are not: every id of a thing of the boards is another. */
const ofNothing = (): ((text: string) => string) => {
  const { placements, followUps, boards } = server.seed;
  const ids = [
    ...Object.values(placements),
    ...Object.values(followUps),
    ...Object.values(boards),
    made.setAside,
    made.conflicted.followUpId,
    ...made.purges,
  ];
  return (text) => ids.reduce((renamed, id) => renamed.replaceAll(id, crypto.randomUUID()), text);
};

test('the traces are there for those whose board it is', async () => {
  const { text } = await server.ask('coordinator', '/api/placements');
  expect(text).toContain(traces('first')[1]);
  expect(text).toContain(traces('first')[2]);
  const texts = await server.ask('coordinator', `/api/reports/individual/texts?from=2026-10&to=2026-12`);
  expect(Object.values(words.first).filter((word) => !texts.text.includes(word))).toEqual([]);
});

const expectStatus = (row: Row, status: number, who: Person): void => {
  const expected = typeof row.status === 'function' ? row.status(who) : row.status;
  expect(status).toSatisfy((it: number) => (expected === undefined ? it < 300 : it === expected));
};

/** What the answer to somebody may not hold: traces of the boards that are not hers. */
const forbidden = (who: Person | null): string[] => [
  ...(who === 'otherCoordinator' || who === 'otherCaseworker' ? [] : traces('other')),
  ...(who === 'coordinator' || who === 'caseworker' ? [] : traces('first')),
];

const rows = Object.entries(table);
const isOpen = ([, row]: (typeof rows)[number]): boolean => row.may === 'all';

test.each(rows.filter(isOpen))('%s is answered to whoever asks', async (key, row) => {
  expectStatus(row, (await request(key, null)).status, 'caseworker');
});

describe.each(rows.filter((each) => !isOpen(each)))('%s', (key, row) => {
  const may = everybody.filter((who) => row.may.includes(who));
  const { isOfBoard = false } = row;
  const isStranger = (who: Person): boolean => isOfBoard && who === 'otherCoordinator';

  test('is refused to whoever is not signed in', async () => {
    const answered = await request(key, null);
    expect(answered.body).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(leaked(null, answered)).toEqual([]);
  });

  test.each(everybody.filter((who) => !may.includes(who)))('is refused to %s', async (who) => {
    const answered = await request(key, who);
    expect(answered.body).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(leaked(who, answered)).toEqual([]);
  });

  // Before those of the own board: had they their way, the next ones would find it changed.
  test.each(may.filter(isStranger))('is about nothing to %s', async (who) => {
    const answered = await request(key, who);
    expect(answered.body).toMatchObject({ status: 404, code: 'not-found' });
    expect(leaked(who, answered)).toEqual([]);
    // Nor can she tell by the answer that there is one: it is the same as of what there is not.
    const none = await request(key, who, ofNothing());
    expect([none.status, none.text]).toEqual([answered.status, answered.text]);
  });

  test.each(may.filter((who) => !isStranger(who)))('is answered to %s', async (who) => {
    const answered = await request(key, who);
    expectStatus(row, answered.status, who);
    expect(leaked(who, answered)).toEqual([]);
  });
});

test('what cannot be taken back, holds what is exact or lets people in asks once more who it is', () => {
  const asking = routes
    .filter(({ stepUp }) => stepUp === true)
    .map(({ method, path }) => `${method} ${path}`);
  expect(asking.toSorted()).toEqual([
    'DELETE /api/account/factors/:id',
    'DELETE /api/devices/:id',
    'DELETE /api/devices/:id/lost',
    'DELETE /api/owner-key',
    'GET /api/reports/individual.csv',
    'GET /api/reports/individual.xlsx',
    'PATCH /api/users/:id',
    'POST /api/account/factors',
    'POST /api/devices/:id/lost',
    'POST /api/extracts',
    'POST /api/purges/:id/approvals',
    'POST /api/questionnaires/:id/:version/publication',
    'POST /api/questionnaires/:id/:version/retirement',
    'POST /api/recoveries',
    'POST /api/recoveries/:id/approvals',
    'POST /api/recoveries/:id/release',
    'POST /api/reports/publications',
    'POST /api/users',
    'POST /api/users/:id/invitation',
    'POST /api/users/:id/reset',
    'PUT /api/account/factors',
  ]);
});
