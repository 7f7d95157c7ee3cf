/** What the save line says. `saved` only after the local transaction has committed. */
export type SaveState =
  | { kind: 'untouched' }
  | { kind: 'saving' }
  /** `time` as shown ("10.42"), `datetime` the same moment in ISO 8601. */
  | { kind: 'saved'; time: string; datetime: string }
  | { kind: 'failed' };
