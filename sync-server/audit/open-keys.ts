import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { Config } from '../config.ts';
import type { Tables } from '../database/tables.ts';
import { sharedAmong } from '../private-files.ts';
import { hasAuditKeys, readAuditKeys, type AuditKeys } from './audit-keys.ts';

/** Where the keys of a register lie: beside it, in a folder that only its user can read. */
export const auditKeysFolder = (dataDir: string): string => join(dataDir, 'keys');

/** Where the signed heads go. */
export const auditHeadsFolder = (config: Pick<Config, 'dataDir' | 'auditHeadsDir'>): string =>
  config.auditHeadsDir ?? join(config.dataDir, 'audit-heads');

/** The keys that the log is kept with; made at the first start, and said (`tell`) to need a backup of their own. */
export const openAuditKeys = async (
  config: Pick<Config, 'dataDir' | 'isDemo'>,
  query: Kysely<Tables>,
  tell: (words: string) => void = () => undefined,
): Promise<Result<AuditKeys, string>> => {
  const folder = auditKeysFolder(config.dataDir);
  const hasRows = (await query.selectFrom('audit_chains').select('last').executeTakeFirst()) !== undefined;
  if (hasRows && !hasAuditKeys(folder)) {
    return fail(
      `The audit log was begun with keys that are not in ${folder}. Put audit.key and audit-signing.key back from ` +
        'their backup: with others the log could no longer be shown to be whole.',
    );
  }
  // The key of the code generators lies here too.
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.key')) : [];
  const shared = sharedAmong([folder, ...names.map((name) => join(folder, name))]);
  if (shared.length > 0 && !config.isDemo) {
    return fail(
      `Others can read the keys of the register: ${shared.join(', ')}. Close them: chmod -R go-rwx ${folder}`,
    );
  }
  const { keys, isNew } = readAuditKeys(folder);
  if (isNew && !config.isDemo) {
    tell(`Made the keys of the audit log in ${folder}. Back them up, apart from the register.`);
  }
  return succeed(keys);
};
