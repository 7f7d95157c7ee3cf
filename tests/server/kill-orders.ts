import * as z from 'zod';

/** Where a process that serves uploads dies. */
const killPoints = [
  /** When whoever started it says so. */
  'random',
  /** All of a commit's statements have been run, and the commit has not. */
  'before-commit',
  /** The commit is done, and nobody has been told. */
  'after-commit',
  /** The write-ahead log is being moved into the file. */
  'during-checkpoint',
  /** The register is being opened, and what the last kill left is being recovered. */
  'at-start',
  /** A fault made on purpose: tablets are answered, and the commit never comes. */
  'early-reply',
] as const;

/** What a process to be killed is told. */
export const killOrders = z.object({
  file: z.string(),
  point: z.enum(killPoints),
  /** At which commit it dies, counted from 1. */
  commits: z.number(),
  /** How long into the start or the checkpoint it dies. */
  microseconds: z.number(),
});
export type KillOrders = z.infer<typeof killOrders>;
