import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { publicationFaults } from '#domain/questionnaire/publication.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { DraftEditor } from '#app/builder/draft-editor.svelte.ts';
import { faultsOf, fieldOfFault } from '#app/builder/faults.ts';
import { placeOver, type Pointed } from '#app/builder/dragging.ts';
import { movePart, movePartTo, type Direction } from '#app/builder/moving.ts';
import { addPart } from '#app/builder/new-parts.ts';
import { fieldsOf, valueIn, withValueIn } from '#app/builder/part-fields.ts';
import { namesTo, outlineOf, partAt, type Address } from '#app/builder/parts.ts';
import { renamePart } from '#app/builder/renaming.ts';
import type { OfficeProblem } from '#app/office/api.ts';
import { asks, formOf, groupOf, repeatOf } from './questionnaire-builder.ts';
import { section } from './small-questionnaire.ts';

const form = (): Questionnaire => ({
  ...formOf([asks('a'), groupOf('g', [asks('b'), asks('c')]), asks('d')]),
  sections: [
    section('one', []),
    { ...section('two', []), questions: [asks('a'), groupOf('g', [asks('b'), asks('c')]), asks('d')] },
  ],
});
const namesOf = (document: Questionnaire) =>
  outlineOf(document)
    .slice(1)
    .map(
      ({ address, part }) => `${'-'.repeat(address.length - 1)}${part.kind === 'form' ? '' : part.of.name}`,
    );

describe('a part moves a step', () => {
  const moved = (address: Address, direction: Direction) => {
    const to = movePart(form(), address, direction);
    return to && [namesOf(to.document).join(' '), namesTo(to.document, to.address)];
  };

  test.each<[string, Address, Direction, string, string]>([
    ['past its neighbour', [1, 2], 'up', 'one two -a -d -g --b --c', 'two/d'],
    ['past a group, not into it', [1, 0], 'down', 'one two -g --b --c -a -d', 'two/a'],
    ['into the group above', [1, 2], 'in', 'one two -a -g --b --c --d', 'two/g/d'],
    ['out of its group', [1, 1, 0], 'out', 'one two -a -g --c -b -d', 'two/b'],
    ['out of its group at the upper edge', [1, 1, 0], 'up', 'one two -a -b -g --c -d', 'two/b'],
    ['out of its group at the lower edge', [1, 1, 1], 'down', 'one two -a -g --b -c -d', 'two/c'],
    ['into the section before', [1, 0], 'up', 'one -a two -g --b --c -d', 'one/a'],
    ['a section with all that is in it', [1], 'up', 'two -a -g --b --c -d one', 'two'],
  ])('%s', (_, address, direction, document, place) => {
    expect(moved(address, direction)).toEqual([document, place]);
  });

  test('and not where it cannot go', () => {
    expect(moved([1, 2], 'down')).toBeUndefined();
    expect(moved([0], 'up')).toBeUndefined();
    expect(moved([1, 0], 'in')).toBeUndefined();
    expect(moved([1, 0], 'out')).toBeUndefined();
    expect(moved([], 'up')).toBeUndefined();
  });

  test('nothing is lost on the way, wherever it goes', () => {
    const all = [...namesOf(form())].map((name) => name.replaceAll('-', '')).sort();
    const everywhere = outlineOf(form()).flatMap(({ address }) =>
      (['up', 'down', 'in', 'out'] as const).flatMap((direction) => {
        const to = movePart(form(), address, direction);
        return to === undefined
          ? []
          : [
              namesOf(to.document)
                .map((name) => name.replaceAll('-', ''))
                .sort(),
            ];
      }),
    );
    expect(everywhere.length).toBeGreaterThan(8);
    expect(new Set(everywhere.map((names) => names.join()))).toEqual(new Set([all.join()]));
  });
});

describe('a part that is dragged', () => {
  // 0 form, 1 one, 2 two, 3 -a, 4 -g, 5 --b, 6 --c, 7 -d; 8 is below them all.
  const dropped = (held: Address, line: number, half: Pointed['half']) => {
    const place = placeOver(form(), held, { line, half });
    const to = place && movePartTo(form(), held, place.address);
    return to && [place.gap, namesOf(to.document).join(' '), namesTo(to.document, to.address)];
  };

  test.each<[string, Address, number, Pointed['half'], number, string, string]>([
    ['before a question', [1, 2], 3, 'upper', 3, 'one two -d -a -g --b --c', 'two/d'],
    ['after a question', [1, 0], 7, 'lower', 8, 'one two -g --b --c -d -a', 'two/a'],
    ['before a group', [1, 2], 4, 'upper', 4, 'one two -a -d -g --b --c', 'two/d'],
    ['into a group first', [1, 2], 4, 'lower', 5, 'one two -a -g --d --b --c', 'two/g/d'],
    ['into a group last', [1, 0], 6, 'lower', 7, 'one two -g --b --c --a -d', 'two/g/a'],
    ['out of its group', [1, 1, 0], 7, 'upper', 7, 'one two -a -g --c -b -d', 'two/b'],
    ['within its group', [1, 1, 0], 6, 'lower', 7, 'one two -a -g --c --b -d', 'two/g/b'],
    ['into an empty section', [1, 1, 1], 1, 'lower', 2, 'one -c two -a -g --b -d', 'one/c'],
    ['into the section before', [1, 2], 2, 'upper', 2, 'one -d two -a -g --b --c', 'one/d'],
    ['first of all over the form', [1, 1], 0, 'upper', 2, 'one -g --b --c two -a -d', 'one/g'],
    ['last of all below', [1, 1], 8, 'upper', 8, 'one two -a -d -g --b --c', 'two/g'],
    ['a section past another', [0], 5, 'lower', 8, 'two -a -g --b --c -d one', 'one'],
    ['a section before another', [1], 1, 'upper', 1, 'two -a -g --b --c -d one', 'two'],
  ])('%s', (_, held, line, half, gap, document, place) => {
    expect(dropped(held, line, half)).toEqual([gap, document, place]);
  });

  test('goes not into itself, and nowhere where it stands', () => {
    for (const [held, line, half] of [
      [[1, 1], 4, 'lower'],
      [[1, 1], 5, 'lower'],
      [[1, 1], 3, 'lower'],
      [[1, 1], 7, 'upper'],
      [[1, 0], 3, 'upper'],
      [[1], 3, 'upper'],
      [[1], 8, 'upper'],
      [[], 3, 'upper'],
    ] as const)
      expect(dropped(held, line, half)).toBeUndefined();
  });

  test('comes to where it was shown, with all that is in it, and the others keep their order', () => {
    const lines = outlineOf(form());
    const names = (document: Questionnaire) => namesOf(document).map((name) => name.replaceAll('-', ''));
    let moves = 0;
    for (const { address: held } of lines)
      for (let line = 0; line <= lines.length; line += 1)
        for (const half of ['upper', 'lower'] as const) {
          const place = placeOver(form(), held, { line, half });
          const to = place && movePartTo(form(), held, place.address);
          if (place === undefined || to === undefined) continue;
          moves += 1;
          const isHeld = ({ address }: { address: Address }) =>
            held.every((at, depth) => address[depth] === at);
          const rest = lines.flatMap((each, at) =>
            isHeld(each) ? [] : [{ name: names(form())[at - 1], at }],
          );
          const moved = lines.flatMap((each, at) => (isHeld(each) ? [names(form())[at - 1]] : []));
          const shown = [
            ...rest.filter(({ at }) => at < place.gap).map(({ name }) => name),
            ...moved,
            ...rest.filter(({ at }) => at >= place.gap).map(({ name }) => name),
          ].filter((name) => name !== undefined);
          expect(names(to.document)).toEqual(shown);
        }
    expect(moves).toBeGreaterThan(40);
  });
});

test('a part is added after the chosen one, or into what can hold it, under a name of its own', () => {
  const into = addPart(form(), [1, 1], 'question');
  expect(namesTo(into.document, into.address)).toBe('two/g/question_1');
  const after = addPart(into.document, [1, 1, 0], 'question');
  expect(namesTo(after.document, after.address)).toBe('two/g/question_2');
  expect(namesTo(addPart(form(), [0], 'section').document, [1])).toBe('section_1');
  const fromNothing = addPart({ ...form(), sections: [] }, [], 'question');
  expect(namesTo(fromNothing.document, fromNothing.address)).toBe('section_1/question_1');
});

test('a name that is changed is changed wherever logic and words refer to it', () => {
  const document = formOf([
    asks('age'),
    asks('aged', { relevant: '${ age } > 1 and ${aged} = 2', label: { sv: 'Över ${age}?' } }),
    repeatOf('rows', [asks('last', { trigger: ['age'], calculation: "jr:choice-name(${age}, '${age}')" })]),
  ]);
  const renamed = renamePart(document, [0, 0], 'ålder');
  expect(renamed?.sections[0]?.questions).toMatchObject([
    { name: 'ålder' },
    { name: 'aged', relevant: '${ålder} > 1 and ${aged} = 2', label: { sv: 'Över ${ålder}?' } },
    { items: [{ trigger: ['ålder'], calculation: "jr:choice-name(${ålder}, '${ålder}')" }] },
  ]);
  expect(renamePart(document, [0, 0], 'two words')).toBeUndefined();
});

test('what a client is told is written in the section that is put to her, each part by itself', () => {
  const of = (told: object) => ({ ...section('told', []), putTo: 'client' as const, ...told });
  const toldFieldsOf = (asked: Questionnaire, address: Address) => {
    const part = partAt(asked, address);
    return part === undefined
      ? []
      : fieldsOf(part).flatMap(({ field, fold }) => (fold === 'told' ? field : []));
  };
  const asked = { ...form(), sections: [section('one', []), of({ told: { why: { sv: '' } } })] };
  expect(toldFieldsOf(asked, [1])).toEqual(['told/why', 'told/whoSees', 'told/usedFor', 'told/youDecide']);
  expect(toldFieldsOf({ ...asked, sections: [{ ...section('one', []), putTo: 'caseworker' }] }, [0])).toEqual(
    [],
  );

  const written = withValueIn(of({}), 'told/whoSees', { sv: 'Vi' });
  expect(valueIn(written, 'told/whoSees')).toEqual({ sv: 'Vi' });
  expect(withValueIn(written, 'told/why', { sv: 'För att' })['told']).toEqual({
    whoSees: { sv: 'Vi' },
    why: { sv: 'För att' },
  });
  expect(withValueIn(written, 'told/whoSees', undefined)).toEqual(of({}));

  const part = partAt(asked, [1]);
  const faults = part === undefined ? [] : faultsOf(publicationFaults(asked), asked, [1], part);
  expect(faults.map(fieldOfFault)).toEqual(['told/why']);
});

describe('a draft that is being changed', () => {
  let held: { document: Questionnaire; revision: string };
  let problem: OfficeProblem | null;
  let saves: number;
  const at = '2026-11-22T12:00:00.000Z';
  beforeEach(() => {
    vi.useFakeTimers();
    held = { document: form(), revision: 'r0' };
    problem = null;
    saves = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const open = () =>
    new DraftEditor(
      { ...held, changedAt: at },
      {
        save: async (document, revision) => {
          if (problem !== null) return { ok: false, problem };
          if (revision !== held.revision)
            return { ok: false, problem: { code: 'stale-revision', detail: null, pointers: [] } };
          saves += 1;
          held = { document, revision: `r${saves}` };
          return { ok: true, value: { revision: held.revision, changedAt: at } };
        },
        read: async () => ({ ok: true, value: { ...held, changedAt: at } }),
      },
    );
  const type = (editor: DraftEditor, words: string) => {
    for (let end = 1; end <= words.length; end += 1)
      editor.changePart({ ...asks('a'), label: { sv: words.slice(0, end) } }, 'label');
  };

  test('what is typed in one go is saved once and undone in one go', async () => {
    const editor = open();
    editor.select([1, 0]);
    type(editor, 'Hur mår du?');
    expect(editor.saving.kind).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([saves, editor.saving.kind, held.document]).toEqual([1, 'saved', editor.document]);
    editor.undo();
    expect(editor.document).toEqual(form());
    editor.redo();
    expect(held.document).toEqual(editor.document);
    editor.undo();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(held.document).toEqual(form());
  });

  test('what cannot be saved is said to be unsaved until it is', async () => {
    const editor = open();
    problem = { code: 'offline', detail: null, pointers: [] };
    editor.add('section');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([editor.saving.kind, editor.isSaved]).toEqual(['failed', false]);
    problem = null;
    await editor.flush();
    expect([editor.saving.kind, held.document]).toEqual(['saved', editor.document]);
  });

  test('what somebody else has changed is neither written over nor lost: the person chooses', async () => {
    const [first, second] = [open(), open()];
    first.add('section');
    await first.flush();
    second.select([1, 0]);
    second.remove();
    await second.flush();
    expect(second.saving.kind).toBe('stale');
    expect(held.document).toEqual(first.document);
    const mine = second.document;
    await second.takeTheirs();
    expect(second.document).toEqual(first.document);
    second.undo();
    expect(second.document).toEqual(mine);
    await second.flush();
    expect(held.document).toEqual(mine);
    first.add('question');
    await first.flush();
    await first.keepMine();
    expect(held.document).toEqual(first.document);
  });

  test('a part that was dragged is the chosen one, and is taken back in one go', async () => {
    const editor = open();
    expect(editor.moveTo([1, 2], [1, 0])).toBe(true);
    expect(namesTo(editor.document, editor.selected)).toBe('two/d');
    expect(editor.moveTo([1, 0], [1, 1])).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(held.document).toEqual(editor.document);
    editor.undo();
    expect(editor.document).toEqual(form());
  });

  test('faults are told of what stands there', async () => {
    const editor = open();
    editor.select([1, 0]);
    editor.changePart({ ...asks('a'), relevant: '${nobody} = 1' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(editor.faults).toMatchObject([{ path: 'two/a/relevant', code: 'unknown-name' }]);
    expect(editor.changePart({ ...asks('a'), name: 'no name' })).toBe(false);
    editor.remove();
    expect(editor.selected).toEqual([1, 0]);
    expect(namesTo(editor.document, editor.selected)).toBe('two/g');
  });
});
