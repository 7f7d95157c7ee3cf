import type { NotCarriedOutReason } from '#domain/follow-up/follow-up.ts';
import type { Finding } from '#domain/questionnaire/validation.ts';
import type { SaveProblem, TabletWorker } from '#worker/api.ts';
import type { VisitEditor } from './visit-editor.svelte.ts';

export type OutcomeProblem = SaveProblem | 'occasion-missing' | 'not-possible' | 'findings';

/** What is done with a follow-up as a whole: told as made, sent, taken back, corrected, not made. */
export class VisitOutcome {
  busy = $state<'telling' | 'sending' | 'taking-back' | 'correcting' | 'cancelling' | 'settling' | null>(
    null,
  );
  problem = $state<OutcomeProblem | null>(null);
  /** Whether sending was asked for; what is missing is told from then on. */
  isAsked = $state(false);
  /** What the worker found, where it knows better than the page. */
  found = $state.raw<readonly Finding[]>([]);
  takenBack = $state<'unsent' | 'withdrawn' | null>(null);

  readonly #worker: TabletWorker;
  readonly #editor: VisitEditor;

  constructor(worker: TabletWorker, editor: VisitEditor) {
    this.#worker = worker;
    this.#editor = editor;
  }

  /** Tells the register that the visit was made. Gives whether it was put down. */
  tellCarriedOut(): Promise<boolean> {
    return this.#do('telling', () => this.#worker.markCarriedOut(this.#editor.followUpId));
  }

  tellNotCarriedOut(reason: NotCarriedOutReason, comment: string): Promise<boolean> {
    return this.#do('cancelling', () =>
      this.#worker.markNotCarriedOut(this.#editor.followUpId, reason, comment.trim()),
    );
  }

  /** Puts the follow-up in the outbox. Where something is missing it is told, and nothing is sent. */
  async send(): Promise<boolean> {
    this.isAsked = true;
    this.found = [];
    this.takenBack = null;
    if ((this.#editor.form?.findings.length ?? 0) > 0) return false;
    return this.#do('sending', async () => {
      const sent = await this.#worker.submit(this.#editor.followUpId);
      if (sent.ok) return { ok: true };
      if (typeof sent.problem === 'string') return { ok: false, problem: sent.problem };
      this.found = sent.problem;
      return { ok: false, problem: 'findings' };
    });
  }

  /** Out of the outbox again, or withdrawn where it may have been sent. */
  takeBack(itemId: string): Promise<boolean> {
    return this.#do('taking-back', async () => {
      const taken = await this.#worker.takeBack(itemId);
      if (taken.ok) this.takenBack = taken.value;
      return taken;
    });
  }

  /** Opens what was sent for a new revision. */
  correct(): Promise<boolean> {
    return this.#do('correcting', () => this.#worker.correct(this.#editor.followUpId));
  }

  /** Settles a conflict: for each contested question, whose answer. */
  settle(submissionId: string, choices: Readonly<Record<string, 'head' | 'mine'>>): Promise<boolean> {
    return this.#do('settling', () => this.#worker.settle(this.#editor.followUpId, submissionId, choices));
  }

  async #do(
    what: NonNullable<VisitOutcome['busy']>,
    action: () => Promise<{ ok: true } | { ok: false; problem: OutcomeProblem }>,
  ): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = what;
    this.problem = null;
    try {
      await this.#editor.buffer.flush();
      // What could not be saved must not be left out of what is sent.
      const { saving } = this.#editor;
      const done = saving.kind === 'failed' ? ({ ok: false, ...saving } as const) : await action();
      if (!done.ok) this.problem = done.problem;
      await this.#editor.refresh();
      return done.ok;
    } catch (problem) {
      console.error(problem);
      this.problem = 'unexpected';
      return false;
    } finally {
      this.busy = null;
    }
  }
}
