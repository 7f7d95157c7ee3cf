import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlank, isSameAnswer, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import {
  chooseAnswer,
  contestedIn,
  foldAnswers,
  mergeDrafts,
  shownAnswers,
} from '#domain/draft-copy/merge-drafts.ts';
import { versions, type Versions } from '#domain/draft-copy/versions.ts';

const [tablet, desktop] = [crypto.randomUUID(), crypto.randomUUID()];
const text = (comment: string): Answer => ({ comment });

/** What one device holds, and what of the other's writing has come to it. */
class Device {
  readonly id: string;
  versions: Versions = {};
  answers: Answers = {};

  constructor(id: string) {
    this.id = id;
  }
  write(at: string, answer: Answer): void {
    this.answers = { ...this.answers, [at]: answer };
  }
  publish(): Versions {
    this.versions = foldAnswers(this.versions, this.answers, this.id);
    // As it comes out of the seal at the other end.
    return versions.parse(JSON.parse(JSON.stringify(this.versions)));
  }
  take(copy: Versions): void {
    this.versions = mergeDrafts(this.publish(), copy, this.id);
    this.answers = shownAnswers(this.versions);
  }
  choose(at: string, answer: Answer): void {
    this.versions = chooseAnswer(this.publish(), at, answer, this.id);
    this.answers = shownAnswers(this.versions);
  }
  /** All answers that stand at a place. */
  at(place: string): Answer[] {
    return (this.versions[place] ?? []).map((each) => each.answer).filter((each) => !isBlank(each));
  }
}

const both = () => ({ a: new Device(tablet), b: new Device(desktop) });
const meet = ({ a, b }: ReturnType<typeof both>): void => {
  // A row that has to be restored is written back, and told of.
  for (let round = 0; round < 3; round += 1) {
    a.take(b.publish());
    b.take(a.publish());
  }
};

describe('two devices on one draft', () => {
  test('begun on one, continued on the other', () => {
    const { a, b } = both();
    a.write('plan', text('late'));
    b.take(a.publish());
    expect(b.answers).toEqual({ plan: text('late') });
    b.write('plan', text('very late'));
    b.write('overall', { value: 'good' });
    a.take(b.publish());
    expect(a.answers).toEqual({ plan: text('very late'), overall: { value: 'good' } });
    expect(contestedIn(a.versions)).toEqual([]);
  });

  test('different questions go together; the same one answered differently stands with both answers', () => {
    const devices = both();
    const { a, b } = devices;
    a.write('plan', text('late'));
    b.take(a.publish());
    a.write('overall', { value: 'good' });
    a.write('plan', text('late, from the tablet'));
    b.write('plan', text('late, from the desktop'));
    b.write('support', { value: 'yes' });
    meet(devices);
    expect(contestedIn(a.versions)).toEqual(['plan']);
    expect(contestedIn(b.versions)).toEqual(['plan']);
    expect(a.answers).toEqual({
      plan: text('late, from the tablet'),
      overall: { value: 'good' },
      support: { value: 'yes' },
    });
    expect(b.answers['plan']).toEqual(text('late, from the desktop'));
    b.choose('plan', text('late, from the tablet'));
    meet(devices);
    expect(contestedIn(a.versions)).toEqual([]);
    expect(a.answers).toEqual(b.answers);
  });

  test('writing on where two answers stand does not choose between them', () => {
    const devices = both();
    const { a, b } = devices;
    a.write('plan', text('one'));
    b.write('plan', text('two'));
    meet(devices);
    a.write('plan', text('one and more'));
    meet(devices);
    expect(b.at('plan')).toEqual([text('two'), text('one and more')]);
  });

  test('what was changed back gives way, as in the register', () => {
    const devices = both();
    const { a, b } = devices;
    a.write('plan', text('as it was'));
    b.take(a.publish());
    b.write('plan', text('slip'));
    b.publish();
    b.write('plan', text('as it was'));
    a.write('plan', text('new'));
    meet(devices);
    expect(b.answers).toEqual({ plan: text('new') });
  });

  test('rows that both added stand together; one that was removed stands again where the other wrote in it', () => {
    const devices = both();
    const { a, b } = devices;
    a.write('people', { rows: ['r1', 'r2'] });
    a.write('people/r1/age', { value: 40 });
    b.take(a.publish());
    a.write('people', { rows: ['r2', 'r3'] });
    b.write('people', { rows: ['r1', 'r2', 'r4'] });
    b.write('people/r1/age', { value: 41 });
    meet(devices);
    expect(contestedIn(a.versions)).toEqual([]);
    expect(a.answers).toEqual(b.answers);
    expect(a.answers['people']?.rows?.toSorted()).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(a.answers['people/r1/age']).toEqual({ value: 41 });
  });
});

/** What happens: somebody writes, a copy is made, a copy arrives (any that was ever made), somebody chooses. */
const anyPlace = fc.constantFrom('one', 'two', 'three', 'people', 'people/r1/age', 'people/r2/age');
const anyAnswer = (at: string, number: number, isCleared: boolean): Answer => {
  if (at === 'people') return { rows: [['r1'], ['r2'], ['r1', 'r2'], []][number % 4] ?? [] };
  return isCleared ? {} : text(`written as number ${number}`);
};
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      who: fc.nat(1),
      at: anyPlace,
      isCleared: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('publish' as const), who: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('take' as const), who: fc.nat(1), which: fc.nat(20) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('choose' as const), who: fc.nat(1) }) },
);

describe('in any interleaving', () => {
  test('two devices converge, and no answer is lost that nobody wrote over knowing of it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const devices = both();
        const list = [devices.a, devices.b];
        const copies: Versions[][] = [[], []];
        /** Texts that somebody has seen standing when she wrote, chose or cleared there. */
        const overwritten = new Set<string>();
        const written = new Set<string>();
        const writeOver = (device: Device, at: string): void => {
          const shown = device.answers[at]?.comment;
          if (shown !== undefined) overwritten.add(`${at} ${shown}`);
        };
        steps.forEach((each, number) => {
          const device = list[each.who];
          const others = copies[1 - each.who];
          if (device === undefined || others === undefined) return;
          if (each.kind === 'write') {
            const answer = anyAnswer(each.at, number, each.isCleared);
            writeOver(device, each.at);
            if (answer.comment !== undefined) written.add(`${each.at} ${answer.comment}`);
            device.write(each.at, answer);
          }
          if (each.kind === 'publish') copies[each.who]?.push(device.publish());
          if (each.kind === 'take') {
            const copy = others[each.which % Math.max(1, others.length)];
            if (copy !== undefined) device.take(copy);
          }
          if (each.kind === 'choose') {
            const [at] = contestedIn(device.versions);
            const all = at === undefined ? [] : device.at(at);
            if (at === undefined || all[0] === undefined) return;
            for (const { comment } of all.slice(1)) overwritten.add(`${at} ${comment}`);
            writeOver(device, at);
            const chosen = all[0];
            overwritten.delete(`${at} ${chosen.comment}`);
            device.choose(at, chosen);
          }
        });
        meet(devices);
        const { a, b } = devices;
        expect(contestedIn(a.versions)).toEqual(contestedIn(b.versions));
        for (const at of new Set([...Object.keys(a.versions), ...Object.keys(b.versions)])) {
          const [ours, theirs] = [a.versions[at] ?? [], b.versions[at] ?? []];
          expect(ours.length).toBe(theirs.length);
          for (const one of ours)
            expect(theirs).toSatisfy((of: typeof theirs) =>
              of.some((other) => isSameAnswer(one.answer, other.answer)),
            );
        }
        for (const each of written.difference(overwritten)) {
          const at = each.slice(0, each.indexOf(' '));
          const comment = each.slice(at.length + 1);
          expect(a.at(at).map((answer) => answer.comment)).toContain(comment);
        }
      }),
      { numRuns: 600 },
    );
  });
});
