import type { OnDevice } from './api.ts';
import type { TabletContents } from './worklist.ts';

const swedishOrder = new Intl.Collator('sv');

/** The units and questionnaires that lie on the tablet, by name. */
export const namesOnDevice = ({ reference: { units, questionnaires } }: TabletContents): OnDevice => ({
  units: [...units.values()].map(({ name }) => name).toSorted(swedishOrder.compare),
  questionnaires: [...questionnaires.values()]
    .map(({ title, version }) => ({ title, version }))
    .toSorted(
      (one, other) => swedishOrder.compare(one.title.sv, other.title.sv) || one.version - other.version,
    ),
});
