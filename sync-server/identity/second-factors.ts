import type { FactorKind, PasskeyChallenge } from '#domain/office/sign-in.ts';
import type { Database, WriteTransaction } from '../database/database.ts';
import { newToken } from './tokens.ts';
import type { Site } from './site.ts';

/** A second factor that has been checked and is to be kept. */
export type NewFactor =
  /** The secret is sealed already. */
  | { readonly kind: 'totp'; readonly secret: string; readonly step: number }
  | {
      readonly kind: 'passkey';
      readonly credentialId: string;
      readonly publicKey: string;
      readonly counter: number;
    };

/** Somebody's second factors, the oldest first. */
export const factorsOf = ({ query }: Pick<Database, 'query'>, userId: string) =>
  query
    .selectFrom('second_factors')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** Keeps a second factor; false where the passkey is somebody's already. A new code generator replaces the former. */
export const addFactor = async (
  { query }: WriteTransaction,
  factor: NewFactor,
  of: { readonly id: string; readonly userId: string; readonly label: string; readonly at: string },
): Promise<boolean> => {
  const common = {
    id: of.id,
    user_id: of.userId,
    kind: factor.kind,
    label: of.label,
    created_at: of.at,
    used_at: null,
  };
  if (factor.kind === 'totp') {
    await query
      .deleteFrom('second_factors')
      .where('user_id', '=', of.userId)
      .where('kind', '=', 'totp')
      .execute();
    await query
      .insertInto('second_factors')
      .values({ ...common, ...noPasskey, secret: factor.secret, last_step: factor.step })
      .execute();
    return true;
  }
  const { credentialId, publicKey, counter } = factor;
  const added = await query
    .insertInto('second_factors')
    .values({
      ...common,
      secret: null,
      last_step: null,
      credential_id: credentialId,
      public_key: publicKey,
      counter,
    })
    .onConflict((on) => on.column('credential_id').doNothing())
    .returning('id')
    .execute();
  return added.length > 0;
};

const noPasskey = { credential_id: null, public_key: null, counter: null } as const;

/** Removes one of somebody's second factors; false where it is not hers. */
export const removeFactor = async (
  { query }: WriteTransaction,
  userId: string,
  factorId: string,
): Promise<boolean> => {
  const removed = await query
    .deleteFrom('second_factors')
    .where('id', '=', factorId)
    .where('user_id', '=', userId)
    .returning('id')
    .execute();
  return removed.length > 0;
};

/** Removes all that somebody has: what a reset link does, since whoever needs one has lost them. */
export const removeFactors = async ({ query }: WriteTransaction, userId: string): Promise<void> => {
  await query.deleteFrom('second_factors').where('user_id', '=', userId).execute();
};

/** Which kinds somebody has. */
export const factorKindsOf = async (
  database: Pick<Database, 'query'>,
  userId: string,
): Promise<FactorKind[]> => {
  const factors = await factorsOf(database, userId);
  return (['passkey', 'totp'] as const).filter((kind) => factors.some((each) => each.kind === kind));
};

/** A challenge to somebody's passkeys; without ids to whichever the browser has for the site. */
export const challengeAt = (site: Site, credentialIds: readonly string[] = []): PasskeyChallenge => ({
  challenge: newToken(),
  host: site.host,
  credentialIds: [...credentialIds],
});
