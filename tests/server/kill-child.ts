/**
 * The register's store, intake and uploads endpoint as a process to be killed: the real ones, over real files and real
 * HTTP, without the rest of the server, so that it starts quickly. It loads, says `loaded`, and waits for one line of
 * JSON, the orders; then it opens the register, says `listening PORT`, and dies by SIGKILL where its orders say.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Database } from '#server/database/database.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { uploads } from '#server/endpoints/uploads.ts';
import { createHttp } from '#server/http.ts';
import { killOrders, type KillOrders } from './kill-orders.ts';
import { contextOf } from './register-context.ts';

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing more may happen before it comes.
  for (;;);
};

/** A thread that kills the process so many microseconds after it is told to, whatever the main thread is doing. */
const armKiller = async (microseconds: number): Promise<() => void> => {
  const trigger = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { workerData: [trigger, microseconds], parentPort } = require('node:worker_threads');
     parentPort.postMessage('armed');
     Atomics.wait(trigger, 0, 0);
     const until = performance.now() + microseconds / 1000;
     while (performance.now() < until);
     process.kill(process.pid, 'SIGKILL');`,
    { eval: true, workerData: [trigger, microseconds] },
  );
  await once(worker, 'message');
  return () => {
    Atomics.store(trigger, 0, 1);
    Atomics.notify(trigger, 0);
  };
};

/** The register's store, dying at the point that the orders name, at the commit of that number. */
const mortal = (database: Database, { point, commits }: KillOrders, checkpoint: () => void): Database => {
  let left = commits;
  return {
    ...database,
    write: async (work) => {
      left -= 1;
      if (left > 0) return database.write(work);
      if (point === 'before-commit') {
        return database.write(async (transaction) => {
          await work(transaction);
          return die();
        });
      }
      if (point === 'early-reply') {
        // The fault that the test must find: the answer goes out, and the commit never comes.
        return new Promise((resolve, reject) => {
          database
            .write(async (transaction) => {
              resolve(await work(transaction));
              await wait(20);
              return die();
            })
            .catch(reject);
        });
      }
      const value = await database.write(work);
      if (point === 'after-commit') return die();
      if (point === 'during-checkpoint') checkpoint();
      return value;
    },
  };
};

const serve = async (orders: KillOrders): Promise<void> => {
  const { point, microseconds, file } = orders;
  const needsKiller = point === 'at-start' || point === 'during-checkpoint';
  const kill = needsKiller ? await armKiller(microseconds) : die;
  if (point === 'at-start') kill();
  const database = openSqlite(file);
  const checkpoint = (): void => {
    const connection = new DatabaseSync(file);
    kill();
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  };
  const http = createHttp(contextOf(mortal(database, orders, checkpoint)), [uploads]);
  await http.listen({ port: 0, host: '127.0.0.1' });
  const address = http.server.address();
  process.stdout.write(`listening ${typeof address === 'object' ? address?.port : ''}\n`);
};

const input = createInterface({ input: process.stdin });
// Nobody is left to serve when whoever started it is gone.
input.on('close', () => process.exit(0));
input.once('line', (line) => void serve(killOrders.parse(JSON.parse(line))));
process.stdout.write('loaded\n');
