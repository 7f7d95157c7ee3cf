import { sql, type Kysely } from 'kysely';
import type { ProtectionChange, ProtectionView } from '#domain/office/protection.ts';
import { boardsSeen, seesPlacement, type Custody, type Scope } from '#domain/organisation/access.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { readScope } from '../identity/scopes.ts';
import { passOnPlanned } from '../organisation/custody-store.ts';
import { touchPlacement } from '../register/feed.ts';
import { custodyOf, namedReadersOf, seesPlacementAt } from './sight.ts';

const findCustody = async (
  query: Kysely<Tables>,
  scope: Scope,
  placementId: string,
): Promise<Custody | undefined> => {
  const row = await query
    .selectFrom('placements')
    .select(['board_id', 'team_id', 'caseworker_id', namedReadersOf('placements.id')])
    .where('id', '=', placementId)
    .where('board_id', 'in', boardsSeen(scope, 'case'))
    .where(seesPlacementAt(scope, 'placements.id'))
    .executeTakeFirst();
  return row && custodyOf(row);
};

/** Those whose role lets them see the case, protected or not. */
const readCandidates = async (
  query: Kysely<Tables>,
  custody: Custody,
): Promise<ProtectionView['candidates']> => {
  const conceivable = await query
    .selectFrom('users')
    .select(['id', 'name', 'initials'])
    .where('is_active', '=', 1)
    .where(
      sql<boolean>`(id = ${custody.caseworkerId}
        OR id IN (SELECT user_id FROM user_boards WHERE board_id = ${custody.boardId})
        OR id IN (SELECT user_id FROM memberships WHERE team_id = ${custody.teamId} AND valid_to IS NULL))`,
    )
    .orderBy('name')
    .execute();
  const candidates: ProtectionView['candidates'] = [];
  for (const { id, name, initials } of conceivable) {
    const theirs = await readScope(query, id);
    if (theirs === null || !seesPlacement(theirs, { ...custody, namedReaders: null })) continue;
    const isCoordinator = boardsSeen(theirs, 'case').includes(custody.boardId);
    candidates.push({ id, name, initials, isCoordinator });
  }
  return candidates;
};

/** Whether a placement is protected, and by whom it can be read; undefined where there is none, or none for her. */
export const readProtection = async (
  query: Kysely<Tables>,
  scope: Scope,
  placementId: string,
): Promise<ProtectionView | undefined> => {
  const custody = await findCustody(query, scope, placementId);
  return (
    custody && {
      isProtected: custody.namedReaders !== null,
      readerIds: [...(custody.namedReaders ?? [])],
      candidates: await readCandidates(query, custody),
    }
  );
};

/** Writes down who alone may see the placement; null: whoever's role lets her. Says nothing to anybody yet. */
export const saveProtection = (
  transaction: WriteTransaction,
  placementId: string,
  readers: readonly string[] | null,
  by: {
    readonly id: string;
    readonly userId: string | null;
    readonly at: string;
    readonly reason: string;
  },
): void => {
  const write = (statement: string, ...values: (string | number | null)[]) =>
    transaction.prepare(statement).run(...values);
  write('DELETE FROM protected_readers WHERE placement_id = ?', placementId);
  if (readers === null) write('DELETE FROM protected_placements WHERE placement_id = ?', placementId);
  else {
    write(
      'INSERT INTO protected_placements (placement_id, since) VALUES (?, ?) ON CONFLICT DO NOTHING',
      placementId,
      by.at,
    );
    for (const reader of new Set(readers)) {
      write('INSERT INTO protected_readers (placement_id, user_id) VALUES (?, ?)', placementId, reader);
    }
  }
  write(
    `INSERT INTO protection_changes (id, placement_id, at, by_id, is_protected, readers, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    by.id,
    placementId,
    by.at,
    by.userId,
    readers === null ? 0 : 1,
    JSON.stringify(readers ?? []),
    by.reason,
  );
};

export type ProtectionProblem = 'not-found' | 'reader' | 'no-coordinator';

/**
 * Puts a placement under protected identity, changes who may see it, or lifts it. Tablets of those who lose sight of it
 * are told by the feed, as of any loss, and what was planned for one of them goes to the caseworker, if she is a reader.
 */
export const changeProtection = async (
  transaction: WriteTransaction,
  scope: Scope,
  placementId: string,
  change: ProtectionChange,
  using: { readonly id: string; readonly now: Date },
): Promise<Result<void, ProtectionProblem>> => {
  const custody = await findCustody(transaction.query, scope, placementId);
  if (custody === undefined) return fail('not-found');
  if (change.isProtected) {
    const candidates = await readCandidates(transaction.query, custody);
    const named = candidates.filter(({ id }) => change.readerIds.includes(id));
    if (named.length < new Set(change.readerIds).size) return fail('reader');
    if (!named.some(({ isCoordinator }) => isCoordinator)) return fail('no-coordinator');
  }
  const readers = change.isProtected ? change.readerIds : null;
  saveProtection(transaction, placementId, readers, {
    id: using.id,
    userId: scope.userId,
    at: using.now.toISOString(),
    reason: change.reason,
  });
  const after = { ...custody, namedReaders: readers };
  await passOnPlanned(transaction, placementId, after);
  touchPlacement(transaction, placementId);
  return succeed(undefined);
};
