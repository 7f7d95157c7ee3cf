import type { Reference } from '#device/reference.ts';
import type { ReferenceRow } from './api.ts';

const byLabel = (one: ReferenceRow, other: ReferenceRow): number =>
  one.label.localeCompare(other.label, 'sv') || one.detail.localeCompare(other.detail, 'sv');

/** The units or placements that lie on the tablet, by name. */
export const referencesIn = (
  { units, placements }: Reference,
  kind: 'unit' | 'placement',
): readonly ReferenceRow[] => {
  const rows =
    kind === 'unit'
      ? [...units.values()].map(({ id, name, provider, municipality }): ReferenceRow => ({
          value: id,
          label: name,
          detail: [provider.name, municipality].filter((each) => each !== null && each !== '').join(', '),
        }))
      : [...placements.values()].map(({ id, initials, caseNumber, unitId }): ReferenceRow => ({
          value: id,
          label: `${initials}, ${caseNumber}`,
          detail: units.get(unitId)?.name ?? '',
        }));
  return rows.sort(byLabel);
};
