import type { SessionView } from '#domain/protocol.ts';
import type { Result } from '#domain/result.ts';
import type { SignInProblem, TabletWorker } from '#worker/api.ts';

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

  async signIn(userName: string, password: string): Promise<Result<SessionView, SignInProblem>> {
    const signedIn = await this.#worker.signIn(userName, password);
    if (signedIn.ok) this.person = signedIn.value;
    return signedIn;
  }

  /** Goes on with a session that an invitation opened. */
  async adopt(session: SessionView): Promise<void> {
    await this.#worker.adopt(session);
    this.person = session;
  }

  async signOut(): Promise<void> {
    await this.#worker.signOut();
    this.person = null;
  }
}
