import type { PublicationFault, SourcePlace } from '#domain/questionnaire/publication-fault.ts';

export type ImportFaultCode =
  | 'file-too-large'
  | 'takes-too-much'
  | 'not-a-workbook'
  | 'old-workbook'
  | 'encrypted'
  | 'damaged'
  | 'too-many-files'
  | 'too-large-unpacked'
  | 'macros'
  | 'formula'
  | 'error-value'
  | 'merged-cells'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'not-text'
  | 'quote-not-closed'
  | 'record-too-long'
  | 'sheet-missing'
  | 'sheet-miscalled'
  | 'sheet-twice'
  | 'sheet-not-supported'
  | 'column-missing'
  | 'column-twice'
  | 'column-not-supported'
  | 'column-unknown'
  | 'column-misspelt'
  | 'column-without-header'
  | 'language-unknown'
  | 'cell-too-long'
  | 'cell-not-supported'
  | 'type-missing'
  | 'type-unknown'
  | 'type-not-supported'
  | 'type-extra-words'
  | 'list-missing-in-type'
  | 'name-missing'
  | 'name-not-usable'
  | 'choice-name-not-usable'
  | 'not-yes-or-no'
  | 'not-one-of'
  | 'not-a-trigger'
  | 'parameters-not-readable'
  | 'columns-contradict'
  | 'not-readable'
  | 'end-without-begin'
  | 'end-does-not-match'
  | 'not-ended'
  | 'section-inside'
  | 'outside-section'
  | 'groups-too-deep'
  | 'no-questions'
  | 'id-missing';

/** What keeps a file from being imported. */
export interface ImportFault {
  readonly code: ImportFaultCode;
  /** What the message names. */
  readonly parts: Readonly<Record<string, string | number>>;
  /** The place; a fault of the file as a whole has none, one of a sheet row 0, one of a row no column. */
  readonly source?: SourcePlace | undefined;
}

/** All that is wrong with a file: its form, or the document in it. */
export type Fault = ImportFault | PublicationFault;

export type ImportNoteCode =
  | 'sheet-not-read'
  | 'column-not-read'
  | 'cell-not-read'
  | 'disabled-not-understood'
  | 'media-not-shown'
  | 'appearance-not-shown'
  | 'row-disabled'
  | 'metadata-left-out'
  | 'setting-not-read'
  | 'settings-row-not-read'
  | 'file-not-read'
  | 'parameter-not-used'
  | 'or-other-added'
  | 'note-named'
  | 'only-worked-out'
  | 'id-changed'
  | 'version-changed'
  | 'one-section'
  | 'no-swedish';

/** What was read otherwise than it was written, or not at all; it keeps nothing from being imported. */
export interface ImportNote {
  readonly code: ImportNoteCode;
  readonly parts: Readonly<Record<string, string | number>>;
  readonly source?: SourcePlace | undefined;
}
