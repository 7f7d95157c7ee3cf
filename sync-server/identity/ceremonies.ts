import * as z from 'zod/mini';
import { id } from '#domain/ids.ts';
import type { Database, WriteTransaction } from '../database/database.ts';
import { hashOfToken, newToken } from './tokens.ts';

/** How long something that was begun waits to be finished. */
const lifetime = 10 * 60_000;

/** What has been begun and waits for the other half, by kind. */
const ceremonies = {
  /** A user name and a password have been given, right or wrong; the second factor is to come. */
  'sign-in': z.object({
    userId: z.nullable(id),
    isRight: z.boolean(),
    userName: z.string(),
    address: z.string(),
    attemptedAt: z.string(),
    challenge: z.string(),
  }),
  'step-up': z.object({ sessionId: id, challenge: z.string() }),
  /** The secret is sealed for the user. */
  'enrol-totp': z.object({ userId: id, secret: z.string() }),
  'enrol-passkey': z.object({ userId: id, challenge: z.string() }),
  /** Somebody has been sent to the provider. */
  external: z.object({
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    /** The hash of the session from which she went, which the new one takes the place of. */
    formerHash: z.nullable(z.string()),
    /** A one-time link that her identity is to be linked by. */
    invitation: z.nullable(z.string()),
    /** The session that is to be proved anew; null for signing in. */
    stepUpSession: z.nullable(id),
    begunAt: z.string(),
  }),
} as const;
type Kind = keyof typeof ceremonies;
export type Ceremony<K extends Kind> = z.infer<(typeof ceremonies)[K]>;

/** Notes that something has been begun; gives the token that finishes it. What has run out is removed. */
export const beginCeremony = async <K extends Kind>(
  { query }: WriteTransaction,
  kind: K,
  document: Ceremony<K>,
  now: Date,
): Promise<string> => {
  const token = newToken();
  await query.deleteFrom('ceremonies').where('expires_at', '<=', now.toISOString()).execute();
  await query
    .insertInto('ceremonies')
    .values({
      token_hash: hashOfToken(token),
      kind,
      document: JSON.stringify(document),
      expires_at: new Date(now.getTime() + lifetime).toISOString(),
    })
    .execute();
  return token;
};

/** What was begun with the token; null where it was not, has been finished, or has run out. It can be asked for again. */
export const findCeremony = async <K extends Kind>(
  { query }: Pick<Database, 'query'>,
  kind: K,
  token: string,
  now: Date,
): Promise<Ceremony<K> | null> => {
  const found = await query
    .selectFrom('ceremonies')
    .select('document')
    .where('token_hash', '=', hashOfToken(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (found === undefined) return null;
  const schema: z.ZodMiniType = ceremonies[kind];
  // The schema is the one of the kind; the table above ties them.
  return schema.parse(JSON.parse(found.document)) as Ceremony<K>;
};

/** Ends what was begun; false where somebody was quicker. Whoever goes on only after true goes on once. */
export const endCeremony = async ({ query }: WriteTransaction, token: string): Promise<boolean> => {
  const ended = await query
    .deleteFrom('ceremonies')
    .where('token_hash', '=', hashOfToken(token))
    .returning('token_hash')
    .execute();
  return ended.length > 0;
};
