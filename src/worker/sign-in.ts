import type { Enrolment } from '#domain/protocol.ts';
import type { IdentityRecord } from '#device/database.ts';

const send = async (url: string, method: 'POST' | 'DELETE', body?: unknown): Promise<Response | null> => {
  try {
    return await fetch(url, {
      method,
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    // No network, or no answer in time: the caller says so.
    return null;
  }
};

/** Enrols the tablet for the person who is signed in; says whether the server took it. */
export const enrolTablet = async (
  identity: IdentityRecord,
  label: string,
  authorKey: IdentityRecord['publicKey'],
): Promise<boolean> => {
  const { kty, crv, x, y } = identity.publicKey;
  const { deviceId } = identity;
  const enrolment: Enrolment = { deviceId, label, publicKey: { kty, crv, x, y }, authorKey };
  const response = await send('/api/devices', 'POST', enrolment);
  return response?.ok === true;
};

/** Ends the session; without network it ends by itself, within the hours that it has. */
export const signOutOverNetwork = async (): Promise<void> => {
  await send('/api/session', 'DELETE');
};
