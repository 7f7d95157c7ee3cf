import * as z from 'zod/mini';
import { id } from '#domain/ids.ts';
import { logPage, type LogFilter, type LogPage, type NewLogCheck } from '#domain/office/log-control.ts';
import {
  accessReasonReply,
  protectionView,
  type NewAccessReason,
  type ProtectionChange,
  type ProtectionView,
} from '#domain/office/protection.ts';
import { purgeList, type PurgeList } from '#domain/office/purging.ts';
import { read, readFile, write, type Answered, type RegisterFile } from './api.ts';

/** Says why one reads a case in which one has no assignment. */
export const giveReason = (of: NewAccessReason): Answered<{ expiresAt: string }> =>
  write(accessReasonReply, 'POST', '/api/access-reasons', of);

/** Whether a placement is under protected identity, and who may be named as a reader. */
export const readProtection = (placementId: string): Answered<ProtectionView> =>
  read(protectionView, `/api/placements/${placementId}/protection`);

/** Protects a placement, changes who may see it, or lifts the protection. */
export const changeProtection = (placementId: string, change: ProtectionChange): Answered<{ id: string }> =>
  write(z.strictObject({ id }), 'PUT', `/api/placements/${placementId}/protection`, change);

/** What of the log is looked at; '' for every board. */
export interface LogSelection {
  readonly month: string;
  readonly board: string;
  readonly filter: LogFilter;
}

/** What stands after the question mark of log control for a selection. */
export const logQueryOf = (of: LogSelection): URLSearchParams => {
  const query = new URLSearchParams({ manad: of.month, urval: of.filter });
  if (of.board !== '') query.set('namnd', of.board);
  return query;
};

/** A page of a month's log. */
export const readLog = (of: LogSelection, cursor: string | null): Answered<LogPage> =>
  read(logPage, '/api/log-control', {
    month: of.month,
    board: of.board === '' ? null : of.board,
    filter: of.filter,
    cursor,
  });

/** Notes that one has checked a month of a board's log. */
export const noteCheck = (of: NewLogCheck): Answered<{ id: string }> =>
  write(z.strictObject({ id }), 'POST', '/api/log-control/checks', of);

/** What is proposed to be purged and what has been, with the rules. */
export const readPurges = (): Answered<PurgeList> => read(purgeList, '/api/purges');

/** A dry run of the rules for a board; null where there is nothing to purge. */
export const proposePurge = (boardId: string): Answered<{ id: string | null }> =>
  write(z.strictObject({ id: z.nullable(id) }), 'POST', '/api/purges', { boardId });

/** Approves a proposal; with the second person's approval it is carried out. */
export const approvePurge = (purgeId: string): Answered<undefined> =>
  write(z.undefined(), 'POST', `/api/purges/${purgeId}/approvals`);

/** Withdraws a proposal. */
export const withdrawPurge = (purgeId: string): Answered<undefined> =>
  write(z.undefined(), 'POST', `/api/purges/${purgeId}/withdrawal`);

/** Everything that is held on a case number, as a file. */
export const makeExtract = (caseNumber: string, language: string): Answered<RegisterFile> =>
  readFile('/api/extracts', { caseNumber, language });
