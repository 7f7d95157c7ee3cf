import type { Answered, OfficeProblem } from './office/api.ts';

/** Deeds of a list, one at a time: which is under way, what is said of the last, and why it was not done. */
export class Deeds<Which extends string> {
  busy = $state<Which | null>(null);
  said = $state('');
  problem = $state.raw<OfficeProblem | null>(null);

  /** Does it, where nothing else is under way; gives whether it was done. `saying`: what is then said. */
  async run(which: Which, deed: () => Answered<unknown>, saying: string): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = which;
    const answered = await deed();
    this.busy = null;
    this.problem = answered.ok ? null : answered.problem;
    this.said = answered.ok ? saying : '';
    return answered.ok;
  }
}
