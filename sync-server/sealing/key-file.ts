import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { instant } from '#domain/ids.ts';
import { x25519PublicKey, type SealingKey } from '#domain/sealing.ts';
import { rawPublicKey, type Recipient } from './hpke.ts';

/**
 * A private key of the server as it is kept. `upload`: tablets seal their queue for it. `recovery`: the data keys of a
 * board's tablets are sealed for it, and opened when two administrators say so.
 */
export const keyFile = z.strictObject({
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  use: z.enum(['upload', 'recovery']),
  /** Of a recovery key, whose it is. */
  boardId: z.nullable(z.string()),
  madeAt: instant,
  /** X25519, as in a JSON Web Key. */
  publicKey: x25519PublicKey,
  privateKey: x25519PublicKey,
});
export type KeyFile = z.infer<typeof keyFile>;

/** A new key pair. */
export const newKeyFile = (use: KeyFile['use'], boardId: string | null, now: Date): KeyFile => {
  const { d, x } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const id = `${use}-${randomBytes(9).toString('base64url')}`;
  return keyFile.parse({ id, use, boardId, madeAt: now.toISOString(), publicKey: x, privateKey: d });
};

/** The key as it opens what was sealed for it. */
export const recipientOf = (file: KeyFile): Recipient => {
  const jwk = { kty: 'OKP', crv: 'X25519', x: file.publicKey, d: file.privateKey };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  // Of the private half itself: a file whose halves do not belong together would open nothing.
  return { privateKey, publicBytes: rawPublicKey(createPublicKey(privateKey)) };
};

/** What of a key goes out. */
export const publicPart = ({ id, publicKey }: KeyFile): SealingKey => ({ id, publicKey });
