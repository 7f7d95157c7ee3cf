import { sign, verify, type KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** Writes how far each chain has come, signed, to a file of the day; it is to be kept on another machine. */
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
  writeFileSync(`${path}.new`, `${JSON.stringify({ statement: said, signature })}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  const publicKey = keys.verifying.export({ type: 'spki', format: 'pem' }).toString();
  writeFileSync(join(folder, 'audit-signing.pub'), publicKey, { mode: 0o644 });
};

/** The heads of a folder, oldest first; those that the key did not sign by name of file. */
export const readAuditHeads = (folder: string, key: KeyObject): { heads: AuditHead[]; forged: string[] } => {
  const [heads, forged]: [AuditHead[], string[]] = [[], []];
  for (const name of namesIn(folder)) {
    try {
      const { statement: said, signature } = file.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!verify(null, Buffer.from(said), key, Buffer.from(signature, 'base64url'))) forged.push(name);
      else heads.push(statement.parse(JSON.parse(said)));
    } catch {
      // Cut short or written by somebody else: not one of ours, and said to be none.
      forged.push(name);
    }
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
