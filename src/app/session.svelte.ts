import type { Proof, SecondStep, SignInReply } from '#domain/office/sign-in.ts';
import type { SessionView } from '#domain/protocol.ts';
import { succeed, type Result } from '#domain/result.ts';
import type { TabletWorker } from '#worker/api.ts';
import type { SignInProblem } from './sign-in.ts';

/** Signed in (null), or what is asked for next; or why neither. */
type SignedIn = Promise<Result<SecondStep | null, SignInProblem>>;

/** Who is signed in on this tablet. She who was is let in again without network. */
export class Session {
  /** `broken`: what is stored on the tablet could not be opened. */
  state = $state<'starting' | 'ready' | 'broken'>('starting');
  person = $state.raw<SessionView | null>(null);

  readonly #worker: TabletWorker;

  constructor(worker: TabletWorker) {
    this.#worker = worker;
  }

  async start(): Promise<void> {
    try {
      this.person = (await this.#worker.start()).session;
      this.state = 'ready';
    } catch (problem) {
      console.error(problem);
      this.state = 'broken';
    }
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
    await this.#worker.adopt(session);
    this.person = session;
  }

  async signOut(): Promise<void> {
    await this.#worker.signOut();
    this.person = null;
  }
}
