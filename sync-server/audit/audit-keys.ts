import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** What the log is kept with. Outside the database: whoever has that alone can neither name a subject nor mend a chain. */
export interface AuditKeys {
  /** Keys pseudonyms and chains. */
  readonly secret: KeyObject;
  /** Signs the heads (Ed25519). */
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
}

const secretFile = 'audit.key';
const signingFile = 'audit-signing.key';

/**
 * Makes a file that is there only when it is whole and on disk. Never over one that is there: without that one nothing in
 * the log could be shown to be true; an import beside the server may have been quicker.
 */
const makePrivateFile = (path: string, content: string): void => {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  const descriptor = openSync(part, 'wx', 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(part, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  rmSync(part);
};

/** Whether both keys are in the folder. */
export const hasAuditKeys = (folder: string): boolean =>
  existsSync(join(folder, secretFile)) && existsSync(join(folder, signingFile));

/** The keys of the folder, made where there are none; `isNew` tells that they have to be backed up. */
export const readAuditKeys = (folder: string): { keys: AuditKeys; isNew: boolean } => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [secretPath, signingPath] = [join(folder, secretFile), join(folder, signingFile)];
  const isNew = !hasAuditKeys(folder);
  if (!existsSync(secretPath)) makePrivateFile(secretPath, `${randomBytes(32).toString('base64')}\n`);
  if (!existsSync(signingPath)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    makePrivateFile(signingPath, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  const secret = Buffer.from(readFileSync(secretPath, 'utf8').trim(), 'base64');
  if (secret.length !== 32) throw new Error(`${secretPath} holds no key of 32 bytes`);
  const signing = createPrivateKey(readFileSync(signingPath, 'utf8'));
  return { keys: { secret: createSecretKey(secret), signing, verifying: createPublicKey(signing) }, isNew };
};

/** Keys that are kept nowhere, for a register that is thrown away. */
export const temporaryAuditKeys = (): AuditKeys => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { secret: createSecretKey(randomBytes(32)), signing: privateKey, verifying: publicKey };
};
