/** What can be wrong with an expression as it is written; each has its words in the message files. */
export type ExpressionFaultCode =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'smart-quote'
  | 'unknown-character'
  | 'other-operator'
  | 'text-not-closed'
  | 'reference-not-closed'
  | 'reference-empty'
  | 'reference-name'
  | 'reference-to-last-saved'
  | 'not-supported'
  | 'unexpected-end'
  | 'unexpected'
  | 'parenthesis-not-closed'
  | 'bracket-not-closed'
  | 'unknown-function'
  | 'function-not-supported'
  | 'too-few-parameters'
  | 'too-many-parameters';

/** Why a text is no expression: where (offset in UTF-16 units from 0), and the parts of the message. */
export interface ExpressionFault {
  readonly code: ExpressionFaultCode;
  readonly offset: number;
  readonly parts: Readonly<Record<string, string | number>>;
}

/** Makes a fault. */
export const faultAt = (
  offset: number,
  code: ExpressionFaultCode,
  parts: Readonly<Record<string, string | number>> = {},
): ExpressionFault => ({ code, offset, parts });

/** Thrown by what reads an expression, from wherever it stands; `parseExpression` makes a result of it. */
export class Unreadable extends Error {
  readonly fault: ExpressionFault;

  constructor(fault: ExpressionFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** Ends the reading. */
export const refuse = (...of: Parameters<typeof faultAt>): never => {
  throw new Unreadable(faultAt(...of));
};
