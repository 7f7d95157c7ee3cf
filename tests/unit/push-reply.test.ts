import { describe, expect, test } from 'vitest';
import { problemDocumentOf, type ProblemCode } from '#domain/problem.ts';
import type { UploadReply } from '#domain/protocol.ts';
import { readPushReply, type Answered, type PushReply } from '#sync/reply.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const read = (of: Partial<Answered>): PushReply =>
  readPushReply({ status: 200, contentType: 'application/json', retryAfter: null, body: '', ...of }, now);

const problemJson = 'application/problem+json';
const problem = (code: ProblemCode): Partial<Answered> => {
  const document = problemDocumentOf(code);
  return { status: document.status, contentType: problemJson, body: JSON.stringify(document) };
};
const says = (
  of: Extract<PushReply, { type: 'problem' }>['problem'],
  retryAfterMs: number | null = null,
) => ({
  type: 'problem',
  problem: of,
  retryAfterMs,
});
const page = '<!doctype html><title>Välkommen till gästnätet</title>';

const reply: UploadReply = {
  epoch: 'epoch',
  serverTime: '2026-11-22T12:00:00.000Z',
  backedUpThrough: 3,
  results: [
    {
      id: '4f1d3c1e-93a4-4d0c-8f6d-2a9f3c1b7e55',
      status: 'accepted',
      at: '2026-11-22T12:00:00.000Z',
      receipt: 4,
      number: '2026-0001',
    },
  ],
};
const receipts = JSON.stringify(reply);

test('receipts are read, whatever their content type is called', () => {
  expect(read({ body: receipts })).toEqual({ type: 'results', reply });
  expect(read({ body: receipts, contentType: 'application/json; charset=utf-8' })).toEqual({
    type: 'results',
    reply,
  });
});

test('no answer at all is being offline', () => {
  expect(readPushReply(null, now)).toEqual(says('offline'));
});

describe('200 that is not ours is being offline', () => {
  test.each<[string, Partial<Answered>]>([
    ['the page of a captive portal', { contentType: 'text/html', body: page }],
    ['a page that calls itself JSON', { body: page }],
    ['JSON of another shape', { body: '{"status":"ok"}' }],
    ['receipts with something more', { body: JSON.stringify({ ...reply, more: true }) }],
    ['receipts with a fate that we do not know', { body: receipts.replace('accepted', 'eaten') }],
    ['a list', { body: '[]' }],
    ['nothing', { body: '' }],
    ['receipts cut short', { body: receipts.slice(0, -20) }],
  ])('%s', (_, answered) => {
    expect(read(answered)).toEqual(says('offline'));
  });
});

describe('what the register says of the batch', () => {
  test.each<[ProblemCode, unknown]>([
    ['bad-request', { type: 'bad-batch', code: 'bad-request' }],
    ['not-signed-in', says('unknown-device')],
    ['unknown-device', says('unknown-device')],
    ['bad-signature', says('unknown-device')],
    ['wrong-user', says('wrong-user')],
    ['not-allowed', says('unknown-device')],
    ['not-found', says('offline')],
    ['state-conflict', { type: 'bad-batch', code: 'state-conflict' }],
    ['too-large', { type: 'too-large' }],
    ['unsupported-media-type', { type: 'bad-batch', code: 'unsupported-media-type' }],
    ['invalid', { type: 'bad-batch', code: 'invalid' }],
    ['app-too-old', says('app-too-old')],
    ['too-many-requests', says('busy')],
    ['internal', says('server-error')],
    ['unavailable', says('busy')],
  ])('%s', (code, expected) => {
    expect(read(problem(code))).toEqual(expected);
  });
});

describe('what stands between says nothing of the batch', () => {
  const elsewhere = [400, 401, 403, 404, 409, 422, 426];
  const bodies: Partial<Answered>[] = [
    { contentType: 'text/html', body: page },
    { contentType: 'application/json', body: '{"error":"denied"}' },
    { contentType: 'application/json', body: JSON.stringify(problemDocumentOf('invalid')) },
    { contentType: problemJson, body: JSON.stringify(problemDocumentOf('invalid')).slice(0, -4) },
    { contentType: problemJson, body: '{}' },
    { contentType: '', body: '' },
  ];
  test.each(elsewhere.flatMap((status) => bodies.map((body) => ({ ...body, status }))))(
    '$status, $contentType $body',
    (answered) => {
      expect(read(answered)).toEqual(says('offline'));
    },
  );

  test.each([301, 302, 304, 204, 206, 418])('%i without a problem document', (status) => {
    expect(read({ status, contentType: 'text/html', body: page })).toEqual(says('offline'));
  });

  test.each([
    [413, { type: 'too-large' }],
    [500, says('server-error')],
    [502, says('server-error')],
    [504, says('server-error')],
    [429, says('busy')],
    [503, says('busy')],
  ])('%i means the same from a proxy as from the register', (status, expected) => {
    expect(read({ status, contentType: 'text/html', body: page })).toEqual(expected);
  });
});

describe('a server that asks us to wait', () => {
  test.each<[string, number | null]>([
    ['120', 120_000],
    ['0', 0],
    ['-5', 0],
    ['Sun, 22 Nov 2026 12:05:00 GMT', 300_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    // Nobody keeps a tablet waiting for a day.
    ['86400', 3_600_000],
    ['Mon, 23 Nov 2026 12:00:00 GMT', 3_600_000],
    ['soon', null],
  ])('Retry-After: %s', (retryAfter, milliseconds) => {
    expect(read({ ...problem('too-many-requests'), retryAfter })).toEqual(says('busy', milliseconds));
    expect(read({ ...problem('unavailable'), retryAfter })).toEqual(says('busy', milliseconds));
  });
});
