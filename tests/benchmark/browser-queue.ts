import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayIn } from '#domain/day.ts';
import type { Submission } from '#domain/follow-up/item.ts';
import { wholeAnswers } from '../server/seed.ts';
import { figure, median, type Figure } from './benchmark.ts';
import type { BrowserCity } from './browser-city.ts';
import type { MeasuredTablet } from './browser-tablet.ts';

const queued = 1_000;
const mostTimesFloor = 4;
/** Sent so many times, each time new ones; the median counts. */
const rounds = 5;
/** Milliseconds between filling the queue and sending it. */
const settling = 2_000;
/** Characters of free text that make a submission about 3 kB. */
const textLength = 2_100;

const submissionsFor = ({ planted }: BrowserCity): Submission[] => {
  const at = new Date().toISOString();
  const text = 'Hon trivs, skolan fungerar och kontakten med familjen är tät. '
    .repeat(40)
    .slice(0, textLength);
  return Array.from({ length: queued }, (_, index) => ({
    kind: 'submission',
    id: randomUUID(),
    // Not planned: so many visits are in nobody's plan.
    followUpId: randomUUID(),
    authorId: planted.userId,
    writtenAt: at,
    placementId: planted.placements[index % planted.placements.length] ?? '',
    questionnaire: { id: 'individual-follow-up', version: 1 },
    on: dayIn(new Date()),
    method: 'site-visit',
    basedOn: [],
    answers: {
      ...wholeAnswers({
        date: { value: dayIn(new Date()) },
        'anything-to-add': { value: text },
      }),
    },
  }));
};

interface Enqueued {
  readonly id: string;
  readonly followUpId: string;
  readonly authorId: string;
  readonly content: string;
  readonly about: string;
}

const toRecord = (item: Submission): Enqueued => ({
  id: item.id,
  followUpId: item.followUpId,
  authorId: item.authorId,
  content: Buffer.from(JSON.stringify(item)).toString('base64'),
  // As the plain codec writes it: where it lies, and what it is.
  about: JSON.stringify([
    `outbox|${item.id}|0|1`,
    {
      about: {
        unitName: 'Home first',
        initials: 'AB',
        caseNumber: '1',
        method: item.method,
        on: item.on,
        writtenAt: item.writtenAt,
      },
      item,
    },
  ]),
});

/** Puts the items, and no others, into the store's outbox as `sealItem` makes them; gives the store's name. Runs in the worker. */
const enqueue = async (items: readonly Enqueued[]): Promise<string> => {
  const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('foljsam-'))?.name;
  if (name === undefined) throw new Error('Nobody has a store on the tablet');
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(new Error('The store cannot be opened'));
    opening.onsuccess = () => {
      const database = opening.result;
      const stores = ['outbox', 'contents', 'shown', 'receipts'];
      const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
      for (const each of stores) transaction.objectStore(each).clear();
      for (const { about, content, ...item } of items) {
        const text = new TextEncoder().encode(about);
        const bytes = new Uint8Array(text.length + 1);
        bytes.set(text, 1);
        const rest = {
          kind: 'submission',
          keyId: 'plain',
          state: 'waiting',
          receipt: null,
          refusal: null,
          hasContent: true,
        };
        const adding = transaction.objectStore('outbox').add({ ...item, ...rest });
        adding.onsuccess = () => transaction.objectStore('contents').add({ seq: adding.result, content });
        transaction.objectStore('shown').add({ id: item.id, revision: 1, bytes });
      }
      transaction.oncomplete = () => {
        database.close();
        resolve(name);
      };
      transaction.onabort = () => reject(new Error('The items could not be put in the outbox'));
    };
  });
};

/** Asks the app to send, and waits until a receipt for each item is on the tablet; milliseconds. Runs in the page. */
const sendAll = async ([name, count]: readonly [string, number]): Promise<number> => {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(new Error('The store cannot be opened'));
  });
  const ask = <Value>(store: string, about: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      const request = about(database.transaction(store).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(`The ${store} cannot be read`));
    });
  // A batch's receipts are one record, under the number of the last of them.
  const lastOf = async (store: string): Promise<unknown> =>
    (await ask(store, (each) => each.getAllKeys())).at(-1);
  const last = await lastOf('outbox');
  const begin = performance.now();
  const synced = window.foljsamWatch.call('syncNow');
  // The app tells other tabs when receipts have been written; to look at the store all the time would take of its time.
  const took = await new Promise<number>((resolve, reject) => {
    const channel = new BroadcastChannel('foljsam-changes');
    setTimeout(() => reject(new Error('Not all receipts came')), 120_000);
    channel.onmessage = async () => {
      if ((await lastOf('receipts')) !== last) return;
      channel.close();
      resolve(performance.now() - begin);
    };
  });
  const records: unknown[] = await ask('receipts', (each) => each.getAll());
  const received = records.flatMap((record): unknown[] =>
    typeof record === 'object' && record !== null && 'results' in record && Array.isArray(record.results)
      ? record.results
      : [],
  );
  if (received.length !== count) throw new Error(`${received.length} receipts came`);
  await synced;
  database.close();
  return took;
};

/** Takes whatever it is sent and says thank you. */
const startSink = async (): Promise<{ server: Server; origin: string }> => {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sink listens at no port');
  return { server, origin: `http://localhost:${address.port}` };
};

/** One request from Chromium with so many bytes, to a server that only reads them; milliseconds, the median of five. */
const measureRequest = async ({ context }: MeasuredTablet, bytes: number): Promise<number> => {
  const { server, origin } = await startSink();
  const page = await context.newPage();
  await page.goto(origin);
  const times = await page.evaluate(async (length) => {
    const body = 'x'.repeat(length);
    const taken: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const begin = performance.now();
      await (await fetch('/', { method: 'POST', body, cache: 'no-store' })).text();
      taken.push(performance.now() - begin);
    }
    return taken;
  }, bytes);
  await page.close();
  server.close();
  server.closeAllConnections();
  return median(times);
};

const tables = ['follow_ups', 'items', 'revisions', 'entries', 'feed', 'rollup_cells', 'audit_log'] as const;

/** Puts the rows of a register into an empty copy of it, in one transaction with `synchronous=FULL`; milliseconds. */
const measureTransaction = async (registerFile: string): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'foljsam-benchmark-floor-'));
  const path = join(folder, 'register.sqlite');
  const source = new DatabaseSync(registerFile);
  source.prepare('VACUUM INTO ?').run(path);
  const rows = tables.map((table) => ({ table, rows: source.prepare(`SELECT * FROM ${table}`).all() }));
  source.close();
  const times: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const copy = join(folder, `${count}.sqlite`);
    await copyFile(path, copy);
    const database = new DatabaseSync(copy);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF');
    // What keeps the log from being emptied is no work of the disk's.
    const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
    for (const table of tables) database.exec(`DELETE FROM ${table}`);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const inserts = rows.map(({ table, rows: of }) => {
      const columns = Object.keys(of[0] ?? {});
      const marks = columns.map(() => '?').join();
      return {
        of: of.map((row): SQLInputValue[] => columns.map((column) => row[column] ?? null)),
        statement: database.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${marks})`),
      };
    });
    const begin = performance.now();
    database.exec('BEGIN IMMEDIATE');
    for (const { of, statement } of inserts) for (const values of of) statement.run(...values);
    database.exec('COMMIT');
    times.push(performance.now() - begin);
    database.close();
  }
  await rm(folder, { recursive: true, force: true });
  return median(times);
};

/** A thousand submissions from the outbox to their receipts, beside the least that could do it. */
export const measureQueue = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure> => {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const records = submissionsFor(city).map(toRecord);
    bytes = records.reduce((sum, record) => sum + record.content.length + 250, 0);
    const name = await tablet.worker().evaluate(enqueue, records);
    // A queue has grown over days: what the browser's own store does with all that was just put into it is no part.
    await new Promise((resolve) => setTimeout(resolve, settling));
    times.push(await tablet.page.evaluate(sendAll, [name, queued] as const));
  }
  const request = await measureRequest(tablet, bytes);
  const transaction = (await measureTransaction(city.registerFile)) / rounds;
  return figure(
    {
      name: '1,000 queued submissions of 3 kB to all receipts, Chromium',
      value: median(times),
      unit: 'ms',
      floor: request + transaction,
    },
    { mostTimes: mostTimesFloor },
  );
};
