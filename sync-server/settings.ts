import type { Kysely } from 'kysely';
import type { Tables } from './database/tables.ts';

/**
 * `epoch` changes with every restore from a backup; `generation` is its mark in register numbers, so that none is ever
 * used twice; `demo` says whether the register is invented; receipts up to `backed-up-through` are in
 * the last backup but one, those up to `last-backup-through` in the last.
 */
export type SettingName = 'epoch' | 'generation' | 'demo' | 'backed-up-through' | 'last-backup-through';

/** One of the register's settings; undefined where it has not been made. */
export const readSetting = async (query: Kysely<Tables>, name: SettingName): Promise<string | undefined> =>
  (await query.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst())?.value;

/** Makes a setting where there is none; one that is there stays. */
export const makeSetting = async (query: Kysely<Tables>, name: SettingName, value: string): Promise<void> => {
  await query
    .insertInto('settings')
    .values({ name, value })
    .onConflict((on) => on.doNothing())
    .execute();
};
