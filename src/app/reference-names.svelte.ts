import type { ReferenceRow } from '#worker/api.ts';

/** Where the names come from: the worker, which alone can read what lies on the tablet. */
interface Source {
  references(kind: 'unit' | 'placement'): Promise<readonly ReferenceRow[]>;
}

/** What a unit or a placement is called in a line: "Solgården · Omsorg Väst AB, Norrtälje". */
export const referenceName = ({
  label,
  detail,
}: Pick<ReferenceRow, 'label'> & { detail?: string | undefined }) =>
  detail === undefined || detail === '' ? label : `${label} · ${detail}`;

/** The names of the units and placements that lie on the tablet, by id; none until they are read. */
export class ReferenceNames {
  names = $state.raw<Readonly<Record<string, string>>>({});

  #isAsked = false;

  /** Reads them, once. What cannot be read is shown as not to be found, and said on the console. */
  async load(source: Source): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      const rows = await Promise.all([source.references('unit'), source.references('placement')]);
      this.names = Object.fromEntries(rows.flat().map((row) => [row.value, referenceName(row)]));
    } catch (problem) {
      console.error(problem);
    }
  }
}
