import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { Submission } from '#domain/follow-up/item.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { relevantAnswers } from '#domain/questionnaire/relevance.ts';
import { asks, calculates, choice, formOf, groupOf, repeatOf } from '../unit/questionnaire-builder.ts';
import { RegisterScenario } from './register.ts';

const asked = formOf(
  [
    asks('staff', { kind: 'integer', mandatory: true, constraint: '. >= 0' }),
    asks('extra', { kind: 'integer', required: '${staff} > 10' }),
    calculates('total', '${staff} + coalesce(${extra}, 0)'),
    calculates('worked-out-at', 'now()'),
    asks('country', { kind: 'choice', choices: [choice('se'), choice('fi')] }),
    asks('city', {
      kind: 'choice',
      choices: [choice('umeå', { country: 'se' }), choice('åbo', { country: 'fi' })],
      choiceFilter: 'country = ${country}',
    }),
    groupOf('alone', [asks('why-alone')], { relevant: '${staff} = 1' }),
    repeatOf('files', [
      asks('late', { kind: 'yes-no' }),
      asks('days', { kind: 'integer', relevant: "${late} = 'yes'" }),
    ]),
    asks('rooms', { kind: 'integer' }),
    repeatOf('room', [asks('size', { kind: 'decimal' })], { count: '${rooms}' }),
  ],
  { id: 'logic' },
);

const good: Answers = {
  staff: { value: 4 },
  country: { value: 'se' },
  city: { value: 'umeå' },
  files: { rows: ['a1'] },
  'files/a1/late': { value: 'yes' },
  'files/a1/days': { value: 3 },
  rooms: { value: 1 },
  'room/1/size': { value: 12.5 },
};

let register: RegisterScenario;
beforeEach(async () => {
  register = await RegisterScenario.begin();
  await publish(asked);
});
afterEach(() => register.end());

const publish = (of: Questionnaire) =>
  register.run(
    'INSERT INTO questionnaires (id, version, document, published_at) VALUES (?, ?, ?, ?)',
    of.id,
    of.version,
    JSON.stringify(of),
    register.now.toISOString(),
  );

/** What a tablet sends of a draft. */
const sent = (draft: Answers, of = asked): Answers =>
  relevantAnswers(of, draft, surroundingsAt(register.now));
const visit = (answers: Answers, more: Partial<Submission> = {}): Submission =>
  register.visit({
    questionnaire: { id: asked.id, version: asked.version },
    answers: { ...answers },
    writtenAt: register.now.toISOString(),
    ...more,
  });

test('what a tablet sends of a whole draft is taken in, with what was hidden left out', async () => {
  const draft = { ...good, 'why-alone': { value: 'Hidden' }, 'room/2/size': { value: 1 } };
  const first = visit(sent(draft));
  expect(first.answers).not.toHaveProperty('why-alone');
  expect(first.answers['total']).toEqual({ value: 4 });
  expect(await register.sendOne(first)).toMatchObject({ status: 'accepted' });
});

describe('what a tablet would not have sent is set aside, with the place', () => {
  const cases: readonly [name: string, place: string, change: Answers][] = [
    ['an answer that is hidden', 'why-alone', { 'why-alone': { value: 'Alone' } }],
    ['one hidden in a row', 'files/a1/days', { 'files/a1/late': { value: 'no' } }],
    ['a missing one', 'staff', { staff: {}, total: {} }],
    ['one that others make required', 'extra', { staff: { value: 11 }, total: { value: 11 } }],
    ['one that breaks its constraint', 'staff', { staff: { value: -1 }, total: { value: -1 } }],
    ['another result', 'total', { total: { value: 5 } }],
    ['no result', 'total', { total: { value: '' } }],
    ['a choice that its filter hides', 'city', { city: { value: 'åbo' } }],
    ['a choice that there is not', 'city', { city: { value: 'oslo' } }],
    ['a row that nobody has added', 'files/b2/late', { 'files/b2/late': { value: 'no' } }],
    ['a row beyond the count', 'room/2/size', { 'room/2/size': { value: 2 } }],
    ['another kind of value', 'staff', { staff: { value: 'many' }, total: {} }],
    ['a question that there is not', 'colour', { colour: { value: 'green' } }],
    ['a reason where none may be given', 'country', { country: { reason: 'declined' }, city: {} }],
  ];
  test.each(cases)('%s', async (_, place, change) => {
    const answers = { ...sent(good), ...change };
    const result = await register.sendOne(visit(answers));
    expect(result).toMatchObject({ status: 'set-aside', reason: 'invalid-answers' });
    expect(result.questions).toContain(place);
  });
});

test('a draft of version 1 that is sent after version 2 was published is taken in, and read as it was asked', async () => {
  const stricter = formOf(
    [asks('staff', { kind: 'short-text', mandatory: true }), asks('new', { mandatory: true })],
    {
      id: asked.id,
      version: 2,
    },
  );
  await publish(stricter);
  const first = visit(sent(good));
  expect(await register.sendOne(first)).toMatchObject({ status: 'accepted' });
  expect((await register.followUp())?.entry?.answers).toEqual(first.answers);
  // The same answers are none to version 2.
  const second = visit(sent(good), { questionnaire: { id: asked.id, version: 2 }, basedOn: [first.id] });
  expect(await register.sendOne(second)).toMatchObject({ status: 'set-aside', reason: 'invalid-answers' });
});

describe('two versions that go together', () => {
  const corrected = (of: Submission, change: Answers, minutes: number): Submission => {
    const at = new Date(register.now.getTime() + minutes * 60_000);
    const answers = relevantAnswers(asked, { ...of.answers, ...change }, surroundingsAt(at));
    return register.correction(of, {}, { answers: { ...answers }, writtenAt: at.toISOString() });
  };

  test('have what is calculated worked out anew, though both changed it', async () => {
    const first = visit(sent({ ...good, extra: { value: 1 } }));
    const [one, other] = [
      corrected(first, { staff: { value: 6 } }, 1),
      corrected(first, { extra: { value: 3 } }, 2),
    ];
    expect([one.answers['total'], other.answers['total']]).toEqual([{ value: 7 }, { value: 7 }]);
    const results = [
      await register.sendOne(first),
      await register.sendOne(one),
      await register.sendOne(other),
    ];
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'merged']);
    const held = (await register.followUp())?.entry?.answers;
    expect(held).toMatchObject({ staff: { value: 6 }, extra: { value: 3 }, total: { value: 9 } });
    // Of what the clock gave the later stands, whichever came first.
    expect(held?.['worked-out-at']).toEqual(other.answers['worked-out-at']);
  });

  test('wait for a person where together they make an answer required', async () => {
    const first = visit(sent({ ...good, extra: { value: 1 } }));
    const [one, other] = [corrected(first, { staff: { value: 12 } }, 1), corrected(first, { extra: {} }, 2)];
    const results = [
      await register.sendOne(first),
      await register.sendOne(one),
      await register.sendOne(other),
    ];
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'conflict']);
    // Nobody is asked to choose among results.
    expect((await register.followUp())?.conflicts.map(({ questions }) => questions)).toEqual([
      ['extra', 'staff'],
    ]);
  });

  test('wait for a person where one hides what the other answered anew: nothing falls out unseen', async () => {
    const first = visit(sent({ ...good, 'files/a1/days': { value: 3 } }));
    const [one, other] = [
      corrected(first, { 'files/a1/late': { value: 'no' } }, 1),
      corrected(first, { 'files/a1/days': { value: 9 } }, 2),
    ];
    expect(one.answers).not.toHaveProperty('files/a1/days');
    const results = [
      await register.sendOne(first),
      await register.sendOne(one),
      await register.sendOne(other),
    ];
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'conflict']);
    const entry = (await register.followUp())?.entry;
    expect(entry?.answers['files/a1/late']).toEqual({ value: 'no' });
    expect((await register.followUp())?.conflicts.map(({ questions }) => questions)).toEqual([
      ['files/a1/days'],
    ]);
  });

  test('wait for a person where together they make irrelevant what only one of them had', async () => {
    const first = visit(sent({ ...good, staff: { value: 2 } }));
    const [one, other] = [
      corrected(first, { staff: { value: 1 }, 'why-alone': { value: 'Night' } }, 1),
      corrected(first, { staff: { value: 3 } }, 2),
    ];
    const results = [
      await register.sendOne(first),
      await register.sendOne(one),
      await register.sendOne(other),
    ];
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'conflict']);
    expect((await register.followUp())?.entry?.answers['why-alone']).toEqual({ value: 'Night' });
  });
});
