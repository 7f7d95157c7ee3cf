import type { SourcePlace } from '#domain/questionnaire/publication-fault.ts';
import type { Fault, ImportFaultCode, ImportNote, ImportNoteCode } from './import-fault.ts';

type Parts = Readonly<Record<string, string | number>>;

/** What an import finds on its way: all faults rather than the first, and what it read otherwise. */
export interface ImportLog {
  readonly faults: Fault[];
  readonly notes: ImportNote[];
  readonly refuse: (code: ImportFaultCode, parts: Parts, source?: SourcePlace) => void;
  readonly note: (code: ImportNoteCode, parts: Parts, source?: SourcePlace) => void;
}

/** An empty log. */
export const createImportLog = (): ImportLog => {
  const faults: Fault[] = [];
  const notes: ImportNote[] = [];
  return {
    faults,
    notes,
    refuse: (code, parts, source) => void faults.push({ code, parts, ...(source && { source }) }),
    note: (code, parts, source) => void notes.push({ code, parts, ...(source && { source }) }),
  };
};
