import { erasedPrefix, signaturePrefix } from '#domain/signing.ts';
import { toBase64Url } from './base64.ts';
import type { IdentityRecord } from './database.ts';

const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

const sign = async (identity: IdentityRecord, text: string): Promise<string> => {
  const bytes = new TextEncoder().encode(text);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(signing, identity.privateKey, bytes)));
};

/** The tablet's signature over a batch: base64url of IEEE P1363. */
export const signBatch = (identity: IdentityRecord, body: string): Promise<string> =>
  sign(identity, signaturePrefix + body);

/** The tablet's signature over its word that it holds nothing more. */
export const signErasure = (identity: IdentityRecord, body: string): Promise<string> =>
  sign(identity, erasedPrefix + body);
