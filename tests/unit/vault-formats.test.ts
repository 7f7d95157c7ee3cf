import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Item } from '#domain/follow-up/item.ts';
import { envelopeText } from '#domain/sealing.ts';
import { createPlainCodec } from '#device/codec.ts';
import { TabletDatabase } from '#device/database.ts';
import { authorKey } from '#device/vault/author-key.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import { sealUpload } from '#device/vault/sealed-item.ts';
import {
  unwrapKey,
  wrapKey,
  type PassphraseSlot,
  type PasskeySlot,
  type RecoverySlot,
} from '#device/vault/slot.ts';
import { keyOfPasskey, keyOfPassphrase, keyOfRecovery } from '#device/vault/wrapping-keys.ts';
import { signBatch, signErasure } from '#device/tablet-signing.ts';
import { isSignedBy } from '#server/identity/devices.ts';
import { openSealed, rawPublicKey } from '#server/sealing/hpke.ts';

/**
 * Bytes as they were when these formats were made. What lies on tablets and waits in queues was made so: whoever changes
 * one of these needs another version beside it, and not another vector.
 */
const counting = (length: number, from = 0): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => from + index);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const dataKey = () =>
  crypto.subtle.importKey('raw', counting(32), { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);
/** The IV is the only thing that is asked of chance here. */
const iv = (length: number) => counting(length, 0xa0);
const id = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

test('a record: format, version of the schema, IV, and what it is bound to (store|id|schema version|revision)', async () => {
  const place = { store: 'drafts', id, revision: 7 };
  const bytes = await createRecordCodec(await dataKey(), iv).encode(place, { overall: 'deficient' });
  expect(hex(bytes)).toBe(
    '0101a0a1a2a3a4a5a6a7a8a9aaab9d3a135b20b963d30e47bdf1631fa6b713c53c7ee6953f888c41a5a3a550ba2e3e178534bec19b',
  );
  // The same, made by nothing of ours.
  const content = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: counting(12, 0xa0),
      additionalData: new TextEncoder().encode(`drafts|${id}|1|7`),
    },
    await dataKey(),
    bytes.slice(14),
  );
  expect(new TextDecoder().decode(content)).toBe('{"overall":"deficient"}');
});

const passkey = {
  version: 1,
  kind: 'passkey',
  id,
  credentialId: 'AAEC',
  salt: base64(counting(32, 0x40)),
} as const satisfies Omit<PasskeySlot, 'iv' | 'wrapped'>;
const recovery = { version: 1, kind: 'recovery', id } as const satisfies Omit<RecoverySlot, 'iv' | 'wrapped'>;
const passphrase = {
  version: 1,
  kind: 'passphrase',
  id,
  memoryKib: 19_456,
  passes: 1,
  lanes: 1,
  salt: base64(counting(16, 0x40)),
} as const satisfies Omit<PassphraseSlot, 'iv' | 'wrapped'>;

test.each([
  [
    'passkey',
    passkey,
    () => keyOfPasskey(passkey, counting(32, 0x80)),
    'hw0stVL3tMJToi1RUFZMzW+fk0vIeaeWpzzwQqHietkLiQLm35sf/b7Pb7RrU5iD',
  ],
  [
    'recovery',
    recovery,
    () => keyOfRecovery(recovery, counting(32, 0x80)),
    'Fe0VGtEE927rehEvUMQxbHzTlZQmSfSMlCcVjeLTm+FaBFFXGGI100gvYnE4lfOh',
  ],
  [
    'passphrase',
    passphrase,
    () => keyOfPassphrase(passphrase, 'kanel trappa svala moln'),
    'HS57aZQGqd6fXC70Rma+QBQbO3TomKrpGYWftl5qndE2KZI446trQSO0cpPIoqoa',
  ],
])(
  'a slot of kind %s: how its key is derived, and what the wrapped key is bound to',
  async (_, header, keyOf, wrapped) => {
    const made = await wrapKey(header, await keyOf(), counting(32), iv);
    expect(made).toEqual({ iv: base64(counting(12, 0xa0)), wrapped });
    const opened = await unwrapKey({ ...header, ...made }, await keyOf());
    expect(opened).toEqual({ ok: true, value: counting(32) });
  },
);

test("the key of a passkey, reckoned by nothing of ours: HKDF-SHA256 with the slot's salt and its context", async () => {
  const base = await crypto.subtle.importKey('raw', counting(32, 0x80), 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('foljsam vault passkey slot 1');
  const how = { name: 'HKDF', hash: 'SHA-256', salt: counting(32, 0x40), info };
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(how, base, aes, false, ['encrypt', 'decrypt']);
  const by = async (of: CryptoKey) =>
    hex(new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: counting(12) }, of, counting(4))));
  expect(await by(await keyOfPasskey(passkey, counting(32, 0x80)))).toBe(await by(key));
});

/** Of RFC 9180's published vectors (CFRG's file): a key that is no secret. */
const sealingKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b656e04220420', 'hex'),
    Buffer.from('497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d', 'hex'),
  ]),
  format: 'der',
  type: 'pkcs8',
});
const publicBytes = rawPublicKey(createPublicKey(sealingKey));
const item: Item = {
  kind: 'withdrawal',
  id,
  followUpId: '0e8f5e8a-53a4-4a4e-9b0c-3a3c2f4d5b6a',
  authorId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  writtenAt: '2026-11-22T12:00:00.000Z',
  submissionId: 'a1b2c3d4-0000-4000-8000-000000000001',
};
const bound = `${id}|withdrawal|0e8f5e8a-53a4-4a4e-9b0c-3a3c2f4d5b6a|7c9e6679-7425-40de-944b-e07fc1f90ae7|key-1`;
const inside = `{"item":"${JSON.stringify(item).replaceAll('"', '\\"')}","signature":"c2ln"}`;
const open = (content: string): string | undefined =>
  openSealed(
    { privateKey: sealingKey, publicBytes },
    'foljsam upload 1',
    bound,
    Buffer.from(content, 'base64'),
  )?.toString();

test('an upload: the text that its seal is bound to, what is inside, and one that was sealed long ago', async () => {
  const key = { id: 'key-1', publicKey: Buffer.from(publicBytes).toString('base64url') };
  const author = { publicKey: { kty: 'EC', crv: 'P-256', x: '', y: '' }, sign: async () => 'c2ln' } as const;
  const { content, ...envelope } = await sealUpload(item, author, key);
  expect(envelopeText(envelope)).toBe(bound);
  expect(open(content)).toBe(inside);
  expect(
    open(
      'XbGIPHgrzDGJNG2UeiI3qf/3/91t/ZiQmGMm1hsF8n+aEk8cM5fNfa+CNFF7gnxeSyIjI/2MvRP3xlDOc7qaKhgufnA9UfCuNq8kLxUwAS8W3HXtZ3hd8VqlTxFwsVQ2TRZfLnOyr8lKg+oWKe/bhI5HQQ6HcdTDgRCs+6JGEfStjCQ6xH4mTBHlQdKbwAUlCn9pT+w/vb8/DqN9D1y3ES8pKzbSu22g+cNlviUwdEqtYDayOfowXTSKroaX9WbwXCRL/g9MLo9dcDAN6lsfr5IpeY1LCI7rGTKBdh6ghl3alnQlov8ETQRdhCRzsqS7cpCywmkX8qOR5GLtSZRp9XvRVG+Sc1lk3bo+tONCYF/62AqoAP2clV5dQRIJOB53mlWjEXx8neCpmCW9Z2s/x3DkGkUu3B16Gg50CrvJOlo67/lRaLAGBOa5AlW+5nNXXVBSeiHvexEcavRvJVdGlRHFCh03e5h4zJk=',
    ),
  ).toBe(inside);
});

test('a signature: what is put before the text, the hash and the form', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicKey = { kty: 'EC', crv: 'P-256', x, y } as const;
  const identity = { name: 'tablet', deviceId: id, privateKey: pair.privateKey, publicKey } as const;
  const database = new TabletDatabase('formats');
  const author = await authorKey(database, createPlainCodec());
  const isOver = (text: string, signature: string, by: typeof author.publicKey): boolean =>
    verify(
      'sha256',
      Buffer.from(text),
      { key: createPublicKey({ key: by, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  expect(isOver('foljsam-item-1\n{"a":1}', await author.sign('{"a":1}'), author.publicKey)).toBe(true);
  expect(isOver('foljsam-uploads-1\n{"a":1}', await signBatch(identity, '{"a":1}'), publicKey)).toBe(true);
  expect(isOver('foljsam-erased-1\n{"a":1}', await signErasure(identity, '{"a":1}'), publicKey)).toBe(true);
  // One that was made long ago.
  const then = {
    kty: 'EC',
    crv: 'P-256',
    x: 'KDu19q-BKUjYpWJF-k5mPzggA3Q8UfuT80gRzORPkdg',
    y: 'KyK1N3OrixVM4OiHpSJoF5gG5gM5S_tlRiTZ9CEa23U',
  } as const;
  const long = {
    device: { publicKey: then },
    bytes: Buffer.from('{"a":1}'),
    signature: 'XoTYClyF8QLCDa7tSjM0JXgZbbi2EM4eE86VC16S50ctIMHzG94XKNFVlcRN2F0tccdAlEPiPkQu-kpaYFEbuQ',
  };
  expect(isSignedBy(long.device, long.bytes, long.signature)).toBe(true);
  database.close();
});
