import type { DraftRefusal } from '#device/draft-records.ts';
import type { Answer, Answers } from '#domain/follow-up/answer.ts';
import type { Draft } from '#domain/follow-up/draft.ts';
import type {
  ConflictView,
  EntryView,
  FollowUpView,
  NotCarriedOutReason,
} from '#domain/follow-up/follow-up.ts';
import type { UnitView } from '#domain/organisation/organisation.ts';
import type { PlacementView } from '#domain/organisation/placement.ts';
import type { ItemKind } from '#domain/follow-up/item.ts';
import type { ItemResult } from '#domain/protocol.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';
import type { Finding } from '#domain/questionnaire/validation.ts';
import type { Result } from '#domain/result.ts';
import type { SyncProblem } from '#sync/reply.ts';
import type { CopiesState, DraftsWorker, Elsewhere } from './api-drafts.ts';
import type { VaultWorker } from './api-vault.ts';

/** Where a follow-up stands, seen from the tablet; one of these at a time, in the order of its way. */
export type Stage =
  | 'planned'
  | 'begun'
  | 'waiting'
  | 'sending'
  | 'received'
  | 'in-register'
  | 'approved'
  /** These need the person. */
  | 'returned'
  | 'conflict'
  | 'set-aside'
  | 'refused'
  /** A coordinator did not take it in. */
  | 'dismissed'
  /** These are done with. */
  | 'not-carried-out'
  | 'cancelled'
  | 'withdrawn';

/** One follow-up in a list. */
export interface WorklistRow {
  readonly followUpId: string;
  readonly stage: Stage;
  readonly unitName: string;
  readonly initials: string;
  readonly caseNumber: string;
  readonly method: string;
  readonly plannedOn: string | null;
  readonly plannedAt: string | null;
  readonly isMine: boolean;
  /** Whether placement, unit and questionnaire are all on the tablet. */
  readonly isReady: boolean;
  /** Of the questions to be handled, how many are; null where nothing has been begun. */
  readonly progress: { readonly handled: number; readonly total: number } | null;
  readonly number: string | null;
  /** Begun or written on with on another of her devices, and not here yet. */
  readonly elsewhere: Elsewhere | null;
}

/** Something of a placement that should have come by now. */
export interface OverdueRow {
  readonly kind: 'follow-up' | 'implementation-plan' | 'monthly-report';
  readonly followUpId: string | null;
  readonly placementId: string;
  readonly unitName: string;
  readonly initials: string;
  readonly dueOn: string;
  readonly days: number;
}

/** Screen 1: the caseworker's day, with what is on the tablet. */
export interface Worklist {
  /** The day it is for, in Stockholm. */
  readonly today: string;
  readonly todays: readonly WorklistRow[];
  readonly overdue: readonly OverdueRow[];
  readonly coming: readonly WorklistRow[];
  /** Begun or returned follow-ups that are neither today's, overdue nor coming. */
  readonly open: readonly WorklistRow[];
  /** Whether there is a placement of which an unplanned follow-up can be begun. */
  readonly hasPlacements: boolean;
  /** When the last whole pull was made; null before the first. */
  readonly pulledAt: string | null;
  /** How copying drafts to her other devices stands. */
  readonly copies: CopiesState;
  readonly counts: {
    readonly followUps: number;
    readonly ready: number;
    readonly units: number;
    readonly questionnaires: number;
  };
}

/** What lies on the tablet besides the follow-ups. */
export interface OnDevice {
  readonly units: readonly string[];
  readonly questionnaires: readonly { readonly title: LocalizedText; readonly version: number }[];
}

export interface PlacementRow {
  readonly placementId: string;
  readonly unitName: string;
  readonly initials: string;
  readonly caseNumber: string;
}

export interface WorklistQuery {
  /** Words that must stand in unit, initials or case number; empty for all. */
  readonly search: string;
  readonly whose: 'mine' | 'team';
}

/** A draft on the tablet that is not what was last written there. It stays on the disk. */
export interface RefusedDraftView {
  readonly reason: DraftRefusal;
  readonly isReadable: boolean;
}

/** All that the visit's screens need of one follow-up. */
export interface OpenedFollowUp {
  readonly followUp: FollowUpView;
  readonly placement: PlacementView | null;
  readonly unit: UnitView | null;
  readonly questionnaire: Questionnaire | null;
  /** A newer version that the draft can change over to; null where there is none. */
  readonly newer: Questionnaire | null;
  readonly draft: Draft;
  /** `open`: can be written. `sent`: stands as it was sent. `elsewhere`: open in another tab, shown for reading. */
  readonly mode: 'open' | 'sent' | 'elsewhere';
  readonly stage: Stage;
  /** When the last change was written, the tablet's clock; null before the first. */
  readonly savedAt: string | null;
  /** The submission that was last sent, where one was. */
  readonly sentItemId: string | null;
  readonly entry: EntryView | null;
  readonly conflicts: readonly ConflictView[];
  /** What a returned one is to change, and the answers as they were when it was returned. */
  readonly returned: {
    readonly comments: readonly { question: string | null; text: string }[];
    readonly answers: Answers;
  } | null;
}

/** One thing in the outbox, or on its way, or done. */
export interface OutboxRow {
  readonly itemId: string;
  readonly followUpId: string;
  readonly kind: ItemKind;
  readonly stage: Stage;
  readonly unitName: string;
  readonly initials: string;
  readonly caseNumber: string;
  readonly method: string | null;
  readonly on: string | null;
  /** The tablet's clock; null where nothing of it was sent from here and the register does not say. */
  readonly writtenAt: string | null;
  readonly receipt: ItemResult | null;
  /** Its number in the register, and when it came to be there; null where it is not. */
  readonly number: string | null;
  readonly registeredAt: string | null;
  readonly reviewedAt: string | null;
  /** What the coordinator said who did not take it in. */
  readonly dismissal: { readonly at: string; readonly comment: string } | null;
  /** Why it was refused or set aside: an item reason, or a problem code. */
  readonly reason: string | null;
  readonly conflicts: readonly ConflictView[];
  readonly head: Answers | null;
  readonly questionnaire: Questionnaire | null;
}

/** Screen 5. */
export interface OutboxView {
  readonly needsYou: readonly OutboxRow[];
  readonly onTheWay: readonly OutboxRow[];
  readonly done: readonly OutboxRow[];
  readonly sync: SyncStatus;
}

/** How sending and fetching stand. */
export interface SyncStatus {
  readonly isOnline: boolean;
  readonly waiting: number;
  readonly needsYou: number;
  readonly isSending: boolean;
  /** What keeps the next try from having been made; null where nothing does. */
  readonly problem: SyncProblem | null;
  readonly nextTryAt: string | null;
  /** Whether fetching needs somebody to sign in anew; sending never does. */
  readonly needsSignIn: boolean;
  readonly pulledAt: string | null;
}

export interface StorageHealth {
  /** Whether the browser has promised to keep what is stored. */
  readonly isPersisted: boolean;
  /** About how many visits still fit; null where the browser does not say. */
  readonly roomForVisits: number | null;
}

export type WorkerEvent =
  /** The lists should be read again. */
  | { readonly type: 'changed' }
  | { readonly type: 'sync'; readonly status: SyncStatus }
  /** Another tab has locked: this one goes too. */
  | { readonly type: 'lock' }
  /** The tablet was reported lost, and holds nothing any more. */
  | { readonly type: 'erased' }
  /** The follow-up's editing was taken over by another tab. */
  | { readonly type: 'taken-over'; readonly followUpId: string };

export type SaveProblem = 'full' | 'storage-lost' | 'elsewhere' | 'unexpected';

/** Something that an answer can refer to. */
export interface ReferenceRow {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

/** What the comlink worker does for the page. All that concerns follow-ups goes through here. */
export interface TabletWorker extends VaultWorker, DraftsWorker {
  subscribe(listener: (event: WorkerEvent) => void): Promise<void>;

  worklist(query: WorklistQuery): Promise<Worklist>;
  /** The placements that go on, by the name of the unit; those that hold all words of the search. */
  placements(search: string): Promise<readonly PlacementRow[]>;
  /** Null where there is no such follow-up on the tablet. */
  openFollowUp(followUpId: string): Promise<OpenedFollowUp | null>;
  /** Why a follow-up that does not open is not shown; null where its draft is what was last written. */
  refusedDraft(followUpId: string): Promise<RefusedDraftView | null>;
  /** Goes on with what can be read of it; false where nothing can. */
  acceptRefusedDraft(followUpId: string): Promise<boolean>;
  /** Frees the follow-up for other tabs. */
  closeFollowUp(followUpId: string): Promise<void>;
  /** Moves the editing of a follow-up from another tab to this one. */
  takeOver(followUpId: string): Promise<OpenedFollowUp | null>;
  /** Begins a follow-up that was not planned; gives its id. */
  startUnplanned(placementId: string): Promise<string>;

  /**
   * Writes one answer; settles when the transaction has committed, with the time it did. `isTyping`: the next change of
   * the same question replaces this one until it is said once without.
   */
  recordAnswer(
    followUpId: string,
    question: string,
    answer: Answer,
    isTyping: boolean,
  ): Promise<Result<string, SaveProblem>>;
  /** Sets the flag, in memory shared with the page, to 1 when every answer given before is on disk or has failed. */
  flagWhenWritten(flag: Int32Array<SharedArrayBuffer>): Promise<void>;
  /** Has an open draft ask another version of its questionnaire; every answer stays in it. */
  takeVersion(followUpId: string, version: number): Promise<Result<null, SaveProblem>>;
  /** The units or placements that lie on the tablet, to be referred to in an answer. */
  references(kind: 'unit' | 'placement'): Promise<readonly ReferenceRow[]>;
  recordPosition(followUpId: string, section: string, question: string | null): Promise<void>;
  /** Tells the register that the visit was made, apart from the answers. It is also done by itself once a question beyond the preparation is answered. */
  markCarriedOut(followUpId: string): Promise<Result<null, SaveProblem | 'occasion-missing'>>;
  markNotCarriedOut(
    followUpId: string,
    reason: NotCarriedOutReason,
    comment: string,
  ): Promise<Result<null, SaveProblem>>;
  /** Puts the follow-up in the outbox; or says what is missing. */
  submit(followUpId: string): Promise<Result<{ itemId: string }, readonly Finding[] | SaveProblem>>;
  /** Takes an unsent submission out of the outbox, or withdraws a sent one; the follow-up is open again. */
  takeBack(itemId: string): Promise<Result<'unsent' | 'withdrawn', SaveProblem | 'not-possible'>>;
  /** Opens a sent follow-up for a correction, which becomes a new revision. */
  correct(followUpId: string): Promise<Result<null, SaveProblem>>;
  /** Settles a conflict: for each contested question, whose answer. */
  settle(
    followUpId: string,
    submissionId: string,
    choices: Readonly<Record<string, 'head' | 'mine'>>,
  ): Promise<Result<null, SaveProblem | 'not-possible'>>;
  /** Puts a refused item back in line. */
  sendAgain(itemId: string): Promise<void>;
  /** The item as a readable file. */
  exportItem(itemId: string): Promise<{ readonly fileName: string; readonly text: string } | null>;

  outbox(): Promise<OutboxView>;
  onDevice(): Promise<OnDevice>;
  /** Sends and fetches now, whatever the next time was to be. */
  syncNow(): Promise<void>;
  /** The page says that it went online, came to the front, or was hidden. */
  nudge(cause: 'online' | 'offline' | 'visible' | 'hidden'): Promise<void>;
  storageHealth(): Promise<StorageHealth>;
}
