import type { Proof, SecondStep, SignInReply } from '#domain/office/sign-in.ts';
import type { SessionView } from '#domain/session.ts';
import { succeed, type Result } from '#domain/result.ts';
import type { TabletWorker, Worklist } from '#worker/api.ts';
import type { RecoveryProblem, Standing, UnlockProblem, VaultOpening } from '#worker/api-vault.ts';
import type { Companion } from '#domain/follow-up/asked.ts';
import { clearHandedOver, readHandedOver, writeHandedOver, type HandedOver } from './handed-over.ts';
import { todayPath } from './paths.ts';
import type { SignInProblem } from './sign-in.ts';
import { wholeDay } from './worklist.svelte.ts';

/** Signed in (null), or what is asked for next; or why neither. */
type SignedIn = Promise<Result<SecondStep | null, SignInProblem>>;

/**
 * How the app stands for whoever has the tablet in her hands.
 * - locked: somebody's store is here, and shut
 * - unprotected: she has signed in, and chooses what will open her store on this tablet
 * - recovering: she has forgotten what opens it
 * - covered: locked while something could not be written: it stays in memory, behind the lock
 * - client: handed over to a client, who sees her questions and nothing else
 * - broken: what is stored on the tablet could not be opened
 */
type SessionState =
  'starting' | 'ready' | 'locked' | 'unprotected' | 'recovering' | 'covered' | 'client' | 'broken';

/** In localStorage: the app is locked when it is next started. */
const expectation = 'foljsam-locks';

/** Only those who carry out follow-ups have something on the tablet. */
/** Whether a person's work lies on the device: what the lock is for. What others see, the server gives while they are signed in. */
export const keepsStore = ({ roles }: SessionView): boolean => roles.includes('caseworker');

/** Who is signed in on this tablet. She who was is let in again without network, by what opens her store. */
export class Session {
  state = $state<SessionState>('starting');
  person = $state.raw<SessionView | null>(null);
  /** Minutes without touch after which the app locks. */
  lockAfter = $state(5);
  #companions: readonly Companion[] | null = null;

  #firstList: Worklist | null = null;
  readonly #worker: TabletWorker;
  readonly #isOpenElsewhere: () => Promise<boolean>;
  #isRecovering = false;

  /** `isOpenElsewhere` tells whether another tab has a store open, from which this one gets the key. */
  constructor(worker: TabletWorker, isOpenElsewhere: () => Promise<boolean>) {
    this.#worker = worker;
    this.#isOpenElsewhere = isOpenElsewhere;
  }

  async start(): Promise<void> {
    void this.#expectLock();
    try {
      const standing = await this.#worker.start();
      if (standing.state === 'nobody') await this.#resume();
      // She who has left the lock before the worker had looked is where she went.
      else if (standing.state !== 'locked' || this.state === 'starting') this.#take(standing);
      // Another tab has the store open, but who holds the tablet is the client.
      if (this.state === 'client') this.state = 'covered';
    } catch (problem) {
      console.error(problem);
      this.state = 'broken';
    }
  }

  /**
   * Shows the lock while the worker is still looking, where it was there the last time and no other tab has the key: she
   * begins to type a moment sooner.
   */
  async #expectLock(): Promise<void> {
    if (localStorage.getItem(expectation) === null || (await this.#isOpenElsewhere())) return;
    if (this.state === 'starting') this.state = 'locked';
  }

  /** Nobody has a store here: perhaps somebody of the office is signed in, which only the server knows. */
  async #resume(): Promise<void> {
    const { readSession } = await import('./sign-in.ts');
    const session = await readSession();
    if (session === null) this.#take({ state: 'nobody' });
    else await this.adopt(session);
  }

  #take(standing: Standing): void {
    // Says that there is a store, and not whose.
    if (standing.state === 'locked' || (standing.state === 'open' && keepsStore(standing.session)))
      localStorage.setItem(expectation, '');
    else localStorage.removeItem(expectation);
    switch (standing.state) {
      case 'nobody':
      case 'locked':
        this.person = null;
        this.state = standing.state === 'nobody' ? 'ready' : this.#isRecovering ? 'recovering' : 'locked';
        return;
      case 'unprotected':
        this.person = null;
        this.state = 'unprotected';
        return;
      case 'open':
        this.person = standing.session;
        this.lockAfter = standing.lockAfter;
        this.#isRecovering = false;
        this.state = readHandedOver() === null ? 'ready' : 'client';
    }
  }

  /** Puts the tablet in a client's hands: from here on, on every page, until its owner has unlocked and takes it back. */
  handOver(to: HandedOver, companions: readonly Companion[]): void {
    writeHandedOver(to);
    this.#companions = companions;
    this.state = 'client';
  }

  /** Who is with the client, told once, as she begins; null where she comes back to what she had begun. */
  takeCompanions(): readonly Companion[] | null {
    const companions = this.#companions;
    this.#companions = null;
    return companions;
  }

  /** It is in its owner's hands again. */
  takeBack(): void {
    clearHandedOver();
    this.state = 'ready';
  }

  /** Another tab has handed the tablet over: nothing of the case is shown here either. */
  cover(): void {
    if (this.state === 'ready' && this.person !== null) this.state = 'covered';
  }

  /** Whether a client has the tablet. */
  get isHandedOver(): boolean {
    return readHandedOver() !== null;
  }

  /** The first step. What it takes to ask the server is loaded here: most days nobody signs in. */
  async signIn(userName: string, password: string): SignedIn {
    const { beginSignIn } = await import('./sign-in.ts');
    return this.#goOn(await beginSignIn(userName, password));
  }

  /** The second step: something that she has. */
  async prove(token: string, proof: Proof): SignedIn {
    const { finishSignIn } = await import('./sign-in.ts');
    return this.#goOn(await finishSignIn(token, proof));
  }

  async #goOn(answered: Result<SignInReply, SignInProblem>): SignedIn {
    if (!answered.ok) return answered;
    const { session, secondStep } = answered.value;
    if (session !== null) await this.adopt(session);
    return succeed(secondStep);
  }

  /** Goes on with a session that the page has opened. */
  async adopt(session: SessionView): Promise<void> {
    this.#firstList = null;
    this.#take(await this.#worker.adopt(session));
  }

  /** Opens the store. Gives why it stays shut, or null. */
  async unlock(opening: VaultOpening): Promise<UnlockProblem | null> {
    return this.#open(await this.#worker.unlock(opening));
  }

  /** Opens the store of somebody else who has one here. */
  async switchUser(passphrase: string): Promise<UnlockProblem | null> {
    return this.#open(await this.#worker.switchUser(passphrase));
  }

  async #open(opened: Result<Standing, UnlockProblem>): Promise<UnlockProblem | null> {
    if (!opened.ok) return opened.problem;
    await this.#readFirstList();
    this.#take(opened.value);
    return null;
  }

  /** Where she comes to her day, the page is drawn once, with its list. */
  async #readFirstList(): Promise<void> {
    if (this.isHandedOver || (location.pathname !== '/' && location.pathname !== todayPath)) return;
    try {
      this.#firstList = await this.#worker.worklist(wholeDay);
    } catch (problem) {
      // The page asks for it itself, and says what is wrong.
      console.error(problem);
    }
  }

  /** The day's list as it was when the store was opened, once; null where it is to be asked for. */
  takeFirstList(): Worklist | null {
    const first = this.#firstList;
    this.#firstList = null;
    return first;
  }

  /** Makes the store of her who has signed in. Gives why not, or null. */
  async protect(passphrase: string): Promise<'too-weak' | null> {
    const made = await this.#worker.protect(passphrase);
    if (made.ok) this.#take(made.value);
    else if (made.problem === 'already-there') this.state = 'locked';
    return !made.ok && made.problem === 'too-weak' ? 'too-weak' : null;
  }

  /** To what helps her who has forgotten the passphrase, and back to the lock; kept while she signs in. */
  turnToRecovery(isRecovering: boolean): void {
    this.#isRecovering = isRecovering;
    this.state = isRecovering ? 'recovering' : 'locked';
  }

  /** Puts a new passphrase in place of the forgotten one. Gives why not, or null. */
  async recover(passphrase: string): Promise<RecoveryProblem | 'too-weak' | null> {
    const recovered = await this.#worker.recover(passphrase);
    if (!recovered.ok) return recovered.problem;
    this.#take(recovered.value);
    return null;
  }

  /** To the sign-in page, from the lock. */
  leaveLock(): void {
    this.state = 'ready';
  }

  async setLockAfter(minutes: number): Promise<void> {
    await this.#worker.setLockAfter(minutes);
    this.lockAfter = minutes;
  }

  async signOut(): Promise<void> {
    await this.#worker.signOut();
    localStorage.removeItem(expectation);
    this.#firstList = null;
    this.person = null;
  }
}
