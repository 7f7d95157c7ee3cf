import type { Finding } from '#domain/questionnaire/validation.ts';

/** How answers are shown where they are read. */
export interface AnswersShown {
  /** Where the answers can be changed; left out, they are only read. */
  readonly followUpId: string | undefined;
  readonly findings: readonly Finding[];
  /** Places answered otherwise than before. */
  readonly changed: ReadonlySet<string> | undefined;
  /** The questions in full and every row open, as on paper. */
  readonly isWhole: boolean;
}
