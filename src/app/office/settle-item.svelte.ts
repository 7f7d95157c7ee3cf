import type { SetAsideSettlement } from '#domain/office/review.ts';
import { itemResult, type ItemResult } from '#domain/protocol.ts';
import { write, type OfficeProblem } from './api.ts';

/** The decision on an upload that was set aside. */
export class ItemSettlement {
  comment = $state('');
  busy = $state<SetAsideSettlement['decision'] | null>(null);
  problem = $state.raw<OfficeProblem | null>(null);

  readonly #itemId: string;

  constructor(itemId: string) {
    this.#itemId = itemId;
  }

  /** Gives what became of it; null where nothing did. */
  async settle(decision: SetAsideSettlement['decision']): Promise<ItemResult | null> {
    if (this.busy !== null) return null;
    this.busy = decision;
    this.problem = null;
    const body: SetAsideSettlement = { decision, comment: this.comment.trim() };
    const settled = await write(itemResult, 'POST', `/api/review/items/${this.#itemId}/settlement`, body);
    this.busy = null;
    if (!settled.ok) this.problem = settled.problem;
    return settled.ok ? settled.value : null;
  }
}
