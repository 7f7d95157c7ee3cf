import { recoveriesReply, recoveryView, type RecoveryView } from '#domain/recovery.ts';
import { read, write, type Answered } from './api.ts';

/** Who has forgotten her passphrase in the last month, and what has become of it. */
export const readRecoveries = async (): Answered<readonly RecoveryView[]> => {
  const recoveries = await read(recoveriesReply, '/api/recoveries');
  return recoveries.ok ? { ok: true, value: recoveries.value.recoveries } : recoveries;
};

/** Approves, with the code that she has told and how one knows that it is she. */
export const approveRecovery = (id: string, code: string, reason: string): Answered<RecoveryView> =>
  write(recoveryView, 'POST', `/api/recoveries/${id}/approvals`, { code, reason });

/** Rejects, with the reason that she will read. */
export const rejectRecovery = (id: string, reason: string): Answered<RecoveryView> =>
  write(recoveryView, 'POST', `/api/recoveries/${id}/rejection`, { reason });
