import type { FastifyRequest } from 'fastify';
import type { AuditAction } from '#domain/office/log-control.ts';
import type { Scope } from '#domain/organisation/access.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { AuditLog, Cases } from './audit-log.ts';

/** What an endpoint notes of persons' data: who and from where are known, it says what and whose. */
export interface Trail {
  /**
   * To be awaited before the answer goes out. Of no case at all nothing is noted. `reason`: the one that she gave for
   * reading a case in which she has no assignment.
   */
  read(action: AuditAction, cases: Cases, reason?: string | null): Promise<void>;
  /** In the transaction that writes. */
  write(transaction: WriteTransaction, action: AuditAction, cases: Cases, why?: string | null): void;
}

const isAboutNobody = ({ placementIds = [], followUpIds = [] }: Cases): boolean =>
  [...placementIds].length === 0 && [...followUpIds].length === 0;

/** The trail of one request. Where it came from is its address and its route, without what was asked for in it. */
export const createTrail = (log: AuditLog, scope: Scope, request: FastifyRequest): Trail => {
  const source = `${request.ip} ${request.method} ${request.routeOptions.url ?? ''}`;
  const note = { actorId: scope.userId, scope, source };
  return {
    read: async (action, cases, reason = null) => {
      if (isAboutNobody(cases)) return;
      await log.read({ ...note, action, cases, why: reason, isOutside: reason !== null });
    },
    write: (transaction, action, cases, why = null) =>
      log.write(transaction, { ...note, action, cases, why }),
  };
};
