import type { IdentityRecord } from '#device/database.ts';
import { readDraft } from '#device/drafts.ts';
import { requeueItem } from '#device/outbox.ts';
import { readOutbox } from '#device/outbox-rows.ts';
import { isSameAnswer, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import { changesReply, uploadReply } from '#domain/protocol.ts';
import { ancestry } from '#domain/register/history.ts';
import type { Answered } from '#sync/reply.ts';
import { historyOf } from '#server/register/register-store.ts';
import { changeCustody } from '#server/organisation/custody-store.ts';
import { decide } from '#server/register/review-desk.ts';
import { correct, takeBack } from '#worker/corrections.ts';
import { markCarriedOut } from '#worker/occasions.ts';
import { openFollowUp } from '#worker/opening.ts';
import { settle } from '#worker/settling.ts';
import { submit } from '#worker/submissions.ts';
import { recordAnswer, recordPosition } from '#worker/writing.ts';
import { findFollowUp } from '#worker/worklist.ts';
import { SimulatedServer, type Template } from './register.ts';
import { codecs, Crash, Seat, type Tab } from './tablet.ts';

/** One thing that somebody does, or that befalls. Numbers choose among what there is at the time. */
export interface Command {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A promise of Följsam's that was broken, with what it was about. */
class BrokenPromise extends Error {}

const promise = (isKept: boolean, what: string): void => {
  if (!isKept) throw new BrokenPromise(what);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a person did and was told, kept apart from the system that is tested. */
interface Sent {
  readonly itemId: string;
  readonly seat: Seat;
  readonly followUpId: string;
  isUnsent: boolean;
  /** A refused one whose place a correction took: it may have come in before it was refused, or not. */
  isReplaced: boolean;
}

interface Action {
  readonly name: string;
  /** Nothing of it happens on a tablet: what is there was looked at when something did. */
  readonly isElsewhere?: boolean;
  readonly do: (seat: Seat, command: Command) => Promise<void>;
}

/** Of a page that nothing befalls in the middle of. */
const inOnePage = 500;

/** So often everybody sends and fetches until all is at rest; what is not by then never will be. */
const mostRounds = 3;

const texts = ['', 'a', 'b', 'longer text'];
const firsts = ['yes', 'no', 'perhaps'];

const answer = (status: number, body: unknown, contentType = 'application/problem+json'): Answered => ({
  status,
  contentType,
  retryAfter: null,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const problem = (status: number, code: string): Answered =>
  answer(status, { type: '', title: '', status, code });
const guestNetwork = answer(200, '<html>Sign in to the guest network</html>', 'text/html');
const cutShort = (full: Answered): Answered => ({
  ...full,
  body: full.body.slice(0, Math.floor(full.body.length / 2)),
});

/** The world in which a run happens: two tablets, two people, a register, and a network that does as it likes. */
export class World {
  readonly #template: Template;
  readonly server: SimulatedServer;
  readonly seats: readonly Seat[];
  #time = Date.parse('2026-11-22T12:00:00.000Z');
  #chance: number;
  /** What each person has typed in the draft that is open, by seat and follow-up. */
  readonly #typed = new Map<string, Record<string, Answer>>();
  readonly #sent: Sent[] = [];
  readonly #acknowledged = new Map<string, { epoch: number; receipt: number }>();
  readonly #revisions = new Map<string, string>();
  readonly #heads = new Map<string, string>();
  readonly #numbers = new Map<string, string>();
  readonly #late: { body: string; signature: string }[] = [];
  #epoch = 0;
  #checkedWrites = -1;
  readonly log: string[] = [];
  /** How often something befell: the network, the register, or the tablet in the middle of its work. */
  faults = 0;

  constructor(template: Template, identities: readonly [IdentityRecord, IdentityRecord], run: number) {
    this.#template = template;
    this.#chance = run + 1;
    const now = () => this.#time;
    this.server = new SimulatedServer(template, run, () => new Date(this.#time));
    const [shared, own] = identities;
    const [sharedClock, ownClock] = [{ skew: 0 }, { skew: 0 }];
    const first = template.seed.users.caseworker;
    this.seats = [
      new Seat(first, shared, sharedClock, now, codecs.plain),
      new Seat(template.secondCaseworker, shared, sharedClock, now, codecs.plain),
      new Seat(first, own, ownClock, now, codecs.sealed),
    ];
  }

  /** Jitter and the like, from the run's own numbers. */
  random = (): number => {
    this.#chance = (this.#chance * 48_271) % 2_147_483_647;
    return this.#chance / 2_147_483_647;
  };

  async begin(): Promise<void> {
    for (const seat of this.seats) await this.#pullAll(seat);
  }

  /** Does one command; throws `BrokenPromise` where the system did not keep its word. */
  async do(command: Command): Promise<void> {
    this.#time += 1000 + (command.c % 60_000);
    const seat = this.#pick(this.seats, command.a);
    const action = this.#pick(this.#actions, command.kind);
    this.log.push(`${action.name} ${this.seats.indexOf(seat)} ${command.b} ${command.c}`);
    try {
      await action.do(seat, command);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      seat.crash();
    }
    await this.#checkRegister();
    if (action.isElsewhere !== true) await this.#checkSeat(seat);
  }

  #pick<Value>(from: readonly Value[], by: number): Value {
    const chosen = from[by % from.length];
    if (chosen === undefined) throw new Error('Nothing to choose from');
    return chosen;
  }

  readonly #actions: readonly Action[] = [
    { name: 'edit', do: (seat, command) => this.#edit(seat, command) },
    { name: 'edit', do: (seat, command) => this.#edit(seat, command) },
    { name: 'edit', do: (seat, command) => this.#edit(seat, command) },
    { name: 'fill and send', do: (seat, command) => this.#send(seat, command) },
    { name: 'fill and send', do: (seat, command) => this.#send(seat, command) },
    { name: 'take back', do: (seat, command) => this.#takeBack(seat, command) },
    { name: 'correct', do: (seat, command) => this.#correct(seat, command) },
    { name: 'correct', do: (seat, command) => this.#correct(seat, command) },
    { name: 'settle', do: (seat, command) => this.#settle(seat, command) },
    { name: 'carried out', do: (seat, command) => this.#markCarriedOut(seat, command) },
    { name: 'push', do: (seat) => this.#push(seat, null, null) },
    { name: 'push', do: (seat) => this.#push(seat, null, null) },
    { name: 'push in bad weather', do: (seat, { b }) => this.#push(seat, b, null) },
    { name: 'push in bad weather', do: (seat, { b }) => this.#push(seat, b, null) },
    { name: 'push and crash', do: (seat, { b, c }) => this.#push(seat, c % 3 === 0 ? b : null, b % 6) },
    { name: 'pull', do: (seat, { b }) => this.#pull(seat, b) },
    { name: 'pull', do: (seat, { b }) => this.#pull(seat, b) },
    {
      name: 'crash',
      do: async (seat) => {
        this.faults += 1;
        seat.crash();
      },
    },
    { name: 'second tab', do: (seat, command) => this.#secondTab(seat, command) },
    {
      name: 'clock jump',
      do: async (seat, { b, c }) => void (seat.clock.skew += (b % 2 === 0 ? 1 : -1) * (c % 7) * 3_600_000),
    },
    {
      name: 'kill',
      isElsewhere: true,
      do: async (_seat, { b }) => {
        this.faults += 1;
        this.server.killAt(b % 2 === 0 ? 'before-commit' : 'after-commit');
      },
    },
    { name: 'late delivery', isElsewhere: true, do: () => this.#deliver() },
    { name: 'backup', isElsewhere: true, do: () => this.server.backUp() },
    { name: 'restore', isElsewhere: true, do: (_seat, { c }) => this.#restore(c) },
    { name: 'assignment', isElsewhere: true, do: (_seat, command) => this.#reassign(command) },
    { name: 'review', isElsewhere: true, do: (_seat, command) => this.#review(command) },
    { name: 'desk', isElsewhere: true, do: (_seat, command) => this.#desk(command) },
    {
      name: 'days',
      isElsewhere: true,
      do: async (_seat, { c }) => void (this.#time += (c % 3) * 86_400_000),
    },
  ];

  #followUp(by: number) {
    return this.#pick(this.#template.followUps, by);
  }

  #key(seat: Seat, followUpId: string): string {
    return `${this.seats.indexOf(seat)}/${followUpId}`;
  }

  /** Opens a follow-up in the seat's tab; what it shows is what the person then has before her. */
  async #open(seat: Seat, followUpId: string, which = 0): Promise<{ tab: Tab; mode: string } | null> {
    const tab = seat.tabs[which % Math.max(1, seat.tabs.length)] ?? (await seat.tab());
    await tab.context.editing.takeOver(followUpId);
    const opened = await openFollowUp(tab.context, followUpId);
    if (opened === null) return null;
    if (opened.mode === 'open') {
      const typed = this.#typed.get(this.#key(seat, followUpId));
      if (typed) this.#sameAs(opened.draft.answers, typed, 'opening shows what was typed');
      else this.#typed.set(this.#key(seat, followUpId), { ...opened.draft.answers });
    }
    return { tab, mode: opened.mode };
  }

  #sameAs(found: Answers, expected: Answers, what: string): void {
    for (const question of new Set([...Object.keys(found), ...Object.keys(expected)])) {
      promise(isSameAnswer(found[question], expected[question]), `${what}: ${question}`);
    }
  }

  async #record(
    tab: Tab,
    seat: Seat,
    followUpId: string,
    question: string,
    answer: Answer,
    isTyping: boolean,
  ) {
    const saved = await recordAnswer(tab.context, followUpId, question, answer, isTyping);
    promise(saved.ok, 'an open follow-up takes an answer');
    const typed = this.#typed.get(this.#key(seat, followUpId)) ?? {};
    typed[question] = answer;
    this.#typed.set(this.#key(seat, followUpId), typed);
  }

  async #edit(seat: Seat, { b, c }: Command): Promise<void> {
    const { id } = this.#followUp(b);
    const opened = await this.#open(seat, id, c);
    if (opened?.mode !== 'open') return;
    const change = this.#pick<[string, Answer]>(
      [
        ['first', { value: this.#pick(firsts, c) }],
        ['first', { value: this.#pick(firsts, c), comment: this.#pick(texts, b) }],
        ['second', { value: this.#pick(texts, c) }],
        ['third', { value: `${this.#pick(texts, c)}!` }],
        ['second', {}],
      ],
      b + c,
    );
    await this.#record(opened.tab, seat, id, ...change, c % 2 === 0);
    if (c % 5 === 0) await recordPosition(opened.tab.context, id, 'client', change[0]);
  }

  async #send(seat: Seat, { b, c }: Command): Promise<void> {
    const { id } = this.#followUp(b);
    const opened = await this.#open(seat, id);
    if (opened?.mode !== 'open') return;
    const { tab } = opened;
    const typed = this.#typed.get(this.#key(seat, id)) ?? {};
    if (typed['first']?.value === undefined)
      await this.#record(tab, seat, id, 'first', { value: this.#pick(firsts, c) }, false);
    if ((typed['third']?.value ?? '') === '')
      await this.#record(tab, seat, id, 'third', { value: 'third' }, false);
    const sent = await submit(tab.context, id);
    promise(sent.ok, 'a whole follow-up can be sent');
    if (sent.ok) this.#noteSent(seat, id, sent.value.itemId);
  }

  #noteSent(seat: Seat, followUpId: string, itemId: string): void {
    this.#typed.delete(this.#key(seat, followUpId));
    this.#sent.push({ itemId, seat, followUpId, isUnsent: false, isReplaced: false });
  }

  async #takeBack(seat: Seat, { b }: Command): Promise<void> {
    const { id } = this.#followUp(b);
    const tab = await seat.tab();
    await tab.store.loadDraft(id);
    await tab.store.loadOutbox();
    const kept = tab.store.drafts.get(id);
    if (!kept?.sent) return;
    await tab.context.editing.takeOver(id);
    const wasRefused = this.#isRefused(tab, kept.sent.itemId);
    const taken = await takeBack(tab.context, kept.sent.itemId);
    if (!taken.ok) return;
    const sent = this.#sent.find((each) => each.itemId === kept.sent?.itemId);
    if (sent && wasRefused) sent.isReplaced = true;
    else if (sent && taken.value === 'unsent') sent.isUnsent = true;
    this.#typed.set(this.#key(seat, id), { ...tab.store.drafts.get(id)?.draft.answers });
  }

  #isRefused(tab: Tab, itemId: string): boolean {
    return tab.store.sent.some(({ record }) => record.id === itemId && record.state === 'refused');
  }

  async #correct(seat: Seat, { b }: Command): Promise<void> {
    const { id } = this.#followUp(b);
    const tab = await seat.tab();
    await tab.context.editing.takeOver(id);
    await tab.store.loadDraft(id);
    const before = tab.store.drafts.get(id);
    if (before?.sent === null) return;
    const known = findFollowUp(tab.store.contents(), id);
    if (known === undefined || (before === undefined && known.entry === null)) return;
    const sent = this.#sent.find((each) => each.itemId === before?.sent?.itemId);
    const wasRefused = sent !== undefined && this.#isRefused(tab, sent.itemId);
    const corrected = await correct(tab.context, id);
    if (!corrected.ok) return;
    if (sent && wasRefused) sent.isReplaced = true;
    this.#typed.set(this.#key(seat, id), { ...tab.store.drafts.get(id)?.draft.answers });
  }

  async #settle(seat: Seat, { b, c }: Command): Promise<void> {
    const { id } = this.#followUp(b);
    const tab = await seat.tab();
    const view = tab.store.reference.followUps.get(id);
    const conflict = view?.conflicts[0];
    await tab.store.loadDraft(id);
    // Somebody who is writing settles by sending; the lists offer the choice where nothing is open.
    if (!conflict || tab.store.drafts.get(id)?.sent === null) return;
    await tab.context.editing.takeOver(id);
    const side = c % 2 === 0 ? 'head' : 'mine';
    const choices = Object.fromEntries(conflict.questions.map((question) => [question, side] as const));
    const settled = await settle(tab.context, id, conflict.submissionId, choices);
    if (!settled.ok) return;
    const kept = tab.store.drafts.get(id);
    if (kept?.sent) this.#noteSent(seat, id, kept.sent.itemId);
    else this.#typed.set(this.#key(seat, id), { ...kept?.draft.answers });
  }

  async #markCarriedOut(seat: Seat, { b }: Command): Promise<void> {
    const { id } = this.#followUp(b);
    const opened = await this.#open(seat, id);
    if (opened?.mode === 'open') await markCarriedOut(opened.tab.context, id);
  }

  async #secondTab(seat: Seat, { b, c }: Command): Promise<void> {
    if (seat.tabs.length < 2) await seat.openTab();
    await this.#edit(seat, { kind: 0, a: 0, b, c: c | 1 });
  }

  async #push(seat: Seat, fault: number | null, effectsLeft: number | null): Promise<void> {
    const faults: ((body: string, signature: string) => Promise<Answered | null>)[] = [
      () => Promise.resolve(null),
      async (body, signature) => {
        await this.server.push(body, signature);
        return null;
      },
      async (body, signature) => {
        await this.server.push(body, signature);
        return this.server.push(body, signature);
      },
      async (body, signature) => {
        this.#late.push({ body, signature });
        return null;
      },
      async (body, signature) => {
        const full = await this.server.push(body, signature);
        return full && cutShort(full);
      },
      () => Promise.resolve(problem(401, 'unknown-device')),
      () => Promise.resolve(problem(413, 'too-large')),
      () => Promise.resolve(problem(429, 'too-many-requests')),
      () => Promise.resolve(problem(500, 'internal')),
      () => Promise.resolve(guestNetwork),
      (body, signature) => this.server.push(`${body} `, signature),
    ];
    let isFaulty = fault !== null;
    if (isFaulty || effectsLeft !== null) this.faults += 1;
    const send = async (body: string, signature: string): Promise<Answered | null> => {
      if (!isFaulty || fault === null) return this.#noteAnswer(await this.server.push(body, signature));
      isFaulty = false;
      return this.#noteAnswer(await this.#pick(faults, fault)(body, signature));
    };
    await seat.push(send, this.random, { effectsLeft });
    // What was refused for the network's sake, somebody sends again.
    const { store } = await seat.tab();
    for (const { record } of store.sent)
      if (record.state === 'refused') await requeueItem(store.database, record.id);
    await store.loadOutbox();
  }

  /** A receipt in a tablet's hands is a promise from then on. */
  #noteAnswer(answered: Answered | null): Answered | null {
    if (answered?.status !== 200 || !answered.contentType.includes('json')) return answered;
    const read = uploadReply.safeParse(parseJson(answered.body));
    // Cut short: the tablet cannot read it either.
    for (const { id, receipt } of read.success ? read.data.results : []) {
      if (receipt > 0) this.#acknowledged.set(id, { epoch: this.#epoch, receipt });
    }
    return answered;
  }

  async #pull(seat: Seat, b: number): Promise<void> {
    let pages = b % 4 === 0 ? b % 3 : Number.POSITIVE_INFINITY;
    const ask = (cursor: string | null) => this.server.pull(seat.userId, cursor);
    // What a page comes to, where something befalls it: each by itself ends the round.
    const faults: ((cursor: string | null) => Promise<Answered | null>)[] = [
      () => Promise.resolve(null),
      async (cursor) => {
        await ask(cursor);
        return null;
      },
      async (cursor) => {
        const full = await ask(cursor);
        return full && cutShort(full);
      },
      () => Promise.resolve(problem(401, 'not-signed-in')),
      () => Promise.resolve(problem(429, 'too-many-requests')),
      () => Promise.resolve(problem(500, 'internal')),
      () => Promise.resolve(guestNetwork),
    ];
    if (pages < Number.POSITIVE_INFINITY) this.faults += 1;
    await seat.pull(async (cursor) => {
      pages -= 1;
      return pages < 0 ? this.#pick(faults, b >> 2)(cursor) : ask(cursor);
    });
  }

  /** Fetches everything, in as few pages as there are. */
  async #pullAll(seat: Seat): Promise<void> {
    await seat.pull((cursor) => this.server.pull(seat.userId, cursor, inOnePage));
  }

  async #deliver(): Promise<void> {
    for (const { body, signature } of this.#late.splice(0)) await this.server.push(body, signature);
  }

  async #restore(c: number): Promise<void> {
    // Rare, as it is: every third asking.
    if (!this.server.hasBackup || c % 3 !== 0) return;
    this.faults += 1;
    await this.server.restore(c % 2 === 0);
    this.#epoch += 1;
    this.#heads.clear();
  }

  async #reassign({ b, c }: Command): Promise<void> {
    const { placementId } = this.#followUp(b);
    const { seed } = this.#template;
    const scope = await this.server.scopeOf(seed.users.coordinator);
    const { database } = this.server.context;
    await this.#orDie(() =>
      database.write(async (transaction) => {
        const teamId = c % 2 === 0 ? seed.teams.first : seed.teams.other;
        const caseworkerId = c % 2 === 0 ? seed.users.caseworker : seed.users.otherCaseworker;
        await changeCustody(transaction, scope, placementId, { teamId, caseworkerId }, new Date(this.#time));
      }),
    );
  }

  async #review({ b, c }: Command): Promise<void> {
    const { id: followUpId } = this.#followUp(b);
    const scope = await this.server.scopeOf(this.#template.seed.users.coordinator);
    const head = this.#heads.get(followUpId);
    if (head === undefined) return;
    await this.#orDie(() =>
      this.server.context.database.write(async (transaction) => {
        const decision =
          c % 2 === 0
            ? { decision: 'approved' as const }
            : { decision: 'returned' as const, comments: [{ question: 'first', text: 'Say more' }] };
        const using = { id: crypto.randomUUID(), at: new Date(this.#time).toISOString() };
        await decide(transaction, scope, { followUpId, head, decision }, using);
      }),
    );
  }

  /** The coordinator takes in or dismisses what was set aside. */
  async #desk({ c }: Command): Promise<void> {
    const scope = await this.server.scopeOf(this.#template.seed.users.coordinator);
    const waiting = await this.server.database.query
      .selectFrom('items')
      .select('id')
      .where('status', '=', 'set-aside')
      .where('settled_at', 'is', null)
      .executeTakeFirst();
    if (waiting === undefined) return;
    const decision = c % 2 === 0 ? 'take-in' : 'dismiss';
    await this.#orDie(() =>
      this.server.context.intake.settleSetAside(scope, waiting.id, { decision, comment: 'seen' }),
    );
  }

  /** Does what the office does; a server that dies over it is started again. */
  async #orDie(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch {
      await this.server.restart();
    }
  }

  /** What the register promises at every moment. */
  async #checkRegister(): Promise<void> {
    // Looked at already: nothing has been written since, and nothing acknowledged without.
    if (this.#checkedWrites === this.server.writes) return;
    const { query } = this.server.database;
    const revisions = await query
      .selectFrom('revisions')
      .select(['id', 'based_on', 'answers', 'follow_up_id'])
      .execute();
    for (const row of revisions) {
      const content = `${row.based_on} ${row.answers}`;
      promise((this.#revisions.get(row.id) ?? content) === content, 'a revision is never overwritten');
      this.#revisions.set(row.id, content);
    }
    const items = new Map(
      (await query.selectFrom('items').select(['id', 'status']).execute()).map((row) => [row.id, row]),
    );
    for (const [id, { epoch }] of this.#acknowledged) {
      promise(epoch !== this.#epoch || items.has(id), 'what was acknowledged is on disk');
    }
    for (const sent of this.#sent)
      promise(!sent.isUnsent || !items.has(sent.itemId), 'what was taken back unsent never arrives');
    for (const entry of await query
      .selectFrom('entries')
      .select(['follow_up_id', 'number', 'head_id'])
      .execute()) {
      promise(
        (this.#numbers.get(entry.number) ?? entry.follow_up_id) === entry.follow_up_id,
        'a number is given once',
      );
      this.#numbers.set(entry.number, entry.follow_up_id);
      const before = this.#heads.get(entry.follow_up_id);
      if (before !== undefined && before !== entry.head_id) {
        const isBuiltOn = await this.server.context.database.write(async (transaction) =>
          ancestry(historyOf(transaction, entry.follow_up_id), [entry.head_id]).has(before),
        );
        promise(isBuiltOn, 'a new head builds on the one before');
      }
      this.#heads.set(entry.follow_up_id, entry.head_id);
    }
    this.#checkedWrites = this.server.writes;
  }

  /** What a tablet promises at every moment. */
  async #checkSeat(seat: Seat): Promise<void> {
    const { store } = await seat.tab();
    for (const { id } of this.#template.followUps) {
      const typed = this.#typed.get(this.#key(seat, id));
      if (typed === undefined) continue;
      const kept = await readDraft(store.database, store.codec, id);
      if (kept === undefined)
        promise(
          Object.keys(typed).every((each) => ['method', 'date'].includes(each)),
          'a draft stays',
        );
      else if (kept.sent === null) this.#sameAs(kept.draft.answers, typed, 'what was typed is on disk');
    }
    const outbox = new Map((await readOutbox(store.database)).map((record) => [record.id, record]));
    for (const sent of this.#sent) {
      if (sent.seat !== seat || sent.isUnsent || sent.isReplaced) continue;
      const record = outbox.get(sent.itemId);
      promise(record !== undefined, 'what was sent stays in the list');
      promise(
        record?.hasContent === true || record?.receipt !== null,
        'nothing leaves the outbox without a final result',
      );
    }
  }

  /** All is well again: everything arrives, and everybody sees the same. */
  async heal(): Promise<void> {
    this.server.killAt('after-commit');
    await this.server.restart();
    await this.#deliver();
    for (let round = 0; round < mostRounds && (round === 0 || !(await this.#isAtRest())); round += 1) {
      for (const seat of this.seats) {
        this.#time += 3_600_000;
        await this.#push(seat, null, null);
        await this.#pullAll(seat);
      }
      this.#time += 8 * 86_400_000;
      await this.server.context.intake.sweep();
    }
    await this.#checkRegister();
    const items = new Map(
      (await this.server.database.query.selectFrom('items').select(['id', 'status']).execute()).map((row) => [
        row.id,
        row,
      ]),
    );
    for (const seat of this.seats) {
      await this.#checkSeat(seat);
      const { store } = await seat.tab();
      for (const record of await readOutbox(store.database)) {
        promise(
          record.state === 'received',
          `everything arrives in the end: ${record.kind} is ${record.state}`,
        );
        promise(items.get(record.id) !== undefined, 'what was sent is in the register in the end');
        promise(items.get(record.id)?.status !== 'held', 'nothing is held for ever');
      }
      await this.#checkView(seat);
    }
  }

  /** Nothing waits on any tablet or is held in the register. */
  async #isAtRest(): Promise<boolean> {
    for (const seat of this.seats) {
      const { database } = (await seat.tab()).store;
      if ((await readOutbox(database)).some(({ state }) => state !== 'received')) return false;
    }
    const held = this.server.database.query.selectFrom('items').select('id').where('status', '=', 'held');
    return (await held.executeTakeFirst()) === undefined;
  }

  /** The tablet shows what the register would tell it from the beginning. */
  async #checkView(seat: Seat): Promise<void> {
    const { store } = await seat.tab();
    await this.#pullAll(seat);
    const told = new Map<string, unknown>();
    let cursor: string | null = null;
    for (let more = true; more;) {
      const answered = await this.server.pull(seat.userId, cursor, inOnePage);
      const page = changesReply.parse(parseJson(answered.body));
      for (const change of page.changes) if (change.kind === 'follow-up') told.set(change.id, change.body);
      ({ cursor, more } = page);
    }
    for (const [id, body] of told) {
      promise(
        JSON.stringify(store.reference.followUps.get(id)) === JSON.stringify(body),
        'the tablet has what it may see',
      );
    }
    for (const id of store.reference.followUps.keys()) {
      const isKept = (await store.loadDraft(id))?.sent === null;
      promise(told.has(id) || isKept, 'the tablet has nothing that it may not see, but work of its own');
    }
  }

  async end(): Promise<void> {
    for (const seat of this.seats) await seat.destroy();
    await this.server.close();
  }
}
