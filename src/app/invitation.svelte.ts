import { invitationView, type InvitationAnswer, type InvitationView } from '#domain/office/accounts.ts';
import { factorBegun, type FactorBegun, type FactorKind, type SignInMeans } from '#domain/office/sign-in.ts';
import { sessionView } from '#domain/session.ts';
import { read, write, type Answered, type OfficeProblem } from './office/api.ts';
import type { Session } from './session.svelte.ts';
import { readSignInMeans } from './sign-in.ts';

type InvitationProblem = 'used' | 'taken' | 'offline' | 'unexpected';

/** A one-time link: whom it is for, and the password and second factor that she chooses. */
export class Invitation {
  state = $state<'loading' | 'open' | 'used' | 'offline'>('loading');
  view = $state.raw<InvitationView | null>(null);
  means = $state.raw<SignInMeans | null>(null);
  isBusy = $state(false);
  problem = $state<InvitationProblem | null>(null);

  readonly #address: string;
  readonly #session: Session;

  constructor(token: string, session: Session) {
    this.#address = `/api/invitations/${encodeURIComponent(token)}`;
    this.#session = session;
  }

  async load(): Promise<void> {
    const [view, means] = await Promise.all([read(invitationView, this.#address), readSignInMeans()]);
    if (view.ok && means.ok) {
      this.view = view.value;
      this.means = means.value;
      this.state = 'open';
    } else this.state = !view.ok && view.problem.code === 'not-found' ? 'used' : 'offline';
  }

  /** Begins the second factor; the user name is said where there is no user yet. */
  beginFactor(kind: FactorKind, userName: string | null): Answered<FactorBegun> {
    const wanted = { kind, ...(userName !== null && { userName }) };
    return write(factorBegun, 'POST', `${this.#address}/factor`, wanted);
  }

  /** Sets what was chosen and signs in. Gives why it was not done, or null. */
  async answer(answer: InvitationAnswer): Promise<OfficeProblem | null> {
    this.isBusy = true;
    this.problem = null;
    try {
      const answered = await write(sessionView, 'POST', this.#address, answer);
      if (!answered.ok) {
        this.problem = problemOf(answered.problem);
        return answered.problem;
      }
      await this.#session.adopt(answered.value);
      return null;
    } finally {
      this.isBusy = false;
    }
  }
}

const problemOf = ({ code }: OfficeProblem): InvitationProblem | null => {
  if (code === 'offline') return 'offline';
  if (code === 'not-found') return 'used';
  if (code === 'already-exists') return 'taken';
  // Said beside the code.
  return code === 'wrong-credentials' ? null : 'unexpected';
};
