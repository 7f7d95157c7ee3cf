import * as z from 'zod/mini';
import { itemSignaturePrefix } from '#domain/sealing.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { fromBase64, toBase64, toBase64Url } from '../base64.ts';
import type { Codec, Unreadable } from '../codec.ts';
import type { OpaqueRecord, TabletDatabase } from '../database.ts';
import { spend } from './data-key.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const id = 'author';

const publicJwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });
const kept = z.object({ privateKey: z.string(), publicKey: publicJwk });
type Kept = z.infer<typeof kept>;

/** The key by which one person, on one tablet, says that an item is hers. Usable while the vault is open, and then only. */
export interface AuthorKey {
  /** As it is enrolled. */
  readonly publicKey: Kept['publicKey'];
  /** Signs an item's exact text: base64url of IEEE P1363. */
  readonly sign: (item: string) => Promise<string>;
}

const toKey = async ({ privateKey, publicKey }: Kept): Promise<AuthorKey> => {
  const bytes = fromBase64(privateKey);
  if (bytes === undefined) throw new Error("The author's key is not base64");
  const key = await spend(bytes, () => crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']));
  return {
    publicKey,
    sign: async (item) => {
      const text = new TextEncoder().encode(itemSignaturePrefix + item);
      return toBase64Url(new Uint8Array(await crypto.subtle.sign(signing, key, text)));
    },
  };
};

const makeKept = async (): Promise<Kept> => {
  // Extractable for this moment alone: it is kept as bytes, encrypted like any record.
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const publicKey = publicJwk.parse(await crypto.subtle.exportKey('jwk', pair.publicKey));
  const bytes = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return spend(bytes, async () => ({ privateKey: toBase64(bytes), publicKey }));
};

const decode = async (codec: Codec, record: OpaqueRecord): Promise<Result<Kept, Unreadable>> => {
  const read = await codec.decode({ store: 'secrets', id, revision: record.revision }, record.bytes);
  if (!read.ok) return read;
  const parsed = kept.safeParse(read.value);
  return parsed.success ? succeed(parsed.data) : fail('unknown-format');
};

/**
 * The author's key out of the vault, made at the first asking. One that cannot be read is replaced by a new one, which
 * has to be enrolled: items that the old one signed were signed, and stay good.
 */
export const authorKey = async (database: TabletDatabase, codec: Codec): Promise<AuthorKey> => {
  const found = await database.secrets.get(id);
  const known = found && (await decode(codec, found));
  if (known?.ok === true) return toKey(known.value);
  const made = await makeKept();
  const revision = (found?.revision ?? 0) + 1;
  const bytes = await codec.encode({ store: 'secrets', id, revision }, made);
  // Two tabs may start at once: the first to write has made the key.
  const first = await database.transaction('rw', database.secrets, async () => {
    const now = await database.secrets.get(id);
    if (now?.revision !== found?.revision) return now;
    await database.secrets.put({ id, revision, bytes });
    return undefined;
  });
  if (first === undefined) return toKey(made);
  const theirs = await decode(codec, first);
  if (!theirs.ok) throw new Error("Another tab's key cannot be read with the same vault");
  return toKey(theirs.value);
};
