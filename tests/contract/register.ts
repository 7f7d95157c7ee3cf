import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayIn } from '#domain/day.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { Item, Submission } from '#domain/follow-up/item.ts';
import type { Scope } from '#domain/organisation/access.ts';
import type { ChangesReply, ItemResult, UploadItem, UploadReply } from '#domain/protocol.ts';
import { readScope } from '#server/identity/scopes.ts';
import type { Context } from '#server/context.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { prepareRegister } from '#server/first-start.ts';
import { backUp, beginNewEpoch } from '#server/register/backup.ts';
import { readChanges } from '#server/register/changes.ts';
import { contextOf } from '../server/register-context.ts';
import { plant, submissionOf, type Person, type Seed } from '../server/seed.ts';
import { uploadOf } from '../server/visits.ts';

/** A register with the seed planted, whose clock stands until it is moved, and what tablets and people do with it. */
export class RegisterScenario {
  readonly seed: Seed;
  #now = new Date('2026-11-22T12:00:00.000Z');
  #context: Context;
  readonly #folder: string;

  private constructor(folder: string, context: Context, seed: Seed) {
    this.#folder = folder;
    this.#context = context;
    this.seed = seed;
  }

  static async begin(): Promise<RegisterScenario> {
    const folder = mkdtempSync(join(tmpdir(), 'foljsam-contract-'));
    const clock = { now: () => new Date() };
    const context = contextOf(openSqlite(join(folder, 'register.sqlite'), 'OFF'), () => clock.now());
    await prepareRegister(context);
    const scenario = new RegisterScenario(folder, context, await plant(context));
    clock.now = () => scenario.#now;
    return scenario;
  }

  get context(): Context {
    return this.#context;
  }

  get now(): Date {
    return this.#now;
  }

  /** Sets the register's clock. */
  set now(at: Date) {
    this.#now = at;
  }

  /** A submission by the caseworker of the first board: of her planned follow-up unless said otherwise. */
  visit(of: Partial<Submission> = {}): Submission {
    return submissionOf(this.seed, 'first', of).submission;
  }

  /** A correction of what was sent. */
  correction(of: Submission, more: Submission['answers'], change: Partial<Submission> = {}): Submission {
    return { ...of, id: randomUUID(), basedOn: [of.id], answers: { ...of.answers, ...more }, ...change };
  }

  withdrawal(of: Submission, change: Partial<Extract<Item, { kind: 'withdrawal' }>> = {}): Item {
    const { followUpId, authorId, writtenAt, id: submissionId } = of;
    return { kind: 'withdrawal', id: randomUUID(), followUpId, authorId, writtenAt, submissionId, ...change };
  }

  carriedOut(change: Partial<Extract<Item, { kind: 'carried-out' }>> = {}): Item {
    const { followUpId, authorId, writtenAt, placementId, questionnaire, on, method } = this.visit();
    const said = { followUpId, authorId, writtenAt, placementId, questionnaire, on, method };
    return { kind: 'carried-out', id: randomUUID(), ...said, ...change };
  }

  notCarriedOut(change: Partial<Extract<Item, { kind: 'not-carried-out' }>> = {}): Item {
    const { followUpId, authorId, writtenAt } = this.visit();
    const said = {
      followUpId,
      authorId,
      writtenAt,
      reason: 'client-absent' as const,
      comment: 'Not at home',
    };
    return { kind: 'not-carried-out', id: randomUUID(), ...said, ...change };
  }

  /** Sends uploads in one batch. */
  sendUploads(...items: UploadItem[]): Promise<UploadReply> {
    return this.#context.intake.receive({ protocol: 1, epoch: null, deviceId: randomUUID(), items });
  }

  /** Sends items in one batch; gives their receipts. */
  async send(...items: Item[]): Promise<ItemResult[]> {
    return (await this.sendUploads(...items.map(uploadOf))).results;
  }

  /** Sends one item; gives its receipt. */
  async sendOne(item: Item): Promise<ItemResult> {
    const [result] = await this.send(item);
    if (result === undefined) throw new Error('No receipt came');
    return result;
  }

  async scopeOf(who: Person): Promise<Scope> {
    const scope = await readScope(this.#context.database.query, this.seed.users[who]);
    if (scope === null) throw new Error(`${who} is not active`);
    return scope;
  }

  /** A page of what has changed for somebody. */
  async changes(who: Person, cursor?: string, limit = 200): Promise<ChangesReply> {
    const { database } = this.#context;
    return readChanges(database, await this.scopeOf(who), cursor, limit, dayIn(this.#now));
  }

  /** The follow-up as it is told to somebody from the beginning; undefined where she does not see it. */
  async followUp(
    who: Person = 'caseworker',
    followUpId = this.seed.followUps.first,
  ): Promise<FollowUpView | undefined> {
    const { changes } = await this.changes(who);
    const told = changes.find((each) => each.kind === 'follow-up' && each.id === followUpId);
    return told?.kind === 'follow-up' ? told.body : undefined;
  }

  /** How many follow-ups are counted as carried out, and how many as registered. */
  async counted(): Promise<{ carriedOut: number; registered: number }> {
    const rows = await this.#context.database.query
      .selectFrom('rollups')
      .select(['outcome', 'count'])
      .where('question', '=', '-')
      .execute();
    const sum = (outcome: string) =>
      rows.filter((row) => row.outcome === outcome).reduce((total, row) => total + row.count, 0);
    return { carriedOut: sum('carried-out'), registered: sum('registered') };
  }

  /** How many revisions the register holds of everything. */
  async countRevisions(): Promise<number> {
    const rows = await this.#context.database.query.selectFrom('revisions').select('id').execute();
    return rows.length;
  }

  /** Changes the register beside all rules, as an import or a planner would. */
  async run(sql: string, ...values: (string | number | null)[]): Promise<void> {
    await this.#context.database.write(async (transaction) => {
      transaction.prepare(sql).run(...values);
    });
  }

  /** Makes a backup under a name. */
  backUp(name: string): Promise<number> {
    return backUp(this.#context.database, join(this.#folder, name));
  }

  /** Puts a backup back in place of the register. */
  async restore(name: string): Promise<void> {
    const file = join(this.#folder, 'register.sqlite');
    await this.#context.database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    copyFileSync(join(this.#folder, name), file);
    this.#context = contextOf(openSqlite(file, 'OFF'), () => this.#now);
    await beginNewEpoch(this.#context.database, randomUUID());
  }

  async end(): Promise<void> {
    await this.#context.database.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
