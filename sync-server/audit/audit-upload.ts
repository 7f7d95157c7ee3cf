import type { Item } from '#domain/follow-up/item.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { AuditLog } from './audit-log.ts';

/**
 * Notes an upload in the transaction that takes it in; to be called once for each item that is kept, after it has been
 * taken in (a follow-up that the register had not heard of is then there to tell whose it is).
 */
export const auditUpload = (
  log: AuditLog,
  transaction: WriteTransaction,
  item: Item,
  deviceId: string,
): void =>
  log.write(transaction, {
    actorId: item.authorId,
    scope: null,
    action: 'uploaded',
    source: `${deviceId} ${item.kind}`,
    cases: 'placementId' in item ? { placementIds: [item.placementId] } : { followUpIds: [item.followUpId] },
  });
