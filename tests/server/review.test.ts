import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewEntry, reviewPage } from '#domain/office/review.ts';
import { startTestServer, type TestServer } from './start-server.ts';
import { makeScope } from '#domain/organisation/access.ts';
import { viewFollowUp } from '#server/register/follow-up-views.ts';
import { submit, wholeAnswers } from './seed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const decide = (head: string, body: unknown, who: 'coordinator' | 'otherCoordinator' = 'coordinator') =>
  server.ask(who, `/api/review/${server.seed.followUps.first}/decision`, {
    method: 'PUT',
    headers: { 'if-match': `"${head}"` },
    body,
  });

test('a submission is queued, read, returned, corrected and approved', async () => {
  const { context, seed } = server;
  const followUpId = seed.followUps.first;
  const first = await submit(context, seed, 'first', {
    answers: { ...wholeAnswers({ overall: { value: 'deficient', deviation: 'No plan on the wall' } }) },
  });
  expect(first.result.status).toBe('accepted');

  const queue = reviewPage.parse((await server.ask('coordinator', '/api/review/queue')).body);
  expect(queue.counts).toEqual({ awaiting: 1, returned: 0, conflicts: 0, 'set-aside': 0 });
  expect(queue.rows).toHaveLength(1);
  expect(queue.rows[0]).toMatchObject({ followUpId, deviations: 1, worse: 0, number: first.result.number });

  const read = await server.ask('coordinator', `/api/review/${followUpId}`);
  expect(read.headers.get('etag')).toBe(`"${first.submission.id}"`);
  const entry = reviewEntry.parse(read.body);
  expect(entry.entry?.answers['overall']?.value).toBe('deficient');

  const comments = [{ question: 'overall', text: 'Why deficient?' }];
  const unconditional = await server.ask('coordinator', `/api/review/${followUpId}/decision`, {
    method: 'PUT',
    body: { decision: 'returned', comments },
  });
  expect(unconditional.body.code).toBe('precondition-required');
  expect((await decide(first.submission.id, { decision: 'returned', comments })).status).toBe(200);
  const returned = await server.ask('coordinator', '/api/review/queue?list=returned');
  expect(reviewPage.parse(returned.body).rows).toHaveLength(1);

  const second = await submit(context, seed, 'first', { basedOn: [first.submission.id] });
  expect(second.result.status).toBe('accepted');
  // The coordinator still has the former one on her screen.
  expect((await decide(first.submission.id, { decision: 'approved' })).body.code).toBe('stale-revision');
  expect((await decide(second.submission.id, { decision: 'approved' })).status).toBe(200);
  // A double click changes nothing.
  expect((await decide(second.submission.id, { decision: 'approved' })).status).toBe(200);

  const after = reviewEntry.parse((await server.ask('coordinator', `/api/review/${followUpId}`)).body);
  expect(after.reviews.map((each) => each.decision)).toEqual(['returned', 'approved']);
  expect(after.revisions).toHaveLength(2);
  expect(after.entry?.review).toMatchObject({ state: 'approved', revision: second.submission.id });
});

test('the other board sees none of it', async () => {
  const followUpId = server.seed.followUps.first;
  const queue = await server.ask('otherCoordinator', '/api/review/queue?list=approved');
  expect(reviewPage.parse(queue.body).rows).toEqual([]);
  const asked = await server.ask(
    'otherCoordinator',
    `/api/review/queue?list=approved&board=${server.seed.boards.first}`,
  );
  expect(reviewPage.parse(asked.body).rows).toEqual([]);
  expect((await server.ask('otherCoordinator', `/api/review/${followUpId}`)).body.code).toBe('not-found');
  const claimed = await server.ask('otherCoordinator', `/api/review/${followUpId}/claim`, { method: 'POST' });
  expect(claimed.body.code).toBe('not-found');
});

test('an assessment that is worse than at the previous follow-up is counted', async () => {
  const { context, seed } = server;
  const followUpId = crypto.randomUUID();
  const { result } = await submit(context, seed, 'first', {
    followUpId,
    on: '2026-11-21',
    answers: {
      ...wholeAnswers({ overall: { value: 'could-be-better' }, 'information-duty': { value: 'very-good' } }),
    },
  });
  expect(result.status).toBe('accepted');
  const page = reviewPage.parse((await server.ask('coordinator', '/api/review/queue')).body);
  expect(page.rows.find((row) => row.followUpId === followUpId)).toMatchObject({ worse: 1 });
  const entry = reviewEntry.parse((await server.ask('coordinator', `/api/review/${followUpId}`)).body);
  expect(entry.previous?.answers['overall']?.value).toBe('very-good');
});

test('who has it open is told for ten minutes', async () => {
  const { clock, seed } = server;
  const path = `/api/review/${seed.followUps.first}/claim`;
  const mine = await server.ask('coordinator', path, { method: 'POST' });
  expect(mine.body).toMatchObject({ isYours: true, reviewer: { id: seed.users.coordinator } });
  const open = reviewEntry.parse(
    (await server.ask('coordinator', `/api/review/${seed.followUps.first}`)).body,
  );
  expect(open.reviewer?.id).toBe(seed.users.coordinator);
  clock.advance(10 * 60_000 + 1);
  const later = reviewEntry.parse(
    (await server.ask('coordinator', `/api/review/${seed.followUps.first}`)).body,
  );
  expect(later.reviewer).toBeNull();
});

test('two versions are settled by the coordinator, on the basis of both', async () => {
  const { context, seed } = server;
  const base = await submit(context, seed, 'first', { followUpId: crypto.randomUUID() });
  const followUpId = base.submission.followUpId;
  const change = (value: string) =>
    submit(context, seed, 'first', {
      followUpId,
      basedOn: [base.submission.id],
      answers: { ...wholeAnswers({ overall: { value } }) },
    });
  const ours = await change('acceptable');
  const theirs = await change('deficient');
  expect([ours.result.status, theirs.result.status]).toEqual(['accepted', 'conflict']);

  const path = `/api/review/${followUpId}`;
  const entry = reviewEntry.parse((await server.ask('coordinator', path)).body);
  expect(entry.conflicts[0]).toMatchObject({ submissionId: theirs.submission.id, questions: ['overall'] });
  const list = await server.ask('coordinator', '/api/review/queue?list=conflicts');
  expect(reviewPage.parse(list.body).rows.map((row) => row.followUpId)).toEqual([followUpId]);

  for (const [filter, left] of [
    [`unit=${seed.units.first}`, 1],
    [`unit=${crypto.randomUUID()}`, 0],
    ['olderThan=1', 0],
  ] as const) {
    const narrowed = await server.ask('coordinator', `/api/review/queue?list=conflicts&${filter}`);
    const { rows, counts } = reviewPage.parse(narrowed.body);
    expect([filter, rows.length, counts.conflicts]).toEqual([filter, left, left]);
  }

  const settle = (basedOn: string[], answers: unknown) =>
    server.ask('coordinator', `${path}/settlement`, { method: 'POST', body: { basedOn, answers } });
  const both = [ours.submission.id, theirs.submission.id];
  expect((await settle(both, { overall: { value: 'deficient' } })).body.code).toBe('invalid');
  expect((await settle([base.submission.id, theirs.submission.id], wholeAnswers())).body.code).toBe(
    'stale-revision',
  );
  const settled = await settle(both, wholeAnswers({ overall: { value: 'deficient' } }));
  expect(settled.body.status).toBe('accepted');
  const after = reviewEntry.parse((await server.ask('coordinator', path)).body);
  expect(after.conflicts).toEqual([]);
  expect(after.entry?.answers['overall']?.value).toBe('deficient');
});

test('an upload that broke a rule is read and taken in, or dismissed', async () => {
  const { context, seed } = server;
  const incomplete = await submit(context, seed, 'first', {
    followUpId: crypto.randomUUID(),
    answers: { overall: { value: 'acceptable' } },
  });
  expect(incomplete.result).toMatchObject({ status: 'set-aside', reason: 'invalid-answers' });
  const unasked = await submit(context, seed, 'first', {
    followUpId: crypto.randomUUID(),
    questionnaire: { id: 'individual-follow-up', version: 99 },
  });
  expect(unasked.result.reason).toBe('questionnaire-unknown');

  const list = async () =>
    reviewPage.parse((await server.ask('coordinator', '/api/review/queue?list=set-aside')).body);
  const page = await list();
  expect(page.counts['set-aside']).toBe(2);
  expect(page.setAside.map((row) => row.itemId)).toEqual([incomplete.submission.id, unasked.submission.id]);
  expect(page.setAside[0]?.content).toMatchObject({ answers: { overall: { value: 'acceptable' } } });

  // The filter narrows this list too, and its figure.
  const unit = seed.units.first;
  for (const [filter, left] of [
    [`unit=${unit}`, 2],
    [`unit=${crypto.randomUUID()}`, 0],
    ['olderThan=1', 0],
    [`board=${seed.boards.first}`, 2],
  ] as const) {
    const narrowed = await server.ask('coordinator', `/api/review/queue?list=set-aside&${filter}`);
    const { setAside, counts } = reviewPage.parse(narrowed.body);
    expect([filter, setAside.length, counts['set-aside']]).toEqual([filter, left, left]);
  }

  const settle = (who: 'coordinator' | 'otherCoordinator', id: string, decision: string) =>
    server.ask(who, `/api/review/items/${id}/settlement`, {
      method: 'POST',
      body: { decision, comment: 'Seen' },
    });
  const first = incomplete.submission.id;
  expect((await settle('otherCoordinator', first, 'take-in')).body.code).toBe('not-found');
  expect((await settle('coordinator', first, 'take-in')).body.status).toBe('accepted');
  expect((await settle('coordinator', first, 'take-in')).body.code).toBe('not-found');
  expect((await settle('coordinator', unasked.submission.id, 'dismiss')).status).toBe(200);
  expect((await list()).setAside).toEqual([]);

  // Who sent it hears that it was not taken in, and why.
  const late = await submit(context, seed, 'first', { answers: {} });
  expect(late.result.status).toBe('set-aside');
  await settle('coordinator', late.submission.id, 'dismiss');
  const scope = makeScope({
    userId: seed.users.caseworker,
    roles: ['caseworker'],
    team: { id: seed.teams.first, boards: [seed.boards.first] },
    boards: [],
  });
  const told = await viewFollowUp(context.database, scope, seed.followUps.first, '2026-11-22');
  expect(told?.setAside).toEqual([]);
  expect(told?.dismissed).toMatchObject([{ itemId: late.submission.id, comment: 'Seen' }]);
});

test('an upload about a placement that the register does not know is seen where its author works', async () => {
  const { context, seed } = server;
  const stranger = await submit(context, seed, 'first', {
    followUpId: crypto.randomUUID(),
    placementId: crypto.randomUUID(),
  });
  expect(stranger.result.reason).toBe('placement-unknown');
  const seenBy = async (who: 'coordinator' | 'otherCoordinator') =>
    reviewPage.parse((await server.ask(who, '/api/review/queue?list=set-aside')).body).setAside;
  expect(await seenBy('coordinator')).toMatchObject([
    { itemId: stranger.submission.id, client: null, board: null },
  ]);
  expect(await seenBy('otherCoordinator')).toEqual([]);
});
