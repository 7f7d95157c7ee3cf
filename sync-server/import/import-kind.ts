import * as z from 'zod/mini';
import type { Cell } from './cells.ts';
import { comparable, codesByWord, type Vocabulary } from './vocabulary.ts';

/** What keys in a file can refer to. */
export type Entity =
  | 'district'
  | 'team'
  | 'provider'
  | 'unit'
  | 'contract-area'
  | 'contract'
  | 'placement'
  | 'follow-up'
  | 'user'
  | 'questionnaire';

/** A column that a file may have. Its order and headings in a file are free among the headings given. */
export interface Column {
  /** The Swedish heading, the English one, and others that are recognised. */
  headings: readonly [sv: string, en: string, ...others: string[]];
  cell: Cell;
  /** What the key or keys in the cell must name, in the register or in the same file. */
  refersTo?: Entity;
}

/** What one row tells of: a district, a placement … */
export interface RecordType<Row> {
  type: Entity;
  schema: z.ZodMiniType<Row>;
  columns: ReadonlySet<string>;
  /** Those of the columns that may not be empty. */
  required: ReadonlySet<string>;
  /** Pairs of columns of which the first day may not come after the second. */
  dayOrder: readonly (readonly [earlier: string, later: string])[];
}

/** One kind of file. Where it mixes record types, `typeWords` says what its column `type` may hold. */
export interface ImportKind<Row> {
  columns: Readonly<Record<string, Column>>;
  recordTypes: readonly RecordType<Row>[];
  typeWords?: Vocabulary<string>;
}

/** Makes a record type of the schemas of its cells; a nullable one may be empty. */
export function recordType<Type extends Entity, Shape extends Readonly<Record<string, z.ZodMiniType>>>(
  type: Type,
  cells: Shape,
  dayOrder: RecordType<unknown>['dayOrder'] = [],
) {
  return {
    type,
    schema: z.object({ type: z.literal(type), ...cells }),
    columns: new Set(Object.keys(cells)),
    required: new Set(Object.keys(cells).filter((name) => cells[name]?.safeParse(null).success === false)),
    dayOrder,
  };
}

/** The name of the column for each heading that may stand over it. */
export function columnsByHeading(kind: ImportKind<unknown>): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  for (const [name, { headings }] of Object.entries(kind.columns)) {
    for (const heading of [name, ...headings]) columns.set(comparable(heading), name);
  }
  return columns;
}

/** Finds a row's record type by the word in its type cell; the only one where the kind has no such column. */
export function recordTypeFinder<Row>(kind: ImportKind<Row>): (word: string) => RecordType<Row> | undefined {
  if (kind.typeWords === undefined) return () => kind.recordTypes[0];
  const codes = codesByWord(kind.typeWords);
  return (word) => {
    const code = codes.get(comparable(word));
    return kind.recordTypes.find(({ type }) => type === code);
  };
}
