import { beforeAll, describe, expect, test } from 'vitest';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { readQuestionnaire } from '#app/office/questionnaires.ts';
import { ReviewDesk } from '#app/office/review-desk.svelte.ts';
import { entryOf, followUpId, revision, revisionIds, sofia, wholeAnswers } from './office-cases.ts';
import { answering, problemOf, type Reply } from './office-fetch.ts';

const { first, second } = revisionIds;
const one = revision(first, [], wholeAnswers());
const newer = revision(second, [first], wholeAnswers({ overall: { value: 'deficient' } }));
const asked = { status: 200, json: individualFollowUp };
const entry = (of = entryOf([one])) => ({ status: 200, json: of });
const claimed = (isYours = true) => ({
  status: 200,
  json: { reviewer: sofia, since: '2026-11-18T08:00:00.000Z', isYours },
});
const decided = { status: 200, json: { head: first, state: 'approved', at: '2026-11-18T08:00:00.000Z' } };

// A published questionnaire is asked for once, whoever needs it.
beforeAll(async () => {
  answering(asked);
  await readQuestionnaire(individualFollowUp);
});

/** A desk with the first revision open. */
const openDesk = async (...more: Reply[]) => {
  const desk = new ReviewDesk(followUpId, `user-${crypto.randomUUID()}`);
  const requests = answering(entry(), claimed(), ...more);
  await desk.load();
  requests.length = 0;
  return { desk, requests };
};

describe('a follow-up on the desk', () => {
  test('is approved as the revision that was read', async () => {
    const { desk, requests } = await openDesk(decided);
    expect(await desk.decide('approved')).toBe(true);
    expect(requests).toEqual([
      {
        method: 'PUT',
        url: `/api/review/${followUpId}/decision`,
        ifMatch: `"${first}"`,
        body: { decision: 'approved' },
      },
    ]);
  });

  test('is returned with what was written, blank comments left out', async () => {
    const { desk, requests } = await openDesk(decided);
    desk.draft.whole = '  Se över bedömningen ';
    desk.draft.byQuestion['overall'] = 'Varför?';
    desk.draft.byQuestion['influence'] = '  ';
    expect(await desk.decide('returned')).toBe(true);
    expect(requests[0]?.body).toEqual({
      decision: 'returned',
      comments: [
        { question: null, text: 'Se över bedömningen' },
        { question: 'overall', text: 'Varför?' },
      ],
    });
  });

  test('a newer revision is fetched and shown instead, and what was written is kept', async () => {
    const { desk } = await openDesk(problemOf(409, 'stale-revision'), entry(entryOf([one, newer])));
    desk.draft.whole = 'Se över bedömningen';
    expect(await desk.decide('returned')).toBe(false);
    expect(desk.opened.value?.entry.entry?.head).toBe(second);
    expect(desk.overtaken).toBe(first);
    expect(desk.draft.whole).toBe('Se över bedömningen');
    expect(desk.decisionProblem).toBeNull();
  });

  test('without network nothing is decided, and it says so', async () => {
    const { desk, requests } = await openDesk(null);
    desk.draft.whole = 'Se över';
    expect(await desk.decide('returned')).toBe(false);
    expect(requests).toHaveLength(1);
    expect(desk.decisionProblem?.code).toBe('offline');
    expect(desk.draft.whole).toBe('Se över');
  });

  test('tells who else has it open', async () => {
    const desk = new ReviewDesk(followUpId, 'user');
    answering(entry(), claimed(false));
    await desk.load();
    await expect.poll(() => desk.otherReviewer).toEqual(sofia);
  });

  test('what was written is there when the follow-up is opened again, for the same user alone', async () => {
    const user = crypto.randomUUID();
    new ReviewDesk(followUpId, user).draft.whole = 'Påbörjad';
    expect(new ReviewDesk(followUpId, user).draft.whole).toBe('Påbörjad');
    expect(new ReviewDesk(followUpId, crypto.randomUUID()).draft.whole).toBe('');
  });
});
