import { readCopyState, readCopyStates, type CopyState } from '#device/draft-copies.ts';
import type { KeptDraft } from '#device/drafts.ts';
import { rewrapOwnerKey, type OwnerKey } from '#device/vault/owner-key.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createDraftTransport } from '#sync/draft-transport.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { CopiesStanding, CopyNews, DraftsWorker } from '../api-drafts.ts';
import type { CopiesContext } from './copies-context.ts';
import { fetchCopies } from './fetching.ts';
import { exportDrafts, importDrafts } from './files.ts';
import type { FollowUpContext } from '../follow-up-context.ts';
import { deviceNow } from './device-now.ts';
import { draftNewsOf, newsOf } from './news.ts';
import { seeToOwnerKey } from './owner.ts';
import { publishDraft } from './publishing.ts';
import { seeToSentElsewhere, sentFromElsewhere } from './sent-elsewhere.ts';
import { chooseBetween, takeInCopies } from './taking-in.ts';

/** Milliseconds without a keystroke in any draft after which copies are made: they are made beside the writing. */
const pause = 3_000;
const lookEvery = 1_000;
/** Milliseconds between two askings that nobody asked for. */
const betweenLooks = 5_000;
/** Milliseconds after which it is asked by itself. */
const longestWithoutLook = 60_000;
/** Milliseconds until the next try where the server did not answer. */
const rest = 30_000;

/** What may have changed in a draft since it was copied. */
const markOf = ({ draft, sent }: KeptDraft, isReceived: boolean): string =>
  [draft.changedAt, draft.told?.on, sent?.itemId, isReceived].join('|');

/**
 * The copies of the drafts of one open store: left with the server in the pauses of the writing, and fetched from there.
 * Nothing waits for it, and what it cannot do now it does later.
 */
export class CopyKeeper implements Omit<DraftsWorker, 'isOwnPassphrase'> {
  readonly #context: CopiesContext;
  readonly #tellOfChange: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #copied = new Map<string, string>();
  #states = new Map<string, CopyState>();
  #owner: OwnerKey | null = null;
  #refused = 0;
  #isFull = false;
  #notBefore = 0;
  #lookedAt = 0;
  #later: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  #work: Promise<void> = Promise.resolve();

  constructor(context: CopiesContext, tellOfChange: () => void) {
    this.#context = context;
    this.#tellOfChange = tellOfChange;
    this.#timer = setInterval(() => {
      const now = Date.now();
      if (now >= this.#notBefore && this.#due().length > 0) void this.#run(() => this.#publish());
      if (now >= Math.max(this.#notBefore, this.#lookedAt + longestWithoutLook)) void this.look();
    }, lookEvery);
    void this.#run(() => this.#reload());
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#later);
  }

  /** Fetches what is new, and leaves what is due. `passphrase`: in hand just now, for a key that is not here yet. */
  refresh(passphrase: string | null = null): Promise<void> {
    this.#lookedAt = Date.now();
    return this.#run(async () => {
      if (this.#owner === null || passphrase !== null) await this.#seeToKey(passphrase);
      if (this.#owner === null) return;
      const fetched = await fetchCopies(this.#context, this.#owner, this.#states);
      if (fetched === undefined) return;
      this.#refused = fetched.refused;
      this.#notBefore = 0;
      if (fetched.isNew) await this.#reload();
      await this.#seeToSent();
      await this.#publish();
    });
  }

  /** The same, or in a moment where it was done just now: something has come from the register. */
  async look(): Promise<void> {
    const wait = this.#lookedAt + betweenLooks - Date.now();
    if (wait <= 0) {
      await this.refresh();
      return;
    }
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      void this.refresh();
    }, wait);
  }

  /** The passphrase has been changed here: the key is wrapped anew, and left so with the server. */
  async rewrap(passphrase: string): Promise<void> {
    const { store, making } = this.#context;
    await this.#run(async () => {
      await rewrapOwnerKey(store.database, store.codec, passphrase, making);
      this.#owner = null;
    });
    void this.refresh();
  }

  /** What is to be done in a follow-up before it is opened for writing: in line with its writes. */
  async beforeOpening(followUpId: string): Promise<void> {
    await this.#context.store.writing.run(async () => {
      await seeToSentElsewhere(this.#context, followUpId);
      await takeInCopies(this.#context, followUpId);
    });
    await this.#renew(followUpId);
  }

  async copiesStanding(): Promise<CopiesStanding> {
    const { store } = this.#context;
    const open = [...store.drafts.values()].filter((kept) => kept.sent === null);
    const times = [...this.#states.values()].flatMap((state) => state.published?.at ?? []);
    return {
      state: store.copiesState,
      copiedAt: times.toSorted().at(-1) ?? null,
      drafts: open.length,
      uncopied: open.filter((kept) => this.#copied.get(kept.draft.followUpId) !== this.#mark(kept)).length,
      refused: this.#refused,
      isFull: this.#isFull,
    };
  }

  async givePassphrase(passphrase: string): Promise<Result<null, 'wrong-secret' | 'unreached'>> {
    const { store } = this.#context;
    let isWrong = false;
    await this.#run(async () => {
      isWrong = await this.#seeToKey(passphrase);
    });
    if (isWrong) return fail('wrong-secret');
    if (store.copiesState !== 'ready') return fail('unreached');
    await this.refresh();
    return succeed(null);
  }

  async draftNews(followUpId: string) {
    const news = this.#context.store.copies.get(followUpId);
    const state = this.#states.get(followUpId);
    return news && state ? draftNewsOf(news, state) : null;
  }

  async takeInCopies(followUpId: string): Promise<boolean> {
    const { store, editing } = this.#context;
    if (!editing.has(followUpId)) return false;
    const isTaken = await store.writing.run(() => takeInCopies(this.#context, followUpId));
    await this.#renew(followUpId);
    return isTaken;
  }

  async chooseAnswer(followUpId: string, place: string, choice: number): Promise<boolean> {
    const { store, editing } = this.#context;
    if (!editing.has(followUpId)) return false;
    const isChosen = await store.writing.run(() => chooseBetween(this.#context, followUpId, place, choice));
    await this.#renew(followUpId);
    return isChosen;
  }

  exportDrafts(followUpId: string | null) {
    return exportDrafts(this.#context, followUpId);
  }

  async importDrafts(text: string, passphrase: string) {
    const done = await importDrafts(this.#context, text, passphrase);
    if (done.ok) await this.#run(() => this.#reload());
    return done;
  }

  /** One after another, and one tab at a time; what goes wrong costs a copy, which is made another time. */
  #run(work: () => Promise<void>): Promise<void> {
    const lock = `foljsam-copies-${this.#context.store.database.name}`;
    this.#work = this.#work.then(async () => {
      if (this.#isClosed) return;
      try {
        await navigator.locks.request(lock, work);
      } catch (problem) {
        this.#notBefore = Date.now() + rest;
        if (!this.#isClosed) console.error(problem);
      }
    });
    return this.#work;
  }

  /** Says whether a passphrase was tried that opens nothing. */
  async #seeToKey(passphrase: string | null): Promise<boolean> {
    const found = await seeToOwnerKey(this.#context, passphrase);
    const { store } = this.#context;
    const isNew = found.state !== store.copiesState;
    store.copiesState = found.state;
    this.#owner = found.owner;
    if (isNew) this.#tellOfChange();
    return found.isWrong === true;
  }

  #mark(kept: KeptDraft): string {
    const isReceived = this.#context.store.sent.some(
      ({ record }) => record.id === kept.sent?.itemId && record.state === 'received',
    );
    return markOf(kept, isReceived);
  }

  /** The drafts to be looked at, once the writing pauses; of those that are sent, the ones that were once copied. */
  #due(): KeptDraft[] {
    if (this.#owner === null) return [];
    const drafts = [...this.#context.store.drafts.values()];
    const latest = Math.max(0, ...drafts.map((kept) => Date.parse(kept.draft.changedAt)));
    const since = Date.now() - latest;
    // A clock that was set back must not hold copies up for ever.
    if (since >= 0 && since < pause) return [];
    return drafts.filter(
      (kept) =>
        (kept.sent === null || this.#states.get(kept.draft.followUpId)?.published != null) &&
        this.#copied.get(kept.draft.followUpId) !== this.#mark(kept),
    );
  }

  async #publish(): Promise<void> {
    for (const kept of this.#due()) {
      if (this.#owner === null || this.#isClosed) return;
      const { followUpId } = kept.draft;
      const mark = this.#mark(kept);
      const done = await publishDraft(this.#context, this.#owner, followUpId);
      this.#isFull = done === 'full';
      if (done === 'done') this.#copied.set(followUpId, mark);
      else if (done === 'other-key') {
        await this.#seeToKey(null);
        return;
      } else {
        this.#notBefore = Date.now() + rest;
        return;
      }
      await this.#renew(followUpId);
      // There is network: what the other devices have is asked for too, behind this.
      void this.look();
    }
  }

  /** Closes drafts that another device has sent, where nobody has them open. */
  async #seeToSent(): Promise<void> {
    const { store, editing } = this.#context;
    let isAny = false;
    for (const kept of store.drafts.values()) {
      const { followUpId } = kept.draft;
      const followUp = store.reference.followUps.get(followUpId);
      if (followUp === undefined || sentFromElsewhere(store, followUp, kept) === undefined) continue;
      if (editing.has(followUpId) || !(await editing.acquire(followUpId))) continue;
      try {
        const isDone = await store.writing.run(() => seeToSentElsewhere(this.#context, followUpId));
        isAny ||= isDone;
      } finally {
        editing.release(followUpId);
      }
    }
    if (isAny) await this.#reload();
    const isOpen = (kept: KeptDraft): boolean => {
      const followUp = store.reference.followUps.get(kept.draft.followUpId);
      return followUp !== undefined && sentFromElsewhere(store, followUp, kept) !== undefined;
    };
    // It is in somebody's hands, or its sender has not told all of it: it is looked at again in a moment.
    if ([...store.drafts.values()].some(isOpen)) void this.look();
  }

  /** Reads what is known of one draft's copies anew, and tells where it is news. */
  async #renew(followUpId: string): Promise<void> {
    const { store } = this.#context;
    const state = await readCopyState(store.database, store.codec, followUpId);
    this.#states.set(followUpId, state);
    const news = newsOf(store, followUpId, state);
    if (JSON.stringify(news) === JSON.stringify(store.copies.get(followUpId))) return;
    const copies = new Map(store.copies);
    if (news === undefined) copies.delete(followUpId);
    else copies.set(followUpId, news);
    store.copies = copies;
    this.#tellOfChange();
  }

  async #reload(): Promise<void> {
    const { store } = this.#context;
    this.#states = await readCopyStates(store.database, store.codec);
    const copies = new Map<string, CopyNews>();
    for (const [followUpId, state] of this.#states) {
      const news = newsOf(store, followUpId, state);
      if (news !== undefined) copies.set(followUpId, news);
    }
    const isSame = JSON.stringify([...copies]) === JSON.stringify([...store.copies]);
    store.copies = copies;
    if (!isSame) this.#tellOfChange();
  }
}

/** Keeps the copies of the drafts of an open store. `tellOfChange`: the lists should be read again. */
export const keepCopies = (context: FollowUpContext, tellOfChange: () => void): CopyKeeper => {
  const { store, editing, now, randomId } = context;
  const making = { randomBytes: secureRandomBytes, randomId };
  const transport = createDraftTransport();
  return new CopyKeeper({ store, editing, now, making, transport, device: deviceNow() }, tellOfChange);
};
