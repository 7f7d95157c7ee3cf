import type { FaultList } from './fault.ts';
import type { Header } from './header.ts';
import type { Entity } from './import-kind.ts';

/** What the register holds, as far as an import asks. */
export interface RegisterLookup {
  /** Those of the keys that name such a thing in the register. User names are asked for in lower case. */
  known: (entity: Entity, keys: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** What the cells of a column refer to, and in which rows. */
interface References {
  entity: Entity;
  column: string;
  rowsByKey: Map<string, number[]>;
}

/** The keys that a file gives and refers to, gathered while it is read and settled at its end. */
export class KeyLedger {
  readonly #given = new Map<Entity, Map<string, number>>();
  readonly #references = new Map<
    string,
    { entity: Entity; column: string; rowsByKey: Map<string, number[]> }
  >();

  /** Notes that a row gives a thing this key; returns the earlier row that did, where there is one. */
  give(entity: Entity, key: string, row: number): number | undefined {
    const rows = this.#given.get(entity) ?? new Map<string, number>();
    this.#given.set(entity, rows);
    const firstRow = rows.get(key);
    if (firstRow === undefined) rows.set(key, row);
    return firstRow;
  }

  /** Notes that a cell refers to a thing by its key. */
  refer(entity: Entity, key: string, column: string, row: number): void {
    const name = entity === 'user' ? key.toLowerCase() : key;
    const references: References = this.#references.get(column) ?? { entity, column, rowsByKey: new Map() };
    this.#references.set(column, references);
    const rows = references.rowsByKey.get(name);
    if (rows === undefined) references.rowsByKey.set(name, [row]);
    else rows.push(row);
  }

  /** Reports every reference that neither the file nor the register can settle. */
  async reportUnknown(lookup: RegisterLookup, header: Header, faults: FaultList): Promise<void> {
    for (const { entity, column, rowsByKey } of this.#references.values()) {
      const given = this.#given.get(entity);
      const asked = [...rowsByKey.keys()].filter((key) => given?.has(key) !== true);
      const known = await lookup.known(entity, asked);
      const heading = header.headings[header.positions.get(column) ?? -1] ?? column;
      for (const key of asked) {
        if (known.has(key)) continue;
        for (const row of rowsByKey.get(key) ?? []) {
          faults.add({ row, column: heading, value: key, problem: { code: 'unknown-reference', entity } });
        }
      }
    }
  }
}
