import type { Result } from '#domain/result.ts';
import type { OfficeProblem } from './api.ts';

/** Something that the page shows of the register: the last that came, and what keeps the next from coming. */
export class Remote<Value> {
  value = $state.raw<Value | null>(null);
  problem = $state.raw<OfficeProblem | null>(null);
  isLoading = $state(false);

  #asked = 0;

  /** Asks; of several askings the last one is shown. What was shown stays until then. */
  async load(ask: () => Promise<Result<Value, OfficeProblem>>): Promise<void> {
    const asked = ++this.#asked;
    this.isLoading = true;
    const answered = await ask();
    if (asked !== this.#asked) return;
    this.isLoading = false;
    this.problem = answered.ok ? null : answered.problem;
    if (answered.ok) this.value = answered.value;
  }
}
