import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dropLog, readDraft } from '#device/drafts.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import { openFollowUp } from '#worker/opening.ts';
import { recordAnswer, recordPosition } from '#worker/writing.ts';
import { startUnplanned } from '#worker/beginning.ts';
import { TabletScenario } from './tablet-scenario.ts';

let tablet: TabletScenario;
beforeEach(async () => {
  tablet = await TabletScenario.begin();
});
afterEach(() => tablet.end());

const countChanges = async () => (await tablet.tab()).store.database.changes.count();

describe('what was written is there again', () => {
  test('an opened follow-up is not a begun one: nothing is kept until something is written', async () => {
    await tablet.open();
    await tablet.restart();
    expect(await tablet.answers()).toBeUndefined();
  });

  test('the plan stands in it as a start', async () => {
    await tablet.open();
    await tablet.answer('overall', 'very-good');
    await tablet.restart();
    expect(await tablet.answers()).toEqual({
      method: { value: 'site-visit' },
      date: { value: '2026-11-22' },
      overall: { value: 'very-good' },
    });
  });

  test('also the place where she was', async () => {
    await tablet.open();
    await tablet.answer('overall', 'very-good');
    await tablet.moveTo('assessment', 'overall');
    await tablet.restart();
    const opened = await openFollowUp(await tablet.context(), tablet.id);
    expect(opened?.draft.position).toEqual({ section: 'assessment', question: 'overall' });
    expect(opened?.stage).toBe('begun');
  });

  test('and one that nobody planned', async () => {
    const id = await startUnplanned(await tablet.context(), tablet.placement.id);
    await tablet.restart();
    const opened = await openFollowUp(await tablet.context(), id);
    expect(opened?.followUp).toMatchObject({ plannedOn: null, assigneeId: tablet.userId });
    expect(opened?.draft.placementId).toBe(tablet.placement.id);
  });
});

describe('a draft that cannot be read', () => {
  test('stays on the disk, and keeps none of the others from showing', async () => {
    await tablet.open();
    await tablet.answer('overall', 'very-good');
    const { store } = await tablet.tab();
    const broken = { id: crypto.randomUUID(), revision: 1, bytes: new Uint8Array([7, 7, 7]) };
    await store.database.drafts.put(broken);
    await tablet.restart();
    const restarted = (await tablet.tab()).store;
    expect([...restarted.drafts.keys()]).toEqual([tablet.id]);
    expect(await restarted.database.drafts.get(broken.id)).toEqual(broken);
    await expect(restarted.loadDraft(broken.id)).rejects.toThrow();
  });
});

describe('typing in one field', () => {
  test('is one row of the log, until it is said once without typing', async () => {
    await tablet.open();
    for (const text of ['L', 'La', 'Lat', 'Late'])
      await tablet.answer('overall', { comment: text }, text !== 'Late');
    expect(await countChanges()).toBe(1);
    await tablet.answer('overall', { comment: 'Late twice' });
    expect(await countChanges()).toBe(2);
    await tablet.restart();
    expect((await tablet.answers())?.['overall']).toEqual({ comment: 'Late twice' });
  });

  test('in two fields by turns keeps both', async () => {
    await tablet.open();
    await tablet.answer('overall', { comment: 'O' }, true);
    await tablet.answer('influence', { comment: 'I' }, true);
    await tablet.answer('overall', { comment: 'Ov' }, true);
    await tablet.restart();
    expect(await tablet.answers()).toMatchObject({ overall: { comment: 'Ov' }, influence: { comment: 'I' } });
    expect(await countChanges()).toBe(2);
  });

  test('goes on after the place was noted, in a row of its own: the one before is in the snapshot', async () => {
    await tablet.open();
    await tablet.answer('overall', { comment: 'L' }, true);
    await tablet.moveTo('assessment');
    await tablet.answer('overall', { comment: 'La' }, true);
    await tablet.restart();
    expect((await tablet.answers())?.['overall']).toEqual({ comment: 'La' });
  });

  test('goes on after another tab had it meanwhile and gave it back', async () => {
    const first = await tablet.context();
    const { context: second } = await tablet.seat.openTab();
    await openFollowUp(first, tablet.id);
    await recordAnswer(first, tablet.id, 'overall', { comment: 'L' }, true);
    await second.editing.takeOver(tablet.id);
    await openFollowUp(second, tablet.id);
    await recordPosition(second, tablet.id, 'assessment', 'overall');
    await first.editing.takeOver(tablet.id);
    await openFollowUp(first, tablet.id);
    await recordAnswer(first, tablet.id, 'overall', { comment: 'La' }, true);
    await tablet.restart();
    expect((await tablet.answers())?.['overall']).toEqual({ comment: 'La' });
  });
});

test('what another tab edits is only read here, and nothing that is written here passes it', async () => {
  const first = await tablet.context();
  const { context: second } = await tablet.seat.openTab();
  await openFollowUp(first, tablet.id);
  expect((await openFollowUp(second, tablet.id))?.mode).toBe('elsewhere');
  expect(await recordAnswer(second, tablet.id, 'overall', { value: 'deficient' }, false)).toEqual({
    ok: false,
    problem: 'elsewhere',
  });
});

test('what is read anew while something is being written is not older than that', async () => {
  await tablet.open();
  await tablet.answer('overall', 'acceptable');
  const { store } = await tablet.tab();
  const decode = store.codec.decode.bind(store.codec);
  // Reading takes its time, as decoding does.
  vi.spyOn(store.codec, 'decode').mockImplementation(async (place, bytes) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return decode(place, bytes);
  });
  await Promise.all([tablet.open(), tablet.answer('overall', 'deficient')]);
  expect((await tablet.answers())?.['overall']).toEqual({ value: 'deficient' });
});

test('the log goes when it is no longer needed, the snapshot stays for reading', async () => {
  await tablet.open();
  await tablet.answer('overall', 'very-good');
  await tablet.moveTo('assessment');
  const { store } = await tablet.tab();
  await tablet.answer('influence', 'yes');
  await dropLog(store.database, tablet.id, 1);
  expect(await countChanges()).toBe(1);
  const kept = await readDraft(store.database, store.codec, tablet.id);
  expect(kept?.draft.answers).toMatchObject({ overall: { value: 'very-good' }, influence: { value: 'yes' } });
});

test('whatever is done in whatever order, at once or one by one: memory and disk hold what was last said', async () => {
  const anyAct = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        act: fc.constant('answer' as const),
        question: fc.constantFrom('overall', 'influence', 'anything-to-add'),
        text: fc.string({ minLength: 1, maxLength: 6 }),
        isTyping: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constantFrom('move', 'reopen', 'restart', 'wait', 'other-tab') }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { maxLength: 30 }), async (acts) => {
      const scenario = await TabletScenario.begin();
      await scenario.open();
      const said: Record<string, Answers[string]> = {};
      let doing: Promise<unknown>[] = [];
      const settle = async () => {
        await Promise.all(doing);
        doing = [];
      };
      for (const each of acts) {
        if (each.act === 'answer') {
          said[each.question] = { comment: each.text };
          // Not waited for: the next may come before the disk has answered.
          doing.push(scenario.answer(each.question, { comment: each.text }, each.isTyping));
        } else if (each.act === 'move') doing.push(scenario.moveTo('assessment'));
        else if (each.act === 'reopen') doing.push(scenario.open());
        else {
          await settle();
          if (each.act === 'restart') {
            await scenario.restart();
            await scenario.open();
          } else if (each.act === 'other-tab') {
            const first = await scenario.context();
            const { context: second } = await scenario.seat.openTab();
            await second.editing.takeOver(scenario.id);
            await openFollowUp(second, scenario.id);
            await recordPosition(second, scenario.id, 'client', null);
            await first.editing.takeOver(scenario.id);
            await openFollowUp(first, scenario.id);
          }
        }
      }
      await settle();
      expect((await scenario.answers()) ?? {}).toMatchObject(said);
      const remembered = await scenario.answers();
      await scenario.restart();
      expect(await scenario.answers()).toEqual(remembered);
      await scenario.end();
    }),
    { numRuns: 60 },
  );
});
