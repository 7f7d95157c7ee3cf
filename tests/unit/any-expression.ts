import fc from 'fast-check';
import '#domain/questionnaire/expression/all-functions.ts';
import { operatorLevels, type Expression } from '#domain/questionnaire/expression/expression.ts';
import { functions } from '#domain/questionnaire/expression/functions.ts';
import { mostParts } from '#domain/questionnaire/expression/parse.ts';

const names = fc.constantFrom('a', 'b', 'rows', 'å-b.c', 'div', 'and');
const anyText = fc.oneof(
  fc.constantFrom('', 'a', '5', '-1.5', '2026-11-22', '10:30', 'a b', '(a+)+', '%Y'),
  fc.string().filter((text) => !(text.includes("'") && text.includes('"'))),
);
const rows = [...functions];

/** Any tree that the language can write. */
export const anyExpression: fc.Arbitrary<Expression> = fc
  .letrec<{ expression: Expression; predicates: Expression[] }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      fc.record({
        kind: fc.constant('number' as const),
        value: fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e25, noNaN: true }).map(Math.abs)),
      }),
      fc.record({ kind: fc.constant('text' as const), value: anyText }),
      fc.record({
        kind: fc.constant('path' as const),
        start: fc.record({
          kind: fc.constant('reference' as const),
          name: names,
          predicates: tie('predicates'),
        }),
        steps: fc.array(
          fc.oneof(
            fc.record({ kind: fc.constantFrom('self' as const, 'parent' as const) }),
            fc.record({ kind: fc.constant('child' as const), name: names, predicates: tie('predicates') }),
          ),
          { maxLength: 2 },
        ),
      }),
      fc.record({
        kind: fc.constant('path' as const),
        start: fc.record({ kind: fc.constantFrom('here' as const, 'root' as const, 'current' as const) }),
        steps: fc.array(fc.record({ kind: fc.constantFrom('self' as const, 'parent' as const) }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
      fc.record({ kind: fc.constant('negation' as const), operand: tie('expression') }),
      fc.record({
        kind: fc.constant('operation' as const),
        operator: fc.constantFrom(...operatorLevels.flat()),
        left: tie('expression'),
        right: tie('expression'),
      }),
      fc.constantFrom(...rows).chain(([name, { least, most = least + 2 }]) =>
        fc.record({
          kind: fc.constant('call' as const),
          name: fc.constant(name),
          parameters: fc.array(tie('expression'), { minLength: least, maxLength: most }),
        }),
      ),
    ),
    predicates: fc.array(tie('expression'), { maxLength: 1, depthIdentifier: 'expression' }),
  }))
  .expression.filter((tree) => JSON.stringify(tree).length < mostParts * 10);
