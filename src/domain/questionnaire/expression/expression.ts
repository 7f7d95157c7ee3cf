/** Where a path begins: at the form's root, at the question that the logic belongs to, or at a question by name. */
export type PathStart =
  | { readonly kind: 'root' }
  | { readonly kind: 'here' }
  | { readonly kind: 'current' }
  | { readonly kind: 'reference'; readonly name: string; readonly predicates: readonly Expression[] };

/** One step of a path: `.`, `..`, or down to what is named so, where the predicates hold. */
export type PathStep =
  | { readonly kind: 'self' }
  | { readonly kind: 'parent' }
  | { readonly kind: 'child'; readonly name: string; readonly predicates: readonly Expression[] };

/** `${name}`, `.`, `..`, `../name`, `/data/group/name`, `${rows}[age < 18]/name`. */
export interface Path {
  readonly kind: 'path';
  readonly start: PathStart;
  readonly steps: readonly PathStep[];
}

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly parameters: readonly Expression[];
}

/** Operators by how tightly they bind, loosest first: the levels of XPath 1.0, 3.1 to 3.5. */
export const operatorLevels = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
] as const;
export type Operator = (typeof operatorLevels)[number][number];

/** An expression of XLSForm's language, parsed. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'negation'; readonly operand: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | Call
  | Path;

/** What a single value can be. A date is an ISO text; as a number it is days since 1970. */
export type Value = string | number | boolean;

/** Calls `visit` with the expression and each one inside it, predicates included, outermost first. */
export const walk = (expression: Expression, visit: (each: Expression) => void): void => {
  visit(expression);
  switch (expression.kind) {
    case 'negation':
      walk(expression.operand, visit);
      return;
    case 'operation':
      walk(expression.left, visit);
      walk(expression.right, visit);
      return;
    case 'call':
      for (const each of expression.parameters) walk(each, visit);
      return;
    case 'path':
      for (const each of predicatesOf(expression)) walk(each, visit);
      return;
    case 'number':
    case 'text':
  }
};

/** All predicates of a path, from its beginning to its end. */
const predicatesOf = (path: Path): readonly Expression[] => [
  ...(path.start.kind === 'reference' ? path.start.predicates : []),
  ...path.steps.flatMap((step) => (step.kind === 'child' ? step.predicates : [])),
];

/** The names that the expression refers to as `${name}`, each once, in the order they come. */
export const referencesOf = (expression: Expression): readonly string[] => {
  const names = new Set<string>();
  walk(expression, (each) => {
    if (each.kind === 'path' && each.start.kind === 'reference') names.add(each.start.name);
  });
  return [...names];
};
