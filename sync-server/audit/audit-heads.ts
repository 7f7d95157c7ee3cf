import { randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { dayIn } from '#domain/day.ts';
import type { Tables } from '../database/tables.ts';
import type { AuditKeys } from './audit-keys.ts';

const statement = z.strictObject({
  /** `restored`: a backup was put back, and the chains went back to where they are here. */
  kind: z.enum(['head', 'restored']),
  at: z.string(),
  chains: z.array(z.strictObject({ boardId: z.string(), last: z.int(), hash: z.string() })),
});
/** How far each chain had come at an instant. */
export type AuditHead = z.infer<typeof statement>;

const file = z.strictObject({ statement: z.string(), signature: z.string() });

/** The file of a signed head, by what it says. */
const nameOf = ({ kind, at }: AuditHead): string =>
  kind === 'head'
    ? `audit-head-${dayIn(new Date(at))}.json`
    : `audit-restored-${at.replaceAll(/[:.]/g, '')}.json`;

/** Whether the log still has the rows of a head, at their places. */
const stillHolds = async (query: Kysely<Tables>, { chains }: AuditHead): Promise<boolean> => {
  for (const { boardId, last, hash } of chains) {
    const row = await query
      .selectFrom('audit_log')
      .select('hash')
      .where('board_id', '=', boardId)
      .where('position', '=', last)
      .executeTakeFirst();
    if (row?.hash !== hash) return false;
  }
  return true;
};

/**
 * Puts the head of the day aside where the log does not go on from it: whoever has cut rows off could otherwise wait for the
 * next head, which would sign what is left of them.
 */
const keepContradicted = async (query: Kysely<Tables>, keys: AuditKeys, path: string): Promise<void> => {
  if (!existsSync(path)) return;
  const former = readHead(path, keys.verifying);
  if (former !== undefined && (await stillHolds(query, former))) return;
  const mark = (former?.at ?? randomBytes(4).toString('hex')).replaceAll(/[:.]/g, '');
  renameSync(path, path.replace(/\.json$/, `-${mark}.json`));
};

/**
 * Writes how far each chain has come, signed, to a file of the day; it is to be kept on another machine. The day's former
 * one goes, unless the log no longer agrees with it.
 */
export const writeAuditHead = async (
  query: Kysely<Tables>,
  keys: AuditKeys,
  folder: string,
  now: Date,
  kind: AuditHead['kind'] = 'head',
): Promise<void> => {
  const chains = await query.selectFrom('audit_chains').selectAll().orderBy('board_id').execute();
  const head: AuditHead = {
    kind,
    at: now.toISOString(),
    chains: chains.map(({ board_id, last, hash }) => ({ boardId: board_id, last, hash })),
  };
  const said = JSON.stringify(head);
  const signature = sign(null, Buffer.from(said), keys.signing).toString('base64url');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, nameOf(head));
  await keepContradicted(query, keys, path);
  writeFileSync(`${path}.new`, `${JSON.stringify({ statement: said, signature })}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  const publicKey = keys.verifying.export({ type: 'spki', format: 'pem' }).toString();
  writeFileSync(join(folder, 'audit-signing.pub'), publicKey, { mode: 0o644 });
};

/** The head in a file; undefined where the key has not signed it. */
const readHead = (path: string, key: KeyObject): AuditHead | undefined => {
  try {
    const { statement: said, signature } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (!verify(null, Buffer.from(said), key, Buffer.from(signature, 'base64url'))) return undefined;
    return statement.parse(JSON.parse(said));
  } catch {
    // Cut short or written by somebody else: not one of ours, and said to be none.
    return undefined;
  }
};

/** The heads of a folder, oldest first; those that the key did not sign by name of file. */
export const readAuditHeads = (folder: string, key: KeyObject): { heads: AuditHead[]; forged: string[] } => {
  const [heads, forged]: [AuditHead[], string[]] = [[], []];
  for (const name of namesIn(folder)) {
    const head = readHead(join(folder, name), key);
    if (head === undefined) forged.push(name);
    else heads.push(head);
  }
  return { heads: heads.sort((one, other) => (one.at < other.at ? -1 : 1)), forged };
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => /^audit-(head|restored)-.*\.json$/.test(name));
  } catch (error) {
    // No folder: no head has been written yet.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
