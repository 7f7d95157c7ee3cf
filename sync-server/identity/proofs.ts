import { randomBytes } from 'node:crypto';
import type { Proof } from '#domain/office/sign-in.ts';
import type { Context } from '../context.ts';
import { factorKey, openSecret } from './factor-key.ts';
import { checkPasskeyAnswer } from './passkeys.ts';
import { factorsOf } from './second-factors.ts';
import type { Site } from './site.ts';
import { stepOfCode } from './totp.ts';

/** What a proof is judged against: whose it is to be (null for nobody there is), and what a passkey was asked to sign. */
export interface Asked {
  readonly userId: string | null;
  readonly challenge: string;
  readonly site: Site;
}

type SecondFactorProof = Exclude<Proof, { kind: 'password' }>;

/**
 * Whether somebody's second factor proves that it is she; used up by that. For nobody the answer is no, after the same
 * work.
 */
export const judgeSecondFactor = (
  context: Context,
  asked: Asked,
  given: SecondFactorProof,
): Promise<boolean> =>
  given.kind === 'totp' ? judgeCode(context, asked, given.code) : judgePasskey(context, asked, given.answer);

const judgeCode = async (context: Context, { userId }: Asked, code: string): Promise<boolean> => {
  const { config, database, now } = context;
  const at = now();
  const factors = userId === null ? [] : await factorsOf(database, userId);
  const factor = factors.find((each) => each.kind === 'totp');
  const key = factorKey(config.dataDir);
  const secret =
    factor === undefined || userId === null ? null : openSecret(key, factor.secret ?? '', userId);
  const step = stepOfCode(secret ?? randomBytes(20), code, at);
  if (secret === null || step === null || factor === undefined) return false;
  return database.write(async ({ query }) => {
    // Each time step is good once (RFC 6238, section 5.2): a code read over a shoulder opens nothing.
    const used = await query
      .updateTable('second_factors')
      .set({ last_step: step, used_at: at.toISOString() })
      .where('id', '=', factor.id)
      .where((is) => is.or([is('last_step', 'is', null), is('last_step', '<', step)]))
      .returning('id')
      .execute();
    return used.length > 0;
  });
};

const judgePasskey = async (
  { database, now }: Context,
  { userId, challenge, site }: Asked,
  answer: (SecondFactorProof & { kind: 'passkey' })['answer'],
): Promise<boolean> => {
  const factor = await database.query
    .selectFrom('second_factors')
    .selectAll()
    .where('credential_id', '=', answer.id)
    .executeTakeFirst();
  if (factor === undefined || factor.public_key === null || factor.counter === null) return false;
  const kept = { credentialId: answer.id, publicKey: factor.public_key, counter: factor.counter };
  const counter = await checkPasskeyAnswer(answer, challenge, site, kept);
  if (counter === null || factor.user_id !== userId) return false;
  const usedAt = now().toISOString();
  await database.write(({ query }) =>
    query
      .updateTable('second_factors')
      .set({ counter, used_at: usedAt })
      .where('id', '=', factor.id)
      .execute(),
  );
  return true;
};
