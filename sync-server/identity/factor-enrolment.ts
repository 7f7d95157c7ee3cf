import type { FactorBegun, FactorFinished, FactorKind } from '#domain/office/sign-in.ts';
import type { Context } from '../context.ts';
import { beginCeremony, findCeremony } from './ceremonies.ts';
import { factorKey, openSecret, sealSecret } from './factor-key.ts';
import { checkNewPasskey } from './passkeys.ts';
import { factorsOf, type NewFactor } from './second-factors.ts';
import type { Site } from './site.ts';
import { newToken } from './tokens.ts';
import { newTotpSecret, stepOfCode, toBase32, totpAddress } from './totp.ts';

/** Begins a second factor for somebody, who may not be a user yet (the first administrator). */
export const beginFactor = async (
  { config, database, now }: Context,
  user: { readonly id: string; readonly userName: string },
  kind: FactorKind,
  site: Site,
): Promise<FactorBegun> => {
  const userId = user.id;
  if (kind === 'totp') {
    const plain = newTotpSecret();
    const secret = sealSecret(factorKey(config.dataDir), plain, userId);
    const token = await database.write((transaction) =>
      beginCeremony(transaction, 'enrol-totp', { userId, secret }, now()),
    );
    return { kind, token, secret: toBase32(plain), address: totpAddress(plain, user.userName) };
  }
  const challenge = newToken();
  const token = await database.write((transaction) =>
    beginCeremony(transaction, 'enrol-passkey', { userId, challenge }, now()),
  );
  const credentialIds = (await factorsOf(database, userId)).flatMap((each) => each.credential_id ?? []);
  return { kind, token, challenge, host: site.host, userId, userName: user.userName, credentialIds };
};

/**
 * The second factor that was begun, where what finishes it shows that it works; null otherwise. What was begun stays:
 * a code that was typed wrong is typed again.
 */
export const checkFactor = async (
  { config, database, now }: Context,
  finished: FactorFinished,
  site: Site,
): Promise<{ readonly userId: string; readonly factor: NewFactor } | null> => {
  const at = now();
  if (finished.kind === 'totp') {
    const begun = await findCeremony(database, 'enrol-totp', finished.token, at);
    if (begun === null) return null;
    const { userId, secret } = begun;
    const plain = openSecret(factorKey(config.dataDir), secret, userId);
    const step = plain === null ? null : stepOfCode(plain, finished.code, at);
    return step === null ? null : { userId, factor: { kind: 'totp', secret, step } };
  }
  const begun = await findCeremony(database, 'enrol-passkey', finished.token, at);
  if (begun === null) return null;
  const made = await checkNewPasskey(finished.passkey, begun.challenge, site);
  return made === null ? null : { userId: begun.userId, factor: { kind: 'passkey', ...made } };
};
