import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newOneTimeKeys, openWith, sealFor as sealOnTablet } from '#device/vault/hpke.ts';
import { openSealed, publicKeyOf, rawPublicKey, sealFor } from '#server/sealing/hpke.ts';

/**
 * The vector of this very suite that was published with RFC 9180 (mode 0, KEM 0x0020, KDF 0x0001, AEAD 0x0002, first
 * encryption). The RFC's appendix prints those of the other two AEADs alone; this one stands in the CFRG's file of them.
 */
const vector = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  ephemeral: '179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11',
  recipient: '497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d',
  recipientPublic: '430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c',
  encapsulated: '6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256',
  aad: '436f756e742d30',
  plaintext: '4265617574792069732074727574682c20747275746820626561757479',
  ciphertext: 'e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a',
};
const hex = (text: string) => Buffer.from(text, 'hex');
const text = (of: string) => hex(of).toString();
const sealedVector = hex(vector.encapsulated + vector.ciphertext);

const pairOf = (secret: string) => {
  // RFC 8410: the 32 bytes behind the fixed head of a PKCS#8 document.
  const der = Buffer.concat([hex('302e020100300506032b656e04220420'), hex(secret)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
};
const recipientOf = ({ privateKey, publicKey }: ReturnType<typeof pairOf>) => ({
  privateKey,
  publicBytes: rawPublicKey(publicKey),
});

describe('the published vector', () => {
  const { info, aad, plaintext } = vector;
  const pair = pairOf(vector.recipient);

  test('is opened by the server', () => {
    expect(rawPublicKey(pair.publicKey).toString('hex')).toBe(vector.recipientPublic);
    expect(openSealed(recipientOf(pair), text(info), text(aad), sealedVector)?.toString('hex')).toBe(
      plaintext,
    );
  });

  test('is what the server seals with the same ephemeral key', () => {
    const recipient = publicKeyOf(hex(vector.recipientPublic));
    const sealed = sealFor(recipient, text(info), text(aad), hex(plaintext), pairOf(vector.ephemeral));
    expect(sealed.toString('hex')).toBe(sealedVector.toString('hex'));
  });

  test("is opened and sealed by the tablet's suite", async () => {
    const suite = new CipherSuite({
      kem: new DhkemX25519HkdfSha256(),
      kdf: new HkdfSha256(),
      aead: new Aes256Gcm(),
    });
    const importKey = (of: string, isPublic: boolean) =>
      suite.kem.importKey('raw', new Uint8Array(hex(of)).buffer, isPublic);
    const recipient = await suite.createRecipientContext({
      recipientKey: await importKey(vector.recipient, false),
      enc: new Uint8Array(hex(vector.encapsulated)),
      info: hex(info),
    });
    expect(Buffer.from(await recipient.open(hex(vector.ciphertext), hex(aad))).toString('hex')).toBe(
      plaintext,
    );
    const ekm = {
      privateKey: await importKey(vector.ephemeral, false),
      publicKey: await importKey(vector.encapsulated, true),
    };
    const recipientPublicKey = await importKey(vector.recipientPublic, true);
    const sender = await suite.createSenderContext({ recipientPublicKey, info: hex(info), ekm });
    expect(Buffer.from(await sender.seal(hex(plaintext), hex(aad))).toString('hex')).toBe(vector.ciphertext);
  });
});

const pair = generateKeyPairSync('x25519');
const recipient = recipientOf(pair);
const key = { id: 'k', publicKey: recipient.publicBytes.toString('base64url') };

test('what the tablet seals the server opens, and the other way round', async () => {
  const keys = await newOneTimeKeys();
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.string(),
      fc.string(),
      async (bytes, info, aad) => {
        const sealed = await sealOnTablet(key, info, aad, new Uint8Array(bytes));
        expect(openSealed(recipient, info, aad, Buffer.from(sealed))).toEqual(Buffer.from(bytes));
        const publicKey = publicKeyOf(Buffer.from(keys.publicKey, 'base64url'));
        const back = sealFor(publicKey, info, aad, Buffer.from(bytes));
        expect(await openWith(keys, info, aad, new Uint8Array(back))).toEqual({ ok: true, value: bytes });
      },
    ),
    { numRuns: 60 },
  );
});

test('any bit changed, another use, another envelope, another key: refused on both sides', async () => {
  const bytes = new TextEncoder().encode('What was seen on the visit');
  const sealed = await sealOnTablet(key, 'info', 'aad', bytes);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    // X25519 ignores the highest bit of a point; HPKE binds the encapsulated key as it came, so it is refused too.
    expect(openSealed(recipient, 'info', 'aad', changed)).toBeUndefined();
  }
  expect(openSealed(recipient, 'other', 'aad', Buffer.from(sealed))).toBeUndefined();
  expect(openSealed(recipient, 'info', 'other', Buffer.from(sealed))).toBeUndefined();
  expect(
    openSealed(recipientOf(generateKeyPairSync('x25519')), 'info', 'aad', Buffer.from(sealed)),
  ).toBeUndefined();
  for (const length of [0, 1, 31, 32, 47, sealed.length - 1]) {
    expect(openSealed(recipient, 'info', 'aad', Buffer.from(sealed.subarray(0, length)))).toBeUndefined();
  }
  // A point of small order gives a secret that everybody knows.
  const known = Buffer.concat([Buffer.alloc(32), Buffer.from(sealed.subarray(32))]);
  expect(openSealed(recipient, 'info', 'aad', known)).toBeUndefined();

  const keys = await newOneTimeKeys();
  const back = sealFor(
    publicKeyOf(Buffer.from(keys.publicKey, 'base64url')),
    'info',
    'aad',
    Buffer.from(bytes),
  );
  expect(await openWith(await newOneTimeKeys(), 'info', 'aad', new Uint8Array(back))).toEqual({
    ok: false,
    problem: 'unreadable',
  });
  expect((await openWith(keys, 'info', 'other', new Uint8Array(back))).ok).toBe(false);
  expect((await openWith(keys, 'info', 'aad', new Uint8Array(back.subarray(0, 20)))).ok).toBe(false);
});
