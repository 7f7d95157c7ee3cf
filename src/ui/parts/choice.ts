/** One alternative of a question or a list, with the words to show. */
export interface Choice {
  value: string;
  label: string;
  /** A quiet second line. */
  detail?: string | undefined;
  /** Why it cannot be chosen; shown on the row. */
  disabledReason?: string | undefined;
}
