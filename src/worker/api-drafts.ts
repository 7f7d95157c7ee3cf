import type { DeviceKind } from '#domain/draft-copy/draft-copy.ts';
import type { Answer } from '#domain/follow-up/answer.ts';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import type { Result } from '#domain/result.ts';

/**
 * How copying drafts stands on this device:
 * - ready: the key is here, and the server has it wrapped
 * - none: there is no key yet; the next time that the passphrase is typed makes one
 * - other-key: another device of hers has made one, which takes the passphrase used there
 * - unreached: the server has not been asked, or did not answer
 */
export type CopiesState = 'ready' | 'none' | 'other-key' | 'unreached';

/** Where and when something of a draft was written elsewhere. */
export interface Elsewhere {
  readonly device: DeviceKind;
  /** That device's clock. */
  readonly at: string;
}

/** What is known of a draft on her other devices. */
export interface CopyNews {
  /** Something that is not in the draft here. */
  readonly ahead:
    (Elsewhere & { readonly placementId: string; readonly questionnaire: QuestionnaireRef }) | null;
  /** What was last taken in here. */
  readonly from: Elsewhere | null;
  /** Places at which devices have answered differently; she chooses. */
  readonly contested: readonly string[];
  /** Another device has sent the draft, and some of what stands here was here alone: it is a correction of that now. */
  readonly sentElsewhere: string | null;
}

/** The answers at one place between which she chooses: the one that is shown here, and those of other devices. */
export interface ContestedAnswer {
  readonly place: string;
  readonly here: Answer;
  readonly others: readonly Answer[];
}

export interface DraftNews extends Omit<CopyNews, 'contested'> {
  readonly contested: readonly ContestedAnswer[];
}

export interface CopiesStanding {
  readonly state: CopiesState;
  /** When a copy was last left with the server; null where none was. */
  readonly copiedAt: string | null;
  /** Drafts that are open here. */
  readonly drafts: number;
  /** Of these, those that have been written in since they were copied. */
  readonly uncopied: number;
  /** Copies that the server gave and that were refused: older than what is known of, or changed. */
  readonly refused: number;
  /** There is no more room for copies. */
  readonly isFull: boolean;
}

/** Why a file of drafts is not taken; as `DraftFileProblem`. */
export type ImportProblem =
  | 'not-drafts'
  | 'cut-off'
  | 'changed'
  | 'foreign-owner'
  | 'wrong-secret'
  /** The drafts are there; their placements are not hers any more, or not on this device yet. */
  | 'not-here';

/** What concerns the copies of drafts, of what the worker does for the page. */
export interface DraftsWorker {
  copiesStanding(): Promise<CopiesStanding>;
  /** Whether it is the passphrase of this device; guesses are counted as at the lock. */
  isOwnPassphrase(passphrase: string): Promise<boolean>;
  /** Takes the passphrase that opens the key of the copies, or makes the first one with it. */
  givePassphrase(passphrase: string): Promise<Result<null, 'wrong-secret' | 'unreached'>>;
  draftNews(followUpId: string): Promise<DraftNews | null>;
  /** Takes in what other devices have written since; the follow-up is to be read again. False where there was nothing. */
  takeInCopies(followUpId: string): Promise<boolean>;
  /** Chooses between the answers at a place: 0 is the one here, 1 the first of the others. */
  chooseAnswer(followUpId: string, place: string, choice: number): Promise<boolean>;
  /** All open drafts, or one, as an encrypted file; null where there is no key or no draft. */
  exportDrafts(
    followUpId: string | null,
  ): Promise<{ readonly fileName: string; readonly text: string } | null>;
  importDrafts(text: string, passphrase: string): Promise<Result<{ readonly drafts: number }, ImportProblem>>;
}
