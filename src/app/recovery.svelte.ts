import { sessionView } from '#domain/session.ts';
import type { Result } from '#domain/result.ts';
import type { TabletWorker } from '#worker/api.ts';
import type { RecoveryProblem, RecoveryStanding } from '#worker/api-vault.ts';
import { read } from './office/api.ts';
import type { Session } from './session.svelte.ts';

/** A recovery that can still come to something. */
const isOpen = ({ state }: RecoveryStanding): boolean => state === 'asked' || state === 'approved';

/** The way back for her who has forgotten her passphrase: signing in, asking, waiting, and choosing another. */
export class Recovery {
  /** Until it is known whether she is signed in, and what she has asked for. */
  isLoading = $state(true);
  /** Who is signed in; null where nobody is, or no longer so that it would do. */
  name = $state<string | null>(null);
  standing = $state.raw<RecoveryStanding | null>(null);
  problem = $state<RecoveryProblem | null>(null);
  busy = $state<'asking' | 'looking' | 'withdrawing' | null>(null);

  readonly #worker: TabletWorker;
  readonly #session: Session;

  constructor(worker: TabletWorker, session: Session) {
    this.#worker = worker;
    this.#session = session;
  }

  /** What is to be shown: what she is to do next. */
  get step(): 'sign-in' | 'ask' | 'wait' | 'choose' | 'ended' {
    if (this.name === null) return 'sign-in';
    if (this.standing === null) return 'ask';
    if (!isOpen(this.standing)) return 'ended';
    return this.standing.state === 'approved' ? 'choose' : 'wait';
  }

  async load(): Promise<void> {
    const signedIn = await read(sessionView, '/api/session');
    if (signedIn.ok) {
      await this.#session.adopt(signedIn.value);
      this.name = signedIn.value.name;
      this.#take(await this.#worker.recovery());
    } else if (signedIn.problem.code !== 'not-signed-in') this.problem = 'offline';
    this.isLoading = false;
  }

  ask(): Promise<void> {
    return this.#during('asking', async () => this.#take(await this.#worker.askForRecovery()));
  }

  look(): Promise<void> {
    return this.#during('looking', async () => this.#take(await this.#worker.recovery()));
  }

  withdraw(): Promise<void> {
    return this.#during('withdrawing', async () => this.#take(await this.#worker.withdrawRecovery()));
  }

  /** Puts the new passphrase in place. Gives why it was not taken, or null. */
  async choose(passphrase: string): Promise<'too-weak' | 'failed' | null> {
    const problem = await this.#session.recover(passphrase);
    if (problem === null || problem === 'too-weak') return problem;
    this.#fail(problem);
    if (problem === 'over') await this.look();
    return 'failed';
  }

  async #during(what: NonNullable<Recovery['busy']>, work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = what;
    this.problem = null;
    try {
      await work();
    } catch (cause) {
      console.error(cause);
      this.problem = 'failed';
    } finally {
      this.busy = null;
    }
  }

  #take(answered: Result<RecoveryStanding | null, RecoveryProblem>): void {
    if (answered.ok) this.standing = answered.value;
    else this.#fail(answered.problem);
  }

  #fail(problem: RecoveryProblem): void {
    this.problem = problem;
    if (problem === 'sign-in') this.name = null;
  }
}
