import { dayIn } from '#domain/day.ts';
import { auditHeadsFolder } from '../audit/open-keys.ts';
import { pseudonymOf } from '../audit/audit-row.ts';
import type { Context } from '../context.ts';
import { findDue } from './due.ts';
import { noteInLedger } from './ledger.ts';
import { purgePlacements } from './purge.ts';
import { filesOf } from './purge-store.ts';
import { placementsAtOnce } from './reapply.ts';
import { readRules } from './rules.ts';

/**
 * Carries out the proposals that two people have approved; gives how many files were purged. Each is judged anew by the
 * rules of today: a file in which something has been written since, or that the rules now keep, stays.
 */
export const runApprovedPurges = async (context: Context): Promise<number> => {
  const rules = readRules(context.config);
  if (!rules.ok) throw new Error(rules.problem);
  const approved = await context.database.query
    .selectFrom('purges')
    .select(['id', 'board_id', 'clients'])
    .where('state', '=', 'approved')
    .execute();
  let purged = 0;
  for (const { id, board_id, clients } of approved) {
    const proposed = filesOf(clients);
    const names: string[] = [];
    for (let from = 0; from < proposed.length; from += placementsAtOnce) {
      const some = proposed.slice(from, from + placementsAtOnce);
      names.push(...(await purgeSome(context, rules.value, id, board_id, some)));
    }
    purged += names.length;
    await context.database.write(async ({ query }) => {
      const columns = { state: 'done', done_at: context.now().toISOString() };
      const kept = { ...columns, clients: '[]' };
      await query.updateTable('purges').set(kept).where('id', '=', id).execute();
    });
  }
  return purged;
};

const purgeSome = async (
  { audit, config, database, now }: Context,
  rules: Parameters<typeof findDue>[1],
  purgeId: string,
  boardId: string,
  proposed: ReturnType<typeof filesOf>,
): Promise<string[]> =>
  database.write(async (transaction) => {
    const due = await findDue(
      transaction.query,
      rules,
      boardId,
      dayIn(now()),
      proposed.map((file) => file.clientId),
    );
    const placementIds = due.flatMap((file) => file.placementIds);
    if (placementIds.length === 0) return [];
    // On disk before anything is gone: a purge that the ledger lacks would come back with a backup.
    const at = now().toISOString();
    noteInLedger(audit.keys, auditHeadsFolder(config), { at, purge: purgeId, placementIds });
    audit.write(transaction, {
      actorId: 'retention',
      scope: null,
      action: 'purged',
      source: purgeId,
      cases: { placementIds },
    });
    purgePlacements(transaction, placementIds);
    return due.map((file) => pseudonymOf(audit.keys, file.clientId));
  });
