import { afterEach, beforeEach, expect, test } from 'vitest';
import { carryOver } from '#domain/questionnaire/carry-over.ts';
import type { InForce } from '#domain/questionnaire/occasion.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { openFollowUp } from '#worker/opening.ts';
import { submit } from '#worker/submissions.ts';
import { startUnplanned } from '#worker/beginning.ts';
import { takeVersion } from '#worker/versions.ts';
import { wholeAnswers } from '../server/seed.ts';
import { asks } from './questionnaire-builder.ts';
import { TabletScenario } from './tablet-scenario.ts';

const withoutDeficient = (item: Item): Item =>
  item.kind === 'scale' && item.name === 'overall'
    ? { ...item, choices: (item.choices ?? []).filter((each) => each.name !== 'deficient') }
    : item;

/** The second version asks no longer how the client could influence, and rates with one level less. */
const second: Questionnaire = {
  ...individualFollowUp,
  version: 2,
  sections: individualFollowUp.sections.map((section, index) => ({
    ...section,
    questions: [
      ...section.questions.filter(({ name }) => name !== 'influence').map(withoutDeficient),
      ...(index === 0 ? [asks('brand-new')] : []),
    ],
  })),
};
const draft = wholeAnswers({ influence: { value: 'no' }, overall: { value: 'deficient' } });

let tablet: TabletScenario;
beforeEach(async () => {
  tablet = await TabletScenario.begin();
  await tablet.open();
  await tablet.answerAll(draft);
});
afterEach(() => tablet.end());

const newer = async () => (await openFollowUp(await tablet.context(), tablet.id))?.newer?.version ?? null;

test('what carries over is told: kept, to look over, without a place, and new', () => {
  const carried = carryOver(individualFollowUp, second, draft);
  expect(carried).toMatchObject({ unfitting: ['overall'], homeless: ['influence'], added: ['brand-new'] });
  expect(carried.kept).toBe(Object.keys(draft).length - 2);
});

const tellOfSecond = (inForce: InForce) =>
  tablet.tell([{ kind: 'questionnaire', id: 'individual-follow-up/2', body: second, inForce }]);

test.each([
  ['does not hold yet', { from: '2099-01-01', until: null }],
  ['holds no longer', { from: '2026-01-02', until: '2026-01-03' }],
])('a version that %s is neither offered nor begun with', async (_, inForce) => {
  await tellOfSecond(inForce);
  expect(await newer()).toBeNull();
  const context = await tablet.context();
  const begun = await startUnplanned(context, tablet.placement.id);
  expect(context.store.drafts.get(begun)?.draft.questionnaire.version).toBe(1);
  await tellOfSecond({ from: '2026-01-02', until: null });
  const after = await tablet.context();
  const later = await startUnplanned(after, tablet.placement.id);
  expect(after.store.drafts.get(later)?.draft.questionnaire.version).toBe(2);
});

test('a newer version is offered to an open draft, taken without losing an answer, and given back', async () => {
  expect(await newer()).toBeNull();
  await tellOfSecond({ from: '2026-01-02', until: null });
  expect(await newer()).toBe(2);
  const before = await tablet.answers();
  expect(await takeVersion(await tablet.context(), tablet.id, 2)).toMatchObject({ ok: true });
  await tablet.restart();
  await tablet.open();
  expect(await tablet.answers()).toEqual(before);
  expect(await newer()).toBeNull();
  // One answer no longer fits: it is told, and nothing is sent.
  expect(await submit(await tablet.context(), tablet.id)).toMatchObject({
    problem: [{ question: 'overall', problem: 'not-a-choice' }],
  });
  expect(await takeVersion(await tablet.context(), tablet.id, 1)).toMatchObject({ ok: true });
  expect(await submit(await tablet.context(), tablet.id)).toMatchObject({ ok: true });
});

test('what the register has keeps its version', async () => {
  expect(await submit(await tablet.context(), tablet.id)).toMatchObject({ ok: true });
  await tellOfSecond({ from: '2026-01-02', until: null });
  expect(await newer()).toBeNull();
  expect(await takeVersion(await tablet.context(), tablet.id, 2)).toEqual({
    ok: false,
    problem: 'unexpected',
  });
});
