import type { RecoveryView } from '#domain/recovery.ts';
import type { SessionView } from '#domain/session.ts';
import type { Result } from '#domain/result.ts';

/** How the tablet stands for whoever has it in her hands. */
export type Standing =
  /** Nobody uses it: somebody signs in. */
  | { readonly state: 'nobody' }
  /** Somebody's store is here, and shut. */
  | { readonly state: 'locked' }
  /** She has signed in, and has no store on this tablet yet: she chooses what will open it. */
  | { readonly state: 'unprotected'; readonly session: SessionView }
  /** `lockAfter`: minutes without touch. */
  | { readonly state: 'open'; readonly session: SessionView; readonly lockAfter: number };

/** Opens a store: what somebody knows, or has. */
export type VaultOpening =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'passkey'; readonly credentialId: string; readonly prfOutput: Uint8Array<ArrayBuffer> };

/** Why a store stays shut. */
export type UnlockProblem =
  | { readonly reason: 'wrong-secret' }
  /** Too many wrong guesses: the next is taken after so many milliseconds. */
  | { readonly reason: 'wait'; readonly milliseconds: number }
  /** The register has not been heard of for too long: signing in comes first. What was written stays. */
  | { readonly reason: 'lease-over' }
  /** There is none to open. */
  | { readonly reason: 'no-vault' };

/** A passkey that can open the store: what WebAuthn is asked with. */
export interface VaultPasskey {
  readonly credentialId: string;
  /** For the PRF, base64. */
  readonly salt: string;
}

/** What she has asked two administrators for, and the code that she is to tell them. */
export type RecoveryStanding = RecoveryView & { readonly code: string };

/** Why a recovery does not go on. */
export type RecoveryProblem =
  | 'offline'
  /** It takes somebody who has just signed in. */
  | 'sign-in'
  /** The register keeps nothing of hers for this tablet. */
  | 'not-kept'
  /** It has come to an end: rejected, withdrawn, or too old. */
  | 'over'
  /** What came does not open the store: it has been changed on the way, or on the disk. */
  | 'unreadable'
  | 'failed';

/** One way into the store, as its owner sees it. */
export interface VaultSlot {
  readonly id: string;
  readonly kind: 'passphrase' | 'passkey' | 'recovery';
}

/** `fault`: why it is not taken; null where it is. */
export interface PassphraseStrength {
  readonly level: 'weak' | 'fair' | 'strong';
  readonly fault: 'too-short' | 'too-simple' | null;
}

/** What concerns the lock, of what the worker does for the page. */
export interface VaultWorker {
  /** Looks who uses the tablet. Where another tab has her store open, it is open here too. */
  start(): Promise<Standing>;
  /** Goes on with a session that the page has opened. */
  adopt(session: SessionView): Promise<Standing>;
  /** The passkeys that open the store of whoever uses the tablet. */
  passkeys(): Promise<readonly VaultPasskey[]>;
  /** Opens the store of whoever uses the tablet. */
  unlock(opening: VaultOpening): Promise<Result<Standing, UnlockProblem>>;
  /** Opens the store of somebody else who has one here, by her passphrase; nobody is named. */
  switchUser(passphrase: string): Promise<Result<Standing, UnlockProblem>>;
  /** Makes a store for her who has signed in. */
  protect(passphrase: string): Promise<Result<Standing, 'too-weak' | 'already-there'>>;
  /** How what she who has signed in has asked for stands; null where she has asked for nothing on this tablet. */
  recovery(): Promise<Result<RecoveryStanding | null, RecoveryProblem>>;
  askForRecovery(): Promise<Result<RecoveryStanding, RecoveryProblem>>;
  /** Takes it back, or puts away what has come to an end. */
  withdrawRecovery(): Promise<Result<null, RecoveryProblem>>;
  /** Puts a new passphrase in place of the forgotten one, and opens the store. */
  recover(passphrase: string): Promise<Result<Standing, RecoveryProblem | 'too-weak'>>;
  suggestPassphrase(): Promise<string>;
  judgePassphrase(passphrase: string): Promise<PassphraseStrength>;
  changePassphrase(
    current: string,
    next: string,
  ): Promise<Result<null, UnlockProblem | { reason: 'too-weak' }>>;
  slots(): Promise<readonly VaultSlot[]>;
  addPasskey(
    passphrase: string,
    passkey: VaultPasskey & { readonly prfOutput: Uint8Array<ArrayBuffer> },
  ): Promise<Result<null, UnlockProblem>>;
  removeSlot(slotId: string): Promise<void>;
  setLockAfter(minutes: number): Promise<void>;
  /** Writes what is under way, shuts the store and forgets its key; in the other tabs too. The page goes afterwards. */
  lock(): Promise<void>;
  /** Leaves the tablet: the store shut, the session ended. What waits is sent all the same. */
  signOut(): Promise<void>;
}
