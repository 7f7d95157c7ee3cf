import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';
import { passwordFault } from '#domain/office/password-choice.ts';
import { ProblemError } from '../endpoint.ts';

/** OWASP's second choice for argon2id. The parameters stand in each hash, so they can be raised later. */
const parameters = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

/** The hash of a password, with salt and parameters in it (PHC string). */
export const hashPassword = (password: string): Promise<string> =>
  argon2id({
    ...parameters,
    password: password.normalize('NFKC'),
    salt: randomBytes(16),
    outputType: 'encoded',
  });

let nobodys: Promise<string> | undefined;

/**
 * Whether the password is the one of the hash. Without a hash the answer is no, after the same work: the time it
 * takes does not tell which users there are.
 */
export const isPassword = async (password: string, hash: string | null): Promise<boolean> => {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'));
  const fits = await argon2Verify({ password: password.normalize('NFKC'), hash: hash ?? (await nobodys) });
  return fits && hash !== null;
};

/** Refuses a chosen password that others would try first; `pointer` says where it stands in the request. */
export const refuseSimple = (password: string, pointer: string, names: readonly string[]): void => {
  const fault = passwordFault(password, names);
  if (fault !== null) throw new ProblemError('invalid', { errors: [{ pointer, detail: fault }] });
};
