import type { Answer } from '#domain/follow-up/answer.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { OpenedFollowUp, SaveProblem, TabletWorker } from '#worker/api.ts';

/** One answer as it reached the worker, with the way to say how it went. */
export interface Recorded {
  readonly question: string;
  readonly answer: Answer;
  readonly isTyping: boolean;
  readonly commit: () => Promise<void>;
  readonly refuse: (problem: SaveProblem) => Promise<void>;
}

const followUpId = '5f0c8f0e-3c55-4d3e-8a65-0f4b8c1d2e3f';
export const savedAt = '2026-10-12T08:42:00.000Z';

/** A follow-up of this morning, of which nothing has been written. */
export const opened = (changes: Partial<OpenedFollowUp> = {}): OpenedFollowUp => ({
  followUp: {
    id: followUpId,
    placementId: '0d9d4c8a-3a86-44bd-9a6a-0d4c8a3a86bd',
    assigneeId: null,
    plannedOn: '2026-10-12',
    plannedAt: '09:30',
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
  },
  placement: null,
  unit: null,
  questionnaire: individualFollowUp,
  newer: null,
  draft: {
    followUpId,
    placementId: '0d9d4c8a-3a86-44bd-9a6a-0d4c8a3a86bd',
    questionnaire: { id: individualFollowUp.id, version: individualFollowUp.version },
    answers: {},
    basedOn: [],
    position: { section: '', question: null },
    told: null,
    startedAt: '2026-10-12T07:00:00.000Z',
    changedAt: '2026-10-12T07:00:00.000Z',
  },
  mode: 'open',
  stage: 'begun',
  savedAt: null,
  sentItemId: null,
  entry: null,
  conflicts: [],
  returned: null,
  ...changes,
});

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** A tablet whose disk answers when the test says so. What a test does not use throws. */
export class TabletForTests {
  readonly recorded: Recorded[] = [];
  readonly positions: (string | null)[] = [];
  readonly calls: string[] = [];
  /** What opening waits for. */
  openingWaits: Promise<void> = Promise.resolve();
  /** What opening and taking over give. */
  next: OpenedFollowUp = opened();
  submitGives: Awaited<ReturnType<TabletWorker['submit']>> = succeed({ itemId: 'sent' });

  readonly worker: TabletWorker = {
    ...unused,
    openFollowUp: async (id) => {
      this.calls.push(`open ${id}`);
      await this.openingWaits;
      return this.next;
    },
    takeOver: () => Promise.resolve(this.next),
    closeFollowUp: (id) => {
      this.calls.push(`close ${id}`);
      return Promise.resolve();
    },
    recordPosition: (_id, _section, question) => {
      this.positions.push(question);
      return Promise.resolve();
    },
    recordAnswer: (_id, question, answer, isTyping) => {
      const { promise, resolve } = Promise.withResolvers<Result<string, SaveProblem>>();
      const answerWith = (result: Result<string, SaveProblem>) => {
        resolve(result);
        return settle();
      };
      this.recorded.push({
        question,
        answer,
        isTyping,
        commit: () => answerWith(succeed(savedAt)),
        refuse: (problem) => answerWith(fail(problem)),
      });
      return promise;
    },
    submit: () => {
      this.calls.push('submit');
      return Promise.resolve(this.submitGives);
    },
    markCarriedOut: () => Promise.resolve(fail('occasion-missing')),
  };

  /** The n-th answer that reached the worker, from the first or, below zero, from the last. */
  at(index: number): Recorded {
    const found = this.recorded.at(index);
    if (found === undefined) throw new Error(`The worker was given ${this.recorded.length} answers`);
    return found;
  }
}

const never = (): never => {
  throw new Error('This test does not use it');
};

const unused: TabletWorker = {
  placements: never,
  start: never,
  adopt: never,
  signOut: never,
  passkeys: never,
  unlock: never,
  switchUser: never,
  protect: never,
  refusedDraft: never,
  acceptRefusedDraft: never,
  recovery: never,
  askForRecovery: never,
  withdrawRecovery: never,
  recover: never,
  suggestPassphrase: never,
  judgePassphrase: never,
  changePassphrase: never,
  slots: never,
  addPasskey: never,
  removeSlot: never,
  setLockAfter: never,
  lock: never,
  subscribe: never,
  worklist: never,
  openFollowUp: never,
  closeFollowUp: never,
  takeOver: never,
  startUnplanned: never,
  recordAnswer: never,
  recordPosition: never,
  references: never,
  flagWhenWritten: never,
  takeVersion: never,
  markCarriedOut: never,
  markNotCarriedOut: never,
  submit: never,
  takeBack: never,
  correct: never,
  settle: never,
  sendAgain: never,
  exportItem: never,
  copiesStanding: never,
  isOwnPassphrase: never,
  givePassphrase: never,
  draftNews: never,
  takeInCopies: never,
  chooseAnswer: never,
  exportDrafts: never,
  importDrafts: never,
  outbox: never,
  onDevice: never,
  syncNow: never,
  nudge: never,
  storageHealth: never,
};
