import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const keyLength = 32;

const pathOf = (dataDir: string): string => join(dataDir, 'keys', 'second-factor.key');

/** Under its name only when it is whole and on disk: with half a key nobody's code would be right. */
const makeKey = (path: string): void => {
  const part = `${path}.part`;
  rmSync(part, { force: true });
  const descriptor = openSync(part, 'wx', 0o600);
  try {
    writeSync(descriptor, `${randomBytes(keyLength).toString('base64url')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, path);
};

/**
 * The key under which the secrets of code generators are kept. It lies outside the register, so that a copy of the
 * register makes nobody's codes; made where there is none. To be backed up apart from the register.
 */
export const factorKey = (dataDir: string): Buffer => {
  const path = pathOf(dataDir);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    makeKey(path);
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  if (key.length !== keyLength) throw new Error(`${path} holds no key of ${keyLength} bytes`);
  return key;
};

/** Makes the key at the first start, where there is none, and says (`tell`) that it needs a backup. */
export const openFactorKey = (
  { dataDir, isDemo }: { readonly dataDir: string; readonly isDemo: boolean },
  tell: (words: string) => void = () => undefined,
): void => {
  const isNew = !existsSync(pathOf(dataDir));
  factorKey(dataDir);
  if (!isNew || isDemo) return;
  tell(
    `Made the key of the code generators, ${pathOf(dataDir)}. Back it up, apart from the register: without it everybody ` +
      'who signs in with a code has to be invited anew.',
  );
};

const [ivLength, tagLength] = [12, 16];

/** Seals a secret under the key, for what `about` names alone (AES-256-GCM). */
export const sealSecret = (key: Buffer, secret: Uint8Array, about: string): string => {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
};

/** Opens what `sealSecret` sealed; null where the key is another, or it was sealed about something else. */
export const openSecret = (key: Buffer, sealed: string, about: string): Buffer | null => {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
  } catch {
    // Another key: as good as no secret, and the person needs a new link from an administrator.
    return null;
  }
};
