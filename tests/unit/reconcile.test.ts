import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/follow-up/answer.ts';
import { ancestry, findRevision, openBranches, type History } from '#domain/register/history.ts';
import { reconcile, reconcileWithdrawal } from '#domain/register/reconcile.ts';
import { anyAnswers } from './any-answers.ts';
import { noRegister, RegisteredFollowUp } from './registered-follow-up.ts';

const follow = () => new RegisteredFollowUp();
const said = (of: Record<string, string>): Answers =>
  Object.fromEntries(Object.entries(of).map(([question, value]) => [question, { value }]));
const good = said({ plan: 'very-good', overall: 'very-good' });

describe('a submission', () => {
  test('is accepted as the first, and where it builds on what holds', () => {
    const entry = follow();
    expect(entry.submit('visit', [], good)).toEqual({ status: 'accepted' });
    expect(entry.submit('correction', ['visit'], said({ overall: 'deficient' }))).toEqual({
      status: 'accepted',
    });
    expect(entry.holds).toEqual(said({ overall: 'deficient' }));
  });

  test('is held while something that it builds on has not come', () => {
    const entry = follow();
    entry.submit('visit', [], good);
    expect(entry.submit('late', ['visit', 'lost', 'gone'], good)).toEqual({
      status: 'held',
      awaiting: ['lost', 'gone'],
    });
    expect(entry.holds).toEqual(good);
  });

  test('goes together with another correction that touched other questions', () => {
    const entry = follow();
    entry.submit('visit', [], good);
    entry.submit('hers', ['visit'], { ...good, ...said({ plan: 'acceptable' }) });
    const answers = said({ overall: 'deficient', plan: 'acceptable' });
    expect(entry.submit('his', ['visit'], { ...good, ...said({ overall: 'deficient' }) })).toEqual({
      status: 'merged',
      answers,
    });
    expect(entry.holds).toEqual(answers);
    expect(entry.open).toEqual([]);
  });

  test('that answers the same question otherwise is a conflict; what held still holds', () => {
    const entry = follow();
    entry.submit('visit', [], good);
    entry.submit('hers', ['visit'], { ...good, ...said({ plan: 'acceptable' }) });
    expect(entry.submit('his', ['visit'], { ...good, ...said({ plan: 'deficient' }) })).toEqual({
      status: 'conflict',
      questions: ['plan'],
    });
    expect(entry.holds).toEqual({ ...good, ...said({ plan: 'acceptable' }) });
    expect(entry.open).toEqual(['his']);
  });

  test('two first ones of the same visit have nothing in common: what both answer must be the same', () => {
    const [entry, other] = [follow(), follow()];
    entry.submit('hers', [], said({ plan: 'acceptable', overall: 'acceptable' }));
    expect(entry.submit('his', [], said({ plan: 'acceptable', comment: 'x' }))).toEqual({
      status: 'merged',
      answers: said({ plan: 'acceptable', overall: 'acceptable', comment: 'x' }),
    });
    other.submit('hers', [], said({ plan: 'acceptable', overall: 'acceptable' }));
    expect(other.submit('his', [], said({ plan: 'deficient', overall: 'acceptable' }))).toEqual({
      status: 'conflict',
      questions: ['plan'],
    });
  });
});

describe('a merge that may not stand', () => {
  const base = said({ received: 'no', overall: 'very-good' });

  test('is a conflict over every question that the two answer differently', () => {
    const entry = follow();
    entry.submit('visit', [], said({ received: 'yes', when: '2026-11-01', note: 'kept' }));
    entry.submit('hers', ['visit'], said({ received: 'no', note: 'kept' }));
    const his = said({ received: 'yes', when: '2026-11-01', note: 'kept', remark: 'only if received' });
    expect(entry.submit('his', ['visit'], his, () => false)).toEqual({
      status: 'conflict',
      questions: ['received', 'remark', 'when'],
    });
    expect(entry.open).toEqual(['his']);
  });

  test('what one side removed is named too', () => {
    const entry = follow();
    entry.submit('visit', [], base);
    entry.submit('hers', ['visit'], said({ received: 'no' }));
    const fate = entry.submit('his', ['visit'], said({ received: 'yes', overall: 'very-good' }), () => false);
    expect(fate).toEqual({ status: 'conflict', questions: ['overall', 'received'] });
  });

  test('a conflict always names a question, unless the two say the same', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, anyAnswers, fc.boolean(), (was, ours, theirs, isValid) => {
        const entry = follow();
        entry.submit('visit', [], was);
        entry.submit('hers', ['visit'], ours);
        const fate = entry.submit('his', ['visit'], theirs, () => isValid);
        const named = fate.status === 'conflict' ? fate.questions : ['none is needed'];
        const again = follow();
        again.submit('hers', [], ours);
        const isSame = again.submit('his', [], theirs).status === 'merged';
        expect(named.length > 0 || isSame).toBe(true);
      }),
    );
  });
});

describe('a conflict is settled', () => {
  const contested = () => {
    const entry = follow();
    entry.submit('visit', [], good);
    entry.submit('hers', ['visit'], { ...good, ...said({ plan: 'acceptable' }) });
    entry.submit('his', ['visit'], { ...good, ...said({ plan: 'deficient' }) });
    return entry;
  };

  test('by a submission based on both', () => {
    const entry = contested();
    expect(entry.submit('choice', ['hers', 'his'], said({ plan: 'deficient' }))).toEqual({
      status: 'accepted',
    });
    expect(entry.holds).toEqual(said({ plan: 'deficient' }));
    expect(entry.open).toEqual([]);
  });

  test('though the head was corrected meanwhile, where that touched something else', () => {
    const entry = contested();
    entry.submit('more', ['hers'], said({ plan: 'acceptable', overall: 'deficient' }));
    const choice = { ...good, ...said({ plan: 'deficient' }) };
    expect(entry.submit('choice', ['hers', 'his'], choice).status).toBe('merged');
    expect(entry.holds).toEqual(said({ plan: 'deficient', overall: 'deficient' }));
    expect(entry.open).toEqual([]);
  });

  test('the same way twice, by two people, and both agree', () => {
    const entry = contested();
    entry.submit('coordinator', ['hers', 'his'], { ...good, ...said({ plan: 'deficient' }) });
    const same = { ...good, ...said({ plan: 'deficient' }) };
    expect(entry.submit('author', ['hers', 'his'], same).status).toBe('merged');
  });

  test.each([
    ['acceptable', 'deficient'],
    ['deficient', 'acceptable'],
  ])('apart by two people who choose %s and %s: neither choice gives way unseen', (first, second) => {
    const entry = contested();
    entry.submit('coordinator', ['hers', 'his'], { ...good, ...said({ plan: first }) });
    expect(entry.submit('author', ['hers', 'his'], { ...good, ...said({ plan: second }) })).toEqual({
      status: 'conflict',
      questions: ['plan'],
    });
    expect(entry.holds).toEqual({ ...good, ...said({ plan: first }) });
    expect(entry.open).toEqual(['author']);
  });
});

describe('taking back', () => {
  test('a first submission: nothing holds', () => {
    const entry = follow();
    entry.submit('visit', [], good);
    expect(entry.withdraw('taken', 'visit')).toEqual({ status: 'accepted', restored: null });
    expect(entry.holds).toBeNull();
  });

  test('a correction: what it corrected holds again', () => {
    const entry = follow();
    entry.submit('visit', [], good);
    entry.submit('correction', ['visit'], said({ plan: 'deficient' }));
    expect(entry.withdraw('taken', 'correction')).toEqual({ status: 'accepted', restored: good });
    expect(entry.holds).toEqual(good);
  });

  test('what is not here is waited for', () => {
    expect(reconcileWithdrawal(noRegister, 'visit')).toEqual({ status: 'held' });
  });

  test.each<[string, (entry: RegisteredFollowUp) => void, string]>([
    ['built upon', (entry) => entry.submit('correction', ['visit'], said({ plan: 'x' })), 'visit'],
    ['taken back before', (entry) => entry.withdraw('taken', 'visit'), 'visit'],
    [
      'merged',
      (entry) => {
        entry.submit('hers', ['visit'], { ...good, ...said({ plan: 'x' }) });
        entry.submit('his', ['visit'], { ...good, ...said({ overall: 'x' }) });
      },
      'his',
    ],
    [
      'a settlement',
      (entry) => {
        entry.submit('hers', ['visit'], said({ plan: 'x' }));
        entry.submit('his', ['visit'], said({ plan: 'y' }));
        entry.submit('choice', ['hers', 'his'], said({ plan: 'x' }));
      },
      'choice',
    ],
  ])('cannot be done by oneself where it was %s', (_, happens, taken) => {
    const entry = follow();
    entry.submit('visit', [], good);
    happens(entry);
    expect(entry.withdraw('again', taken)).toEqual({ status: 'not-withdrawable' });
  });

  test('a side of a conflict ends the conflict', () => {
    const entry = follow();
    entry.submit('hers', [], said({ plan: 'x' }));
    entry.submit('his', [], said({ plan: 'y' }));
    expect(entry.withdraw('taken', 'his').status).toBe('accepted');
    expect(entry.open).toEqual([]);
    expect(entry.holds).toEqual(said({ plan: 'x' }));
  });

  test('a correction of a side opens that side again, as it was', () => {
    const entry = follow();
    entry.submit('hers', [], said({ plan: 'x' }));
    entry.submit('his', [], said({ plan: 'y' }));
    entry.submit('his-again', ['his'], said({ plan: 'z' }));
    expect(entry.open).toEqual(['his-again']);
    entry.withdraw('taken', 'his-again');
    expect(entry.open).toEqual(['his']);
    entry.submit('third', ['taken'], said({ plan: 'w' }));
    expect(entry.open).toEqual(['third']);
  });

  test('what builds on something taken back needs a person, who chooses at every answer', () => {
    const entry = follow();
    entry.submit('visit', [], good);
    entry.withdraw('taken', 'visit');
    const correction = { ...good, ...said({ plan: 'deficient' }) };
    expect(entry.submit('correction', ['visit'], correction)).toEqual({
      status: 'conflict',
      questions: ['overall', 'plan'],
    });
    expect(entry.open).toEqual(['correction']);
  });

  test('a new submission after it builds on the taking back', () => {
    const entry = follow();
    entry.submit('visit', [], good);
    entry.withdraw('taken', 'visit');
    expect(entry.submit('anew', ['taken'], good)).toEqual({ status: 'accepted' });
    expect(entry.holds).toEqual(good);
  });
});

test('a head that is not among the revisions is a broken register, not a fate', () => {
  const broken: History = { head: 'gone', revisions: [] };
  const incoming = { id: 'visit', basedOn: [], answers: {} };
  expect(() =>
    reconcile(broken, incoming, { complete: (merged) => merged, isCalculated: () => false }),
  ).toThrow('not among its revisions');
});

describe('whatever two authors send, in whatever order', () => {
  const anyAct = fc.record({
    author: fc.constantFrom<'hers' | 'his'>('hers', 'his'),
    act: fc.constantFrom<'correct' | 'settle' | 'pull' | 'withdraw' | 'anew'>(
      'correct',
      'correct',
      'settle',
      'pull',
      'withdraw',
      'anew',
    ),
    answers: anyAnswers,
    isValid: fc.boolean(),
  });

  test('nothing is lost: each version is built into the head, is open for a choice, or was taken back', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 14 }), (acts) => {
        const entry = follow();
        const seen: Record<'hers' | 'his', string[]> = { hers: [], his: [] };
        for (const [index, { author, act, answers, isValid }] of acts.entries()) {
          const id = `${author}-${index}`;
          const head = entry.history.head;
          const [last] = seen[author];
          if (act === 'pull') seen[author] = head === null ? [] : [head];
          else if (act === 'withdraw') {
            if (last !== undefined && entry.withdraw(id, last).status === 'accepted') seen[author] = [id];
          } else {
            const basedOn =
              act === 'anew' ? [] : act === 'settle' && head ? [head, ...entry.open] : seen[author];
            const fate = entry.submit(id, [...new Set(basedOn)], answers, () => isValid);
            if (fate.status !== 'held') seen[author] = [id];
          }
          expectNothingLost(entry.history);
        }
      }),
      { numRuns: 400 },
    );
  });
});

const expectNothingLost = (history: History): void => {
  const { head, revisions } = history;
  const withdrawals = revisions.filter((each) => each.kind === 'withdrawal');
  const takenBack = new Set(withdrawals.flatMap((each) => each.basedOn));
  const open = openBranches(history).map((each) => each.id);
  const kept = ancestry(history, [...(head === null ? [] : [head]), ...open]);
  const lost = revisions.filter(
    (each) => each.kind !== 'withdrawal' && !kept.has(each.id) && !takenBack.has(each.id),
  );
  expect(lost.map((each) => each.id)).toEqual([]);
  expect(head === null || findRevision(history, head) !== undefined).toBe(true);
  expect(open.filter((each) => takenBack.has(each))).toEqual([]);
};
