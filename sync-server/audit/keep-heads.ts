import type { Context } from '../context.ts';
import { writeAuditHead } from './audit-heads.ts';
import { auditHeadsFolder } from './open-keys.ts';
import { faultWords } from '../log.ts';

const writtenEvery = 60 * 60 * 1000;

/** Writes the head of the day at the start, every hour and at the stop; each takes the place of the day's former one. */
export const keepAuditHeads = ({ config, database, audit, now }: Context): { stop: () => Promise<void> } => {
  const folder = auditHeadsFolder(config);
  const write = (): Promise<void> => writeAuditHead(database.query, audit.keys, folder, now());
  const tell = (error: unknown): void =>
    console.error(`The head of the audit log could not be written: ${faultWords(error)}`);
  const first = write().catch(tell);
  const timer = setInterval(() => {
    write().catch(tell);
  }, writtenEvery);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await first;
      await write().catch(tell);
    },
  };
};
