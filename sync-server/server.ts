import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { fail, succeed, type Result } from '#domain/result.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { keepAuditHeads } from './audit/keep-heads.ts';
import { openAuditKeys } from './audit/open-keys.ts';
import { guardAnswers, serveApp } from './app-files.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { openSqlite } from './database/sqlite.ts';
import { prepareRegister } from './first-start.ts';
import { sweepCopies } from './draft-copies/draft-copies.ts';
import { createHttp, type HttpOptions } from './http.ts';
import { openFactorKey } from './identity/factor-key.ts';
import { faultWords } from './log.ts';
import { createIntake } from './register/intake.ts';
import { readRules } from './retention/rules.ts';
import { runApprovedPurges } from './retention/run-purges.ts';
import { routes } from './routes.ts';
import { openKeysOf } from './sealing/open-sealing-keys.ts';

export interface RunningServer {
  readonly context: Context;
  readonly port: number;
  /** Takes no new requests, lets open ones finish, and closes the register. */
  readonly stop: () => Promise<void>;
}

export interface ServerOptions extends Pick<HttpOptions, 'limits' | 'log'> {
  readonly now?: () => Date;
  readonly randomId?: () => string;
  /** Puts something into the register before anybody can reach it: the demo city. */
  readonly fill?: (context: Context) => Promise<void>;
  /** Hears what an operator has to know. */
  readonly tell?: (words: string) => void;
}

const sweepEvery = 60 * 60 * 1000;

const wordsOfListening = (error: unknown, config: Config): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${config.port} is taken. Stop what uses it, or give PORT another number.`;
  if (code === 'EACCES')
    return `Port ${config.port} may not be used by this user. Give PORT a number above 1023.`;
  throw error;
};

/** Opens the register and serves it. What keeps it from starting, and an operator can put right, comes as a sentence. */
export const startServer = async (
  config: Config,
  { now = () => new Date(), randomId = randomUUID, fill, tell, ...options }: ServerOptions = {},
): Promise<Result<RunningServer, string>> => {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const database = openSqlite(join(config.dataDir, 'register.sqlite'));
  const auditKeys = await openAuditKeys(config, database.query, tell);
  if (!auditKeys.ok) {
    await database.close();
    return auditKeys;
  }
  openFactorKey(config, tell);
  const sealing = openKeysOf(config, now, tell);
  if (!sealing.ok) {
    await database.close();
    return sealing;
  }
  const { acceptsPlainUploads: acceptsPlain = false } = config;
  const audit = createAuditLog({ database, keys: auditKeys.value, now });
  const keyOf = sealing.value.uploadKey;
  const intake = createIntake({ database, now, randomId, keyOf, acceptsPlain, audit });
  const context: Context = { config, database, intake, audit, sealing: sealing.value, now, randomId };
  const rules = readRules(config);
  if (!rules.ok) {
    await database.close();
    return fail(`The rules of retention cannot be read: ${rules.problem}.`);
  }
  const prepared = await prepareRegister(context);
  if (!prepared.ok) {
    await database.close();
    return prepared;
  }
  await fill?.(context);

  const http = createHttp(context, routes, options);
  guardAnswers(http, config);
  if (config.appDir !== null) serveApp(http, config.appDir);
  try {
    await http.listen({ port: config.port, host: config.host });
  } catch (error) {
    await http.close();
    await database.close();
    return fail(wordsOfListening(error, config));
  }
  const sweeping = setInterval(() => {
    intake
      .sweep()
      .catch((error: unknown) =>
        console.error(`What has been held too long could not be swept: ${faultWords(error)}`),
      );
    database
      .write(async (transaction) => sweepCopies(transaction, now()))
      .catch((error: unknown) => console.error(`Copies of drafts could not be swept: ${faultWords(error)}`));
    runApprovedPurges(context).catch((error: unknown) =>
      console.error(`What was approved to be purged could not be: ${faultWords(error)}`),
    );
  }, sweepEvery);
  sweeping.unref();
  const heads = keepAuditHeads(context);

  return succeed({
    context,
    port: portOf(http.server.address()),
    stop: async () => {
      clearInterval(sweeping);
      await http.close();
      await heads.stop();
      await database.close();
    },
  });
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port');
  return address.port;
};
