import { bytesSource } from '#server/import/csv-source.ts';
import type { ImportLanguage } from '#server/import/expected-words.ts';
import { describeFault } from '#server/import/fault-words.ts';
import type { Entity, ImportKind } from '#server/import/import-kind.ts';
import type { RegisterLookup } from '#server/import/key-ledger.ts';
import { readFile } from '#server/import/read-file.ts';

/** A register in memory that holds these keys. */
const registerWith = (keys: Partial<Record<Entity, readonly string[]>>): RegisterLookup => ({
  known: (entity, asked) => Promise.resolve(new Set(asked.filter((key) => keys[entity]?.includes(key)))),
});

/** Reads a file given as text; the faults as they are said. */
export async function readText<Row>(
  kind: ImportKind<Row>,
  text: string,
  keys: Partial<Record<Entity, readonly string[]>> = {},
  language: ImportLanguage = 'sv',
): Promise<{ rows: Row[]; faults: string[]; count: number; unused: readonly string[] }> {
  const read = await readFile(bytesSource(new TextEncoder().encode(text)), kind, registerWith(keys));
  return {
    rows: read.rows.map(({ value }) => value),
    faults: read.faults.inOrder(read.header.headings).map((fault) => describeFault(fault, language)),
    count: read.faults.count,
    unused: read.header.unused,
  };
}
