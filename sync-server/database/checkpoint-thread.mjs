/**
 * The thread of `Checkpointer`: at each message it moves the write-ahead log of the register into the file.
 * JavaScript, for a thread that first had to strip types would take 20 MB more.
 */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

const database = new DatabaseSync(String(workerData));
database.exec('PRAGMA cache_size = -1000');

// Passive: it waits for nobody, and nobody waits for it. What a reader still needs stays for the next time.
parentPort?.on('message', () => database.exec('PRAGMA wal_checkpoint(PASSIVE)'));
