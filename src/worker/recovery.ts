import { fromBase64 } from '#device/base64.ts';
import { dropRecoveryRequest, keepRecoveryRequest, readRecoveryRequest } from '#device/recovery-request.ts';
import { spend } from '#device/vault/data-key.ts';
import { newOneTimeKeys, openWith } from '#device/vault/hpke.ts';
import { renewSlots, type MadeSlots } from '#device/vault/slot-making.ts';
import { keepSlots, readVault } from '#device/vault/vault-store.ts';
import type { SessionView } from '#domain/session.ts';
import { recoveredReply, recoveredText, recoveryCodeOf, recoveryView } from '#domain/recovery.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { sealingInfo } from '#domain/sealing.ts';
import type { RecoveryProblem, RecoveryStanding } from './api-vault.ts';
import { isGoodPassphrase } from './passphrases.ts';
import { askRegister, type RegisterAnswer } from './register-request.ts';
import { enter, keepSecret, slotMaking, type OpenedVault, type VaultContext } from './vault.ts';

const problemOf = (answered: RegisterAnswer | null): RecoveryProblem => {
  if (answered === null) return 'offline';
  // 403: her proof of who she is has grown old.
  if (answered.status === 401 || answered.status === 403) return 'sign-in';
  if (answered.status === 404) return 'not-kept';
  return answered.status === 409 ? 'over' : 'failed';
};

const isDone = (answered: RegisterAnswer | null): answered is RegisterAnswer =>
  answered !== null && answered.status >= 200 && answered.status < 300;

const standingOf = async (
  answered: RegisterAnswer | null,
  publicKey: string,
): Promise<Result<RecoveryStanding, RecoveryProblem>> => {
  const read = recoveryView.safeParse(isDone(answered) ? answered.body : undefined);
  if (!read.success) return fail(isDone(answered) ? 'failed' : problemOf(answered));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(publicKey));
  return succeed({ ...read.data, code: recoveryCodeOf(new Uint8Array(digest)) });
};

/** How what she has asked for stands; null where she has asked for nothing here. */
export const readRecovery = async (
  { device }: VaultContext,
  { userId }: SessionView,
): Promise<Result<RecoveryStanding | null, RecoveryProblem>> => {
  const asked = await readRecoveryRequest(device, userId);
  if (asked === undefined) return succeed(null);
  const answered = await askRegister('GET', `/api/recoveries/${asked.recoveryId}`);
  if (answered?.status !== 404) return standingOf(answered, asked.publicKey);
  // The register knows nothing of it (any more): she may ask anew.
  await dropRecoveryRequest(device, userId);
  return succeed(null);
};

/** Asks two administrators to let her in again. The answer is sealed for a key that is made here and leaves the tablet never. */
export const askForRecovery = async (
  { device, identity }: VaultContext,
  { userId }: SessionView,
): Promise<Result<RecoveryStanding, RecoveryProblem>> => {
  const { pair, publicKey } = await newOneTimeKeys();
  const answered = await askRegister('POST', '/api/recoveries', {
    deviceId: identity.deviceId,
    publicKey,
  });
  const standing = await standingOf(answered, publicKey);
  if (standing.ok) {
    await keepRecoveryRequest(device, { userId, recoveryId: standing.value.id, publicKey, pair });
  }
  return standing;
};

/** Takes back what she has asked for, or puts away what has come to an end. */
export const withdrawRecovery = async (
  { device }: VaultContext,
  { userId }: SessionView,
): Promise<Result<null, RecoveryProblem>> => {
  const asked = await readRecoveryRequest(device, userId);
  if (asked === undefined) return succeed(null);
  const answered = await askRegister('POST', `/api/recoveries/${asked.recoveryId}/withdrawal`);
  const problem = isDone(answered) ? null : problemOf(answered);
  // Over already, or unknown: there is nothing to take back.
  if (problem !== null && problem !== 'over' && problem !== 'not-kept') return fail(problem);
  await dropRecoveryRequest(device, userId);
  return succeed(null);
};

/** The slots that a released recovery opens, with a new passphrase and a new recovery in place of the old ones. */
const renewWithRelease = async (
  { device, identity: { deviceId } }: VaultContext,
  userId: string,
  passphrase: string,
): Promise<Result<MadeSlots, RecoveryProblem>> => {
  const asked = await readRecoveryRequest(device, userId);
  const vault = await readVault(device, userId);
  if (asked === undefined || vault === undefined) return fail('over');
  const answered = await askRegister('POST', `/api/recoveries/${asked.recoveryId}/release`);
  const read = recoveredReply.safeParse(isDone(answered) ? answered.body : undefined);
  if (!read.success) return fail(problemOf(answered));
  const { slotId } = read.data;
  const aad = recoveredText({ recoveryId: asked.recoveryId, userId, deviceId, slotId });
  const sealed = fromBase64(read.data.sealed);
  const secret = sealed && (await openWith(asked, sealingInfo.recovered, aad, sealed));
  if (secret?.ok !== true) return fail('unreadable');
  return spend(secret.value, async () => {
    const opening = { kind: 'recovery' as const, secret: secret.value };
    const renewed = await renewSlots(vault.slots, opening, passphrase, slotMaking);
    if (!renewed.ok) return fail('unreadable' as const);
    const kept = await keepSlots(device, userId, vault.revision, renewed.value.slots);
    return kept.ok ? succeed(renewed.value) : fail('failed' as const);
  });
};

/** Puts a new passphrase in place of the forgotten one, once two administrators have approved, and opens the store. */
export const recover = async (
  context: VaultContext,
  session: SessionView,
  passphrase: string,
): Promise<Result<OpenedVault, RecoveryProblem | 'too-weak'>> => {
  if (!(await isGoodPassphrase(passphrase))) return fail('too-weak');
  const renewed = await renewWithRelease(context, session.userId, passphrase);
  if (!renewed.ok) return renewed;
  const { key, recovery } = renewed.value;
  const entered = await enter(context, session.userId, key, session);
  // With a session of this very moment nothing keeps it shut.
  if (!entered.ok) throw new Error(`A recovered store does not open: ${entered.problem.reason}`);
  await keepSecret(entered.value, recovery);
  await dropRecoveryRequest(context.device, session.userId);
  return succeed(entered.value);
};
