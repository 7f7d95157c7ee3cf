import { sessionView, type Enrolment, type SessionView } from '#domain/protocol.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { IdentityRecord } from '#device/database.ts';
import type { SignInProblem } from './api.ts';

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

const problemOf = (status: number): SignInProblem => {
  if (status === 401) return 'wrong-credentials';
  return status === 429 ? 'too-many-requests' : 'unexpected';
};

/** Signs in with user name and password. */
export const signInOverNetwork = async (
  userName: string,
  password: string,
): Promise<Result<SessionView, SignInProblem>> => {
  const response = await send('/api/session', 'POST', { userName, password });
  if (response === null) return fail('offline');
  if (!response.ok) return fail(problemOf(response.status));
  const read = sessionView.safeParse(await readJson(response));
  // A 200 that is not ours comes from something between us and the server.
  return read.success ? succeed(read.data) : fail('offline');
};

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    // A captive portal's page: not an answer of ours.
    return null;
  }
};

/** Enrols the tablet for the person who is signed in; says whether the server took it. */
export const enrolTablet = async (identity: IdentityRecord, label: string): Promise<boolean> => {
  const { kty, crv, x, y } = identity.publicKey;
  const enrolment: Enrolment = { deviceId: identity.deviceId, label, publicKey: { kty, crv, x, y } };
  const response = await send('/api/devices', 'POST', enrolment);
  return response?.ok === true;
};

/** Ends the session; without network it ends by itself, within the hours that it has. */
export const signOutOverNetwork = async (): Promise<void> => {
  await send('/api/session', 'DELETE');
};
