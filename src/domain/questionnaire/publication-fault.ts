import type { SchemaNode } from './engine/logic.ts';

/** Where in a workbook something was written; rows and columns from 1, as the program shows them. */
export interface SourcePlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
}

/** Where the parts of a document came from, by their path in it. */
export type SourceMap = ReadonlyMap<string, SourcePlace>;

export type PublicationFaultCode =
  | 'logic'
  | 'unknown-name'
  | 'path-leads-nowhere'
  | 'not-a-repeat'
  | 'unknown-column'
  | 'circular'
  | 'pattern'
  | 'kind-does-not-fit'
  | 'choices-missing'
  | 'choices-not-used'
  | 'unknown-list'
  | 'calculation-missing'
  | 'default-does-not-fit'
  | 'parameter-does-not-fit'
  | 'step-is-nothing'
  | 'mandatory-but-not-asked'
  | 'mandatory-but-not-yet-taken'
  | 'unknown-trigger'
  | 'nested-too-deep'
  | 'duplicate-name'
  | 'name-differs-in-case-only'
  | 'duplicate-choice'
  | 'language-missing'
  | 'text-missing'
  | 'answer-not-put-in';

/** What keeps a document from being published. */
export interface PublicationFault {
  /** Names from the section inwards, the field last: `client/people/age/constraint`. */
  readonly path: string;
  readonly code: PublicationFaultCode;
  /** What the message names; of logic its own fault's code as `fault`, and the offset. */
  readonly parts: Readonly<Record<string, string | number>>;
  readonly source?: SourcePlace;
}

/** The path of a node: the names from its section inwards. */
export const pathOf = (node: SchemaNode): string =>
  node.parent === undefined || node.parent.kind === 'form'
    ? node.name
    : `${pathOf(node.parent)}/${node.name}`;
