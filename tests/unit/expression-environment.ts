import type { Environment, FormNode } from '#domain/questionnaire/expression/environment.ts';
import type { Path, Value } from '#domain/questionnaire/expression/expression.ts';

/** A world of named answers, for expressions alone: a name with a list is a question in rows. */
export const environmentOf = (
  answers: Readonly<Record<string, Value | readonly Value[]>> = {},
  of: Partial<Environment> = {},
): Environment => {
  const nodesAt = (path: Path): readonly FormNode[] => {
    const isOwn = path.start.kind === 'here' && path.steps.every((step) => step.kind === 'self');
    const name = path.start.kind === 'reference' ? path.start.name : isOwn ? '.' : '';
    const found = Object.hasOwn(answers, name) ? answers[name] : [];
    const values = found === undefined || typeof found !== 'object' ? [found ?? ''] : found;
    return values.map((value, index) => ({ read: () => value, position: index + 1 }));
  };
  return {
    nodesAt,
    valueAt: (path) => nodesAt(path)[0]?.read() ?? '',
    ownValue: () => {
      const own = answers['.'];
      return own === undefined || typeof own === 'object' ? '' : own;
    },
    ownPosition: () => 3,
    valueInRows: (call, indices) => {
      const [named] = call.parameters;
      const nodes = named?.kind === 'path' ? nodesAt(named) : [];
      return nodes[Math.max(1, indices[0] ?? 1) - 1]?.read() ?? '';
    },
    choiceLabel: (question, choice) => (choice === '' ? '' : `${choice} of ${question}`),
    now: () => new Date('2026-11-22T23:30:05.120Z'),
    random: () => 0.25,
    randomId: () => 'an-id',
    language: 'sv',
    ...of,
  };
};
