import type { Enrolment } from '#domain/protocol.ts';
import type { IdentityRecord } from '#device/database.ts';
import { askRegister } from './register-request.ts';

/** Enrols the tablet for the person who is signed in; says whether the server took it. */
export const enrolTablet = async (
  identity: IdentityRecord,
  label: string,
  authorKey: IdentityRecord['publicKey'],
): Promise<boolean> => {
  const { kty, crv, x, y } = identity.publicKey;
  const { deviceId } = identity;
  const enrolment: Enrolment = { deviceId, label, publicKey: { kty, crv, x, y }, authorKey };
  const answered = await askRegister('POST', '/api/devices', enrolment);
  return answered !== null && answered.status >= 200 && answered.status < 300;
};

/** Ends the session; without network it ends by itself, within the hours that it has. */
export const signOutOverNetwork = async (): Promise<void> => {
  await askRegister('DELETE', '/api/session');
};
