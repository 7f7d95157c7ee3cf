import { randomUUID } from 'node:crypto';
import type { Answer, Answers } from '#domain/follow-up/answer.ts';
import type { EntryView, FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { UnitView } from '#domain/organisation/organisation.ts';
import type { PlacementView } from '#domain/organisation/placement.ts';
import type { Change, ChangesReply, ItemResult } from '#domain/protocol.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { applyResults, takeBatch } from '#device/outbox.ts';
import { applyChanges } from '#device/apply-changes.ts';
import { openFollowUp } from '#worker/opening.ts';
import { recordAnswer, recordPosition } from '#worker/writing.ts';
import type { FollowUpContext } from '#worker/follow-up-context.ts';
import { codecs, makeIdentity, Seat, type Tab } from '../convergence/tablet.ts';

/** The instant at which a scenario's clock stands. */
export const noon = Date.parse('2026-11-22T12:00:00.000Z');

/** A follow-up as the register tells it: planned for today, of one placement, and nothing sent yet. */
export const plannedFollowUp = (of: Partial<FollowUpView> = {}): FollowUpView => ({
  id: randomUUID(),
  placementId: randomUUID(),
  assigneeId: null,
  plannedOn: '2026-11-22',
  plannedAt: null,
  method: 'site-visit',
  questionnaire: { id: individualFollowUp.id, version: individualFollowUp.version },
  state: 'planned',
  notCarriedOut: null,
  carriedOut: null,
  entry: null,
  conflicts: [],
  setAside: [],
  dismissed: [],
  previous: null,
  ...of,
});

export const placementOf = (of: Partial<PlacementView> = {}): PlacementView => ({
  id: randomUUID(),
  caseNumber: '2026-0417',
  initials: 'A.K.',
  gender: 'woman',
  unitId: randomUUID(),
  board: { id: randomUUID(), name: 'Farsta' },
  serviceArea: 'adult-and-addiction',
  caseworkerId: null,
  decidedOn: '2026-01-10',
  planDueOn: null,
  monthlyReportDay: null,
  endedOn: null,
  ...of,
});

export const unitOf = (of: Partial<UnitView> = {}): UnitView => ({
  id: randomUUID(),
  name: 'Solgläntan',
  kind: 'hvb',
  ownership: 'private',
  municipality: 'Stockholm',
  provider: { id: randomUUID(), name: 'Åkerbo Omsorg' },
  licence: null,
  contracts: [],
  ...of,
});

/** What the register holds of a follow-up: one revision, awaiting its review, unless said otherwise. */
export const entryOf = (head: string, of: Partial<EntryView> = {}): EntryView => ({
  number: '2026-0001',
  head,
  isWithdrawn: false,
  answers: {},
  review: { state: 'awaiting', revision: head, at: null, by: null, comments: [] },
  revisions: [
    {
      id: head,
      kind: 'submission',
      basedOn: [],
      author: { id: randomUUID(), initials: 'AN' },
      at: new Date(noon).toISOString(),
    },
  ],
  ...of,
});

/** The receipt of an item. */
export const receiptOf = (id: string, of: Partial<ItemResult> = {}): ItemResult => ({
  id,
  status: 'accepted',
  at: '2026-11-22T12:00:00.000Z',
  receipt: 1,
  ...of,
});

/** A caseworker with a tablet: a real store, worked by the worker's own code, and a register that says what it is told. */
export class TabletScenario {
  readonly userId: string;
  readonly placement: PlacementView;
  readonly unit: UnitView;
  readonly followUp: FollowUpView;
  readonly seat: Seat;
  #pages = 0;

  private constructor(seat: Seat, userId: string) {
    this.seat = seat;
    this.userId = userId;
    this.placement = placementOf({ caseworkerId: userId });
    this.unit = unitOf({ id: this.placement.unitId });
    this.followUp = plannedFollowUp({ placementId: this.placement.id, assigneeId: userId });
  }

  /** The tablet with one follow-up planned for today, and all that belongs to it. */
  static async begin(): Promise<TabletScenario> {
    const userId = randomUUID();
    const scenario = new TabletScenario(
      new Seat(userId, await makeIdentity(), { skew: 0 }, () => noon, codecs.sealed),
      userId,
    );
    const { placement, unit, followUp } = scenario;
    await scenario.tell([
      { kind: 'unit', id: unit.id, body: unit },
      {
        kind: 'questionnaire',
        id: 'individual-follow-up/1',
        body: individualFollowUp,
        inForce: { from: '2026-01-01', until: null },
      },
      { kind: 'placement', id: placement.id, body: placement },
      { kind: 'follow-up', id: followUp.id, body: followUp },
    ]);
    return scenario;
  }

  get id(): string {
    return this.followUp.id;
  }

  tab = (): Promise<Tab> => this.seat.tab();

  async context(): Promise<FollowUpContext> {
    return (await this.tab()).context;
  }

  /** The register tells of changes. */
  async tell(changes: readonly Change[], of: Partial<ChangesReply> = {}): Promise<void> {
    const { store } = await this.tab();
    this.#pages += 1;
    const page: ChangesReply = {
      epoch: 'first',
      userId: this.userId,
      changes: [...changes],
      cursor: `cursor-${this.#pages}`,
      more: false,
      ...of,
    };
    await applyChanges(store.database, store.codec, page, new Date(noon).toISOString());
    await this.load();
  }

  /** The register tells of the follow-up as it stands there. */
  tellOf(of: Partial<FollowUpView>): Promise<void> {
    return this.tell([{ kind: 'follow-up', id: this.id, body: { ...this.followUp, ...of } }]);
  }

  async load(): Promise<void> {
    const { store } = await this.tab();
    await store.load();
  }

  /** Opens the follow-up for writing. */
  async open(): Promise<void> {
    await openFollowUp(await this.context(), this.id);
  }

  async answer(question: string, answer: Answer | string, isTyping = false): Promise<void> {
    const given = typeof answer === 'string' ? { value: answer } : answer;
    const saved = await recordAnswer(await this.context(), this.id, question, given, isTyping);
    if (!saved.ok) throw new Error(saved.problem);
  }

  async answerAll(answers: Answers): Promise<void> {
    for (const [question, answer] of Object.entries(answers)) await this.answer(question, answer);
  }

  async moveTo(section: string, question: string | null = null): Promise<void> {
    await recordPosition(await this.context(), this.id, section, question);
  }

  /** What lies on the disk, read by a tablet that has just been started. */
  async restart(): Promise<void> {
    this.seat.crash();
    await this.tab();
  }

  /** The draft's answers, as they are in memory. */
  async answers(): Promise<Answers | undefined> {
    return (await this.tab()).store.drafts.get(this.id)?.draft.answers;
  }

  /** Hands what waits to the network; gives the ids. */
  async post(): Promise<string[]> {
    const { store } = await this.tab();
    const { items: batch } = await takeBatch(store.database, 200);
    await store.loadOutbox();
    return batch.map((each) => each.id);
  }

  /** The receipts come. */
  async receive(...results: ItemResult[]): Promise<void> {
    const { store } = await this.tab();
    await applyResults(store.database, results);
    await store.loadOutbox();
  }

  end(): Promise<void> {
    return this.seat.destroy();
  }
}
