import { createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * A secret that cannot be guessed: 256 bits, base64url. Not taken from the context's ids: a test must never be able
 * to make a session of its choice.
 */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token, so that a stolen register opens nobody's session. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/**
 * What is stored of a session's token: keyed with the server's secret, which is not in the register. A copy of the
 * register opens nobody's session anywhere else, and another secret ends all of them at once.
 */
export const hashOfSession = (token: string, secret: string | null): string =>
  createHmac('sha256', secret ?? '')
    .update(token)
    .digest('base64url');
