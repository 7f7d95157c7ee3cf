import { invitationView, type InvitationAnswer, type InvitationView } from '#domain/office/accounts.ts';
import { problemDocument } from '#domain/problem.ts';
import { sessionView } from '#domain/protocol.ts';
import type { Session } from './session.svelte.ts';

type InvitationProblem = 'used' | 'taken' | 'offline' | 'unexpected';

/** A one-time link: whom it is for, and the password that she chooses. The one thing that the page asks the server itself. */
export class Invitation {
  state = $state<'loading' | 'open' | 'used' | 'offline'>('loading');
  view = $state.raw<InvitationView | null>(null);
  isBusy = $state(false);
  problem = $state<InvitationProblem | null>(null);

  readonly #address: string;
  readonly #session: Session;

  constructor(token: string, session: Session) {
    this.#address = `/api/invitations/${encodeURIComponent(token)}`;
    this.#session = session;
  }

  async load(): Promise<void> {
    const answered = await ask(this.#address, {});
    if (answered === null) {
      this.state = 'offline';
      return;
    }
    const read = invitationView.safeParse(answered.json);
    this.view = read.success && answered.ok ? read.data : null;
    this.state = this.view === null ? 'used' : 'open';
  }

  /** Sets the password and signs in. Gives whether it was done. */
  async answer(answer: InvitationAnswer): Promise<boolean> {
    this.isBusy = true;
    this.problem = null;
    try {
      const answered = await ask(this.#address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(answer),
      });
      const read = sessionView.safeParse(answered?.json);
      if (answered?.ok && read.success) {
        await this.#session.adopt(read.data);
        return true;
      }
      this.problem = problemOf(answered);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}

interface Answered {
  readonly ok: boolean;
  readonly json: unknown;
}

const ask = async (address: string, init: RequestInit): Promise<Answered | null> => {
  try {
    const response = await fetch(address, init);
    return { ok: response.ok, json: await response.json() };
  } catch {
    // No network, or a page that is not ours: nothing was said.
    return null;
  }
};

const problemOf = (answered: Answered | null): InvitationProblem => {
  if (answered === null) return 'offline';
  const document = problemDocument.safeParse(answered.json);
  if (document.success && document.data.code === 'not-found') return 'used';
  if (document.success && document.data.code === 'already-exists') return 'taken';
  return 'unexpected';
};
