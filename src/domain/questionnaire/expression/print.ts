import { operatorLevels, type Expression, type Path } from './expression.ts';
import { plainDecimal } from './values.ts';

const levelOf = (expression: Expression): number => {
  if (expression.kind === 'operation') {
    const { operator } = expression;
    return operatorLevels.findIndex((level) => level.some((each) => each === operator));
  }
  return expression.kind === 'negation' ? operatorLevels.length : operatorLevels.length + 1;
};

const inside = (expression: Expression, lowest: number): string =>
  levelOf(expression) < lowest ? `(${printExpression(expression)})` : printExpression(expression);

/** A text has no way to hold both kinds of quotes; what does is put together. */
const quoted = (text: string): string => {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  return `concat(${text
    .split("'")
    .map((each) => `'${each}'`)
    .join(', "\'", ')})`;
};

const bracketed = (predicates: readonly Expression[]): string =>
  predicates.map((each) => `[${printExpression(each)}]`).join('');

const printPath = ({ start, steps }: Path): string => {
  const printed = steps.map((step) => {
    if (step.kind === 'child') return `${step.name}${bracketed(step.predicates)}`;
    return step.kind === 'self' ? '.' : '..';
  });
  if (start.kind === 'here') return printed.join('/');
  if (start.kind === 'root') return `/${printed.join('/')}`;
  const first = start.kind === 'current' ? 'current()' : `\${${start.name}}${bracketed(start.predicates)}`;
  return [first, ...printed].join('/');
};

/** The expression as it is written, with no more parentheses than it needs. Parsing it gives the same tree. */
export const printExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'number':
      return plainDecimal(expression.value);
    case 'text':
      return quoted(expression.value);
    case 'negation':
      return `-${inside(expression.operand, operatorLevels.length)}`;
    case 'operation': {
      const level = levelOf(expression);
      return `${inside(expression.left, level)} ${expression.operator} ${inside(expression.right, level + 1)}`;
    }
    case 'call':
      return `${expression.name}(${expression.parameters.map(printExpression).join(', ')})`;
    case 'path':
      return printPath(expression);
  }
};
