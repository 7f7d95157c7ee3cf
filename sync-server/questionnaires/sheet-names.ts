import { isOneSlipFrom } from './one-slip.ts';

/** The sheets that are read. */
export const knownSheets: readonly string[] = ['survey', 'choices', 'settings'];

/** Sheets of XLSForm that mean what the app cannot do. */
export const sheetsElsewhere: readonly string[] = ['external_choices', 'entities', 'osm', 'cascades'];

/** A sheet's name without what people vary. */
export const plainSheetName = (written: string): string => written.trim().toLowerCase();

/** The sheet that is meant by a name: the known one that it is, or is one slip from; undefined where it is none. */
export const meantSheet = (written: string): string | undefined => {
  const name = plainSheetName(written);
  return knownSheets.find((each) => each === name) ?? knownSheets.find((each) => isOneSlipFrom(name, each));
};

/** Whether the import looks into a sheet of that name, and not only notes that it is there. */
export const isLookedInto = (written: string): boolean =>
  meantSheet(written) !== undefined || sheetsElsewhere.includes(plainSheetName(written));
