import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { IdentityRecord } from '#device/database.ts';
import type { Scope } from '#domain/organisation/access.ts';
import { signatureHeader } from '#domain/signing.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { createAuditLog } from '#server/audit/audit-log.ts';
import { temporaryAuditKeys } from '#server/audit/audit-keys.ts';
import type { Config } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/database.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { uploads } from '#server/endpoints/uploads.ts';
import { createHttp } from '#server/http.ts';
import { readScope } from '#server/identity/scopes.ts';
import { createIntake } from '#server/register/intake.ts';
import { readChanges } from '#server/register/changes.ts';
import { backUp, beginNewEpoch } from '#server/register/backup.ts';
import { keysInMemory } from '#server/sealing/key-folder.ts';
import { openSealingKeys } from '#server/sealing/sealing-keys.ts';
import { dayIn } from '#domain/day.ts';
import type { Answered } from '#sync/reply.ts';
import { addPlacement, plant, type Seed } from '../server/seed.ts';

const text = (sv: string) => ({ sv });
const choices = ['yes', 'no', 'perhaps'].map((name) => ({ name, label: text(name) }));

/** Four questions, one of them relevant by another: all that a merge can go wrong about. */
const smallQuestionnaire: Questionnaire = {
  id: 'individual-follow-up',
  version: 1,
  title: text('Small'),
  sections: [
    {
      name: 'preparation',
      title: text('Preparation'),
      putTo: 'caseworker',
      voluntary: false,
      questions: [
        {
          name: 'method',
          kind: 'choice',
          label: text('Method'),
          mandatory: true,
          choices: ['site-visit', 'video-call'].map((name) => ({ name, label: text(name) })),
        },
        { name: 'date', kind: 'date', label: text('Date'), mandatory: true },
      ],
    },
    {
      name: 'client',
      title: text('Client'),
      putTo: 'client',
      voluntary: false,
      questions: [
        { name: 'first', kind: 'choice', label: text('First'), mandatory: true, choices, comment: true },
        { name: 'second', kind: 'long-text', label: text('Second'), mandatory: false },
        {
          name: 'third',
          kind: 'short-text',
          label: text('Third'),
          mandatory: true,
          relevant: { question: 'first', anyOf: ['yes'] },
        },
      ],
    },
  ],
};

const config: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: '',
  publicOrigin: null,
  isDemo: true,
  secret: null,
  allowsLocalAccounts: true,
  requiresSecondFactor: false,
  oidc: null,
  allowsLogging: false,
  appDir: null,
};

const auditKeys = temporaryAuditKeys();

/** A register planted once, to be copied for each run. */
export interface Template {
  readonly folder: string;
  readonly file: string;
  readonly seed: Seed;
  readonly secondCaseworker: string;
  readonly followUps: readonly { readonly id: string; readonly placementId: string }[];
}

/** Plants the register: three placements, two caseworkers of one team, and the tablets with who may use them. */
export const makeTemplate = async (
  tablets: readonly { readonly identity: IdentityRecord; readonly users: readonly ('first' | 'second')[] }[],
): Promise<Template> => {
  const folder = mkdtempSync(join(tmpdir(), 'foljsam-convergence-'));
  const file = join(folder, 'template.sqlite');
  const database = openSqlite(file, 'OFF');
  const now = () => new Date('2026-11-22T12:00:00.000Z');
  const intake = createIntake({ database, now, randomId: randomUUID });
  const audit = createAuditLog({ database, keys: auditKeys, now });
  const sealing = openSealingKeys(keysInMemory(), now);
  const context: Context = { config, database, intake, audit, sealing, now, randomId: randomUUID };
  await database.write(async ({ query }) => {
    for (const [name, value] of Object.entries({ epoch: randomUUID(), generation: '0', demo: '1' })) {
      await query.insertInto('settings').values({ name, value }).execute();
    }
    await query
      .insertInto('questionnaires')
      .values({
        id: 'individual-follow-up',
        version: 1,
        document: JSON.stringify(smallQuestionnaire),
        published_at: '2022-01-01T00:00:00.000Z',
      })
      .execute();
    await query
      .insertInto('feed')
      .values({
        channel: 'city',
        subject_kind: 'questionnaire',
        subject_id: 'individual-follow-up/1',
        position: 1,
      })
      .execute();
  });
  const seed = await plant(context);
  const secondCaseworker = randomUUID();
  const second = { placementId: randomUUID(), id: randomUUID() };
  await addPlacement(context, seed, 'first', second.placementId, second.id, { plannedOn: '2026-11-20' });
  await database.write(async ({ query }) => {
    await query
      .insertInto('users')
      .values({
        id: secondCaseworker,
        user_name: 'second',
        name: 'The second',
        initials: 'SE',
        roles: '["caseworker"]',
        password_hash: null,
        created_at: '2026-01-01T00:00:00.000Z',
      })
      .execute();
    await query
      .insertInto('memberships')
      .values({
        user_id: secondCaseworker,
        team_id: seed.teams.first,
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute();
    for (const { identity, users } of tablets) {
      await query
        .insertInto('devices')
        .values({
          id: identity.deviceId,
          label: 'tablet',
          public_key: JSON.stringify(identity.publicKey),
          enrolled_at: '',
          revoked_at: null,
        })
        .execute();
      for (const user of users) {
        const userId = user === 'first' ? seed.users.caseworker : secondCaseworker;
        await query
          .insertInto('device_users')
          .values({ device_id: identity.deviceId, user_id: userId, enrolled_at: '', seen_at: null })
          .execute();
      }
    }
  });
  await database.close();
  return {
    folder,
    file,
    seed,
    secondCaseworker,
    followUps: [{ id: seed.followUps.first, placementId: seed.placements.first }, second],
  };
};

/** Where the server is killed at its next write. */
export type KillPoint = 'before-commit' | 'after-commit';

class Killed extends Error {}

/** A server that dies over a request has died; anything else is a bug, and is told. */
const tellOfBug = (error: Error): void => {
  if (!(error instanceof Killed)) console.error(error);
};

/** The real intake over a real SQLite file, with a kill in it. What a killed one had not committed is gone. */
export class SimulatedServer {
  readonly #file: string;
  readonly #now: () => Date;
  #kill: KillPoint | null = null;
  #isDead = false;
  #database: Database;
  #context: Context;
  #http: FastifyInstance;
  readonly #backupFiles: string;
  #backups = 0;
  /** Changes whenever something may have been written. */
  writes = 0;

  constructor(template: Template, run: number, now: () => Date) {
    this.#file = join(template.folder, `run-${run}.sqlite`);
    this.#backupFiles = join(template.folder, `run-${run}.backup`);
    copyFileSync(template.file, this.#file);
    this.#now = now;
    [this.#database, this.#context, this.#http] = this.#open();
  }

  get database(): Database {
    return this.#database;
  }

  get context(): Context {
    return this.#context;
  }

  #open(): [Database, Context, FastifyInstance] {
    const inner = openSqlite(this.#file, 'OFF');
    const database: Database = {
      ...inner,
      write: async (work) => {
        const kill = this.#kill;
        this.writes += 1;
        const value = await inner.write(async (transaction) => {
          const done = await work(transaction);
          if (kill === 'before-commit') this.#die();
          return done;
        });
        if (kill === 'after-commit') this.#die();
        return value;
      },
    };
    const intake = createIntake({ database, now: this.#now, randomId: randomUUID });
    const audit = createAuditLog({ database, keys: auditKeys, now: this.#now });
    const sealing = openSealingKeys(keysInMemory(), this.#now);
    const context: Context = {
      config,
      database,
      intake,
      audit,
      sealing,
      now: this.#now,
      randomId: randomUUID,
    };
    return [database, context, createHttp(context, [uploads], { onBug: tellOfBug })];
  }

  #die(): never {
    this.#kill = null;
    this.#isDead = true;
    throw new Killed();
  }

  killAt(point: KillPoint): void {
    this.#kill = point;
  }

  async restart(): Promise<void> {
    this.#kill = null;
    this.#isDead = false;
    await this.#http.close();
    await this.#database.close();
    [this.#database, this.#context, this.#http] = this.#open();
  }

  /** What a tablet's push gets for an answer; null where the server died over it. */
  async push(body: string, signature: string): Promise<Answered | null> {
    const response = await this.#http.inject({
      method: 'POST',
      url: '/api/uploads',
      headers: { 'content-type': 'application/json', [signatureHeader]: signature },
      payload: body,
    });
    if (this.#isDead) {
      await this.restart();
      // What the server said before it died has been said; else there was no answer.
      if (response.statusCode !== 200) return null;
    }
    return {
      status: response.statusCode,
      contentType: String(response.headers['content-type'] ?? ''),
      retryAfter: null,
      body: response.body,
    };
  }

  /** A page of changes: of two where it matters what befalls between pages, of all where nothing does. */
  async pull(userId: string, cursor: string | null, limit = 2): Promise<Answered> {
    const scope = await this.scopeOf(userId);
    const page = await readChanges(this.#database, scope, cursor ?? undefined, limit, dayIn(this.#now()));
    return { status: 200, contentType: 'application/json', retryAfter: null, body: JSON.stringify(page) };
  }

  async scopeOf(userId: string): Promise<Scope> {
    const scope = await readScope(this.#database.query, userId);
    if (scope === null) throw new Error('No such user');
    return scope;
  }

  get hasBackup(): boolean {
    return this.#backups > 0;
  }

  async backUp(): Promise<void> {
    this.#kill = null;
    await backUp(this.#database, `${this.#backupFiles}-${this.#backups}`);
    this.#backups += 1;
  }

  /** Puts the last backup in the place of the register, or the one before. */
  async restore(isOlder: boolean): Promise<void> {
    await this.#http.close();
    await this.#database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#file + suffix, { force: true });
    copyFileSync(`${this.#backupFiles}-${Math.max(0, this.#backups - (isOlder ? 2 : 1))}`, this.#file);
    this.#kill = null;
    [this.#database, this.#context, this.#http] = this.#open();
    await beginNewEpoch(this.#database, randomUUID());
    this.writes += 1;
  }

  async close(): Promise<void> {
    await this.#http.close();
    await this.#database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#file + suffix, { force: true });
    for (let each = 0; each < this.#backups; each += 1) rmSync(`${this.#backupFiles}-${each}`);
  }
}
