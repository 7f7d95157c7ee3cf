import type { PublicationFault } from '#domain/questionnaire/publication-fault.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { toldFields } from './part-fields.ts';
import { namesTo, outlineOf, type Address, type Part } from './parts.ts';

const ownChoices = (part: Part): string => (part.kind === 'question' ? `${part.of.name}/choices/` : '\n');

/** Whether a fault is of a part itself, and not of what lies in it. */
const isOf = ({ path }: PublicationFault, names: string, part: Part): boolean => {
  if (part.kind === 'form') return path === 'title' || path.startsWith('choiceLists/');
  if (path.startsWith(ownChoices(part))) return true;
  if (!path.startsWith(`${names}/`)) return false;
  const field = path.slice(names.length + 1);
  if (part.kind === 'section' && toldFields.some((each) => each === field)) return true;
  return !field.includes('/') || field.startsWith('choices/');
};

/** The faults of a part, by its address. */
export const faultsOf = (
  faults: readonly PublicationFault[],
  document: Questionnaire,
  address: Address,
  part: Part,
): readonly PublicationFault[] => {
  const names = namesTo(document, address);
  return faults.filter((fault) => isOf(fault, names, part));
};

/** The field that a fault of a part is at. */
export const fieldOfFault = ({ path }: PublicationFault): string => {
  if (path.startsWith('choiceLists/')) return 'lists';
  const told = toldFields.find((each) => path.endsWith(`/${each}`));
  if (told !== undefined) return told;
  return path.includes('/choices/') ? 'choices' : (path.split('/').at(-1) ?? '');
};

/** Where the part that a fault is of stands; the form itself where it is no part's. */
export const addressOfFault = (fault: PublicationFault, document: Questionnaire): Address =>
  outlineOf(document)
    .slice(1)
    .find(({ address, part }) => isOf(fault, namesTo(document, address), part))?.address ?? [];
