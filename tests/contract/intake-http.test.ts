import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  batchLimits,
  protocolVersion,
  uploadReply,
  type UploadBatch,
  type UploadItem,
} from '#domain/protocol.ts';
import { signatureHeader } from '#domain/signing.ts';
import { createTablet, type Tablet } from '../server/tablet-client.ts';
import { startTestServer, type Answered, type TestServer } from '../server/start-server.ts';
import { submissionOf } from '../server/seed.ts';
import { uploadOf } from '../server/visits.ts';

let server: TestServer;
let tablet: Tablet;
beforeAll(async () => {
  server = await startTestServer();
  tablet = await createTablet();
  const { deviceId, publicKey } = tablet;
  const body = { deviceId, publicKey, label: 'Her tablet' };
  const enrolled = await server.ask('caseworker', '/api/devices', { method: 'POST', body });
  if (enrolled.status >= 300) throw new Error(`The tablet was not enrolled: ${enrolled.status}`);
});
afterAll(() => server.stop());

const visit = () => submissionOf(server.seed, 'first', { followUpId: randomUUID() }).submission;
const batchOf = (items: readonly UploadItem[], of: Partial<UploadBatch> = {}): string =>
  JSON.stringify({
    protocol: protocolVersion,
    epoch: null,
    deviceId: tablet.deviceId,
    items,
    ...of,
  });
const post = (body: string, signature: string | null): Promise<Answered> =>
  server.ask(null, '/api/uploads', {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...(signature !== null && { [signatureHeader]: signature }),
    },
  });
const postSigned = async (body: string, by: Tablet = tablet) => post(body, await by.sign(body));
const countItems = async (): Promise<number> =>
  (await server.context.database.query.selectFrom('items').select('id').execute()).length;

test('a signed batch of an enrolled tablet is taken in, with no session', async () => {
  const sent = visit();
  const answered = await postSigned(batchOf([uploadOf(sent)]));
  expect(answered.status).toBe(200);
  expect(uploadReply.parse(answered.body).results).toMatchObject([{ id: sent.id, status: 'accepted' }]);
});

test('a batch as large as may be is taken in whole', async () => {
  const items = Array.from({ length: batchLimits.items }, () => uploadOf(visit()));
  const answered = await postSigned(batchOf(items));
  expect(uploadReply.parse(answered.body).results.map((each) => each.status)).toEqual(
    items.map(() => 'accepted'),
  );
});

describe('a batch that is not taken is answered as a whole, and has no effect', () => {
  const cases: [name: string, status: number, code: string, ask: () => Promise<Answered>][] = [
    ['unsigned', 401, 'bad-signature', () => post(batchOf([uploadOf(visit())]), null)],
    ['signed with nonsense', 401, 'bad-signature', () => post(batchOf([uploadOf(visit())]), 'x')],
    [
      'changed after it was signed',
      401,
      'bad-signature',
      async () => post(batchOf([uploadOf(visit())]), await tablet.sign(batchOf([uploadOf(visit())]))),
    ],
    [
      "signed with another tablet's key",
      401,
      'bad-signature',
      async () => postSigned(batchOf([uploadOf(visit())]), await createTablet()),
    ],
    [
      'of a tablet that nobody enrolled',
      401,
      'unknown-device',
      async () => {
        const foreign = await createTablet();
        return postSigned(batchOf([uploadOf(visit())], { deviceId: foreign.deviceId }), foreign);
      },
    ],
    [
      'for somebody who is not enrolled on the tablet, beside her own',
      403,
      'wrong-user',
      () => {
        const hers = submissionOf(server.seed, 'other', { followUpId: randomUUID() });
        return postSigned(batchOf([uploadOf(visit()), hers.upload]));
      },
    ],
    [
      'of an app from before',
      426,
      'app-too-old',
      () => postSigned(batchOf([uploadOf(visit())], { protocol: protocolVersion - 1 })),
    ],
    [
      'with more items than may be',
      422,
      'invalid',
      () => {
        const [item] = [uploadOf(visit())];
        return postSigned(batchOf(Array.from({ length: batchLimits.items + 1 }, () => item)));
      },
    ],
    [
      'with an item of another shape',
      422,
      'invalid',
      () => postSigned(batchOf([{ ...uploadOf(visit()), id: 'not-an-id' }])),
    ],
    ['that is no JSON', 400, 'bad-request', () => postSigned('{"protocol":')],
    [
      'that is too large',
      413,
      'too-large',
      () => postSigned(batchOf([{ ...uploadOf(visit()), content: 'A'.repeat(1_200_000) }])),
    ],
  ];
  test.each(cases)('%s: %i %s', async (_, status, code, ask) => {
    const before = await countItems();
    const answered = await ask();
    expect([answered.status, answered.body['code']]).toEqual([status, code]);
    expect(answered.headers.get('content-type')).toContain('application/problem+json');
    expect(await countItems()).toBe(before);
  });

  test('of a tablet whose right was taken away', async () => {
    const lost = await createTablet();
    const { deviceId, publicKey } = lost;
    const body = { deviceId, publicKey, label: 'Lost' };
    await server.ask('caseworker', '/api/devices', { method: 'POST', body });
    await server.context.database.write(async ({ query }) => {
      await query
        .updateTable('devices')
        .set({ revoked_at: '2026-11-22' })
        .where('id', '=', deviceId)
        .execute();
    });
    const answered = await postSigned(batchOf([uploadOf(visit())], { deviceId }), lost);
    expect([answered.status, answered.body['code']]).toEqual([401, 'unknown-device']);
  });
});

test('a batch with nothing in it asks how the tablet stands, and changes nothing', async () => {
  const before = await countItems();
  const answered = await postSigned(batchOf([]));
  expect(answered.status).toBe(200);
  expect(uploadReply.parse(answered.body)).toMatchObject({ results: [] });
  expect(uploadReply.parse(answered.body).device).toBeUndefined();
  expect(await countItems()).toBe(before);
});

test('the same batch five times over: one effect', async () => {
  const sent = visit();
  const body = batchOf([uploadOf(sent)]);
  const signature = await tablet.sign(body);
  const before = await countItems();
  const statuses = [];
  for (let time = 0; time < 5; time += 1) {
    const { results } = uploadReply.parse((await post(body, signature)).body);
    statuses.push(...results.map((each) => [each.status, each.duplicate ?? false]));
  }
  expect(statuses).toEqual([['accepted', false], ...Array.from({ length: 4 }, () => ['accepted', true])]);
  expect(await countItems()).toBe(before + 1);
});

test('batches that come at the same time are each answered for what they brought', async () => {
  const sent = Array.from({ length: 12 }, visit);
  const answers = await Promise.all(sent.map((each) => postSigned(batchOf([uploadOf(each)]))));
  const results = answers.flatMap((each) => uploadReply.parse(each.body).results);
  expect(results.map((each) => each.id)).toEqual(sent.map((each) => each.id));
  expect(new Set(results.map((each) => each.number)).size).toBe(sent.length);
});

describe('the feed over HTTP', () => {
  test('needs a session and the role; a limit is kept; a cursor that is none tells anew', async () => {
    expect((await server.ask(null, '/api/changes')).status).toBe(401);
    expect((await server.ask('coordinator', '/api/changes')).status).toBe(403);
    const page = await server.ask('caseworker', '/api/changes?limit=2');
    expect(page.body).toMatchObject({ more: true, reset: 'begins' });
    expect(await server.ask('caseworker', '/api/changes?cursor=nonsense')).toMatchObject({
      status: 200,
      body: { reset: 'begins' },
    });
  });

  test.each(['limit=0', 'limit=501', 'limit=x', 'limit=1.5', `cursor=${'x'.repeat(4_001)}`])(
    '%s is refused',
    async (query) => {
      const answered = await server.ask('caseworker', `/api/changes?${query}`);
      expect([answered.status, answered.body['code']]).toEqual([422, 'invalid']);
    },
  );
});
