import type { Item } from '#domain/follow-up/item.ts';
import { erasedPrefix, signatureHeader } from '#domain/signing.ts';
import {
  protocolVersion,
  uploadReply,
  type Enrolment,
  type UploadItem,
  type UploadReply,
} from '#domain/protocol.ts';
import { itemSignaturePrefix, sealingKeysReply, type SealingKey } from '#domain/sealing.ts';
import { toBase64Url } from '#device/base64.ts';
import type { AuthorKey } from '#device/vault/author-key.ts';
import { sealUpload } from '#device/vault/sealed-item.ts';
import type { Person } from './seed.ts';
import type { Answered, TestServer } from './start-server.ts';
import { createTablet, publicKeyOf, type Tablet } from './tablet-client.ts';

/** An author's key that is kept nowhere. */
export const createAuthor = async (): Promise<AuthorKey> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  return {
    publicKey: publicKeyOf.parse(await crypto.subtle.exportKey('jwk', pair.publicKey)),
    sign: async (item) => {
      const bytes = new TextEncoder().encode(itemSignaturePrefix + item);
      const how = { name: 'ECDSA', hash: 'SHA-256' };
      return toBase64Url(new Uint8Array(await crypto.subtle.sign(how, pair.privateKey, bytes)));
    },
  };
};

/** A tablet with a vault: it seals and signs what it sends. */
export interface SealedTablet {
  readonly tablet: Tablet;
  readonly author: AuthorKey;
  enrol(who: Person, of?: Partial<Enrolment>): Promise<Answered>;
  key(): Promise<SealingKey>;
  seal(item: Item, by?: AuthorKey): Promise<UploadItem>;
  /** Posts a batch, signed by the tablet. */
  post(items: readonly UploadItem[]): Promise<Answered>;
  send(...items: readonly UploadItem[]): Promise<UploadReply>;
  /** Says that it has erased itself. */
  tellErased(prefix?: string, undelivered?: number): Promise<Answered>;
}

export const createSealedTablet = async (server: TestServer): Promise<SealedTablet> => {
  const tablet = await createTablet();
  const author = await createAuthor();
  const { deviceId, publicKey } = tablet;
  const key = async () => sealingKeysReply.parse((await server.ask(null, '/api/sealing-keys')).body).current;
  const post = async (items: readonly UploadItem[]) => {
    const body = JSON.stringify({ protocol: protocolVersion, epoch: null, deviceId, items });
    const headers = { 'content-type': 'application/json', [signatureHeader]: await tablet.sign(body) };
    return server.ask(null, '/api/uploads', { method: 'POST', body, headers });
  };
  return {
    tablet,
    author,
    key,
    post,
    enrol: (who, of) => {
      const body = { deviceId, publicKey, label: 'Platta', authorKey: author.publicKey, ...of };
      return server.ask(who, '/api/devices', { method: 'POST', body });
    },
    seal: async (item, by = author) => sealUpload(item, by, await key()),
    send: async (...items) => uploadReply.parse((await post(items)).body),
    tellErased: async (prefix = erasedPrefix, undelivered = 0) => {
      const body = JSON.stringify({ deviceId, undelivered });
      const headers = {
        'content-type': 'application/json',
        [signatureHeader]: await tablet.sign(body, prefix),
      };
      return server.ask(null, `/api/devices/${deviceId}/erased`, { method: 'POST', body, headers });
    },
  };
};
