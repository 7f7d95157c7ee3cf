import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPlainCodec, type Codec, type Place } from '#device/codec.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';

const newKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const key = await newKey();
const sealed = createRecordCodec(key, secureRandomBytes);
const place: Place = { store: 'drafts', id: randomUUID(), revision: 7 };
const value = { answers: { overall: { value: 'deficient', comment: 'Åkte hem — «för tidigt»' } } };
const refused = { ok: false, problem: 'changed' };

const codecs: [string, Codec][] = [
  ['encrypted', sealed],
  ['plain', createPlainCodec()],
];

describe.each(codecs)('a record that is %s', (_, codec) => {
  test('is there again', async () => {
    expect(await codec.decode(place, await codec.encode(place, value))).toEqual({ ok: true, value });
  });

  const others: [string, Partial<Place>][] = [
    ['another record', { id: randomUUID() }],
    ['another store', { store: 'followUps' }],
    ['an earlier revision', { revision: 6 }],
    ['a later revision', { revision: 8 }],
  ];
  test.each(others)('is refused where the bytes are those of %s', async (_name, of) => {
    expect(await codec.decode(place, await codec.encode({ ...place, ...of }, value))).toEqual(refused);
  });

  test('of no format known is refused, and of nothing at all', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array([7, 7, 7])]) {
      expect(await codec.decode(place, bytes)).toEqual({ ok: false, problem: 'unknown-format' });
    }
  });

  test('cut short anywhere is refused', async () => {
    const bytes = await codec.encode(place, value);
    for (let length = 0; length < bytes.length; length += 1) {
      expect((await codec.decode(place, bytes.subarray(0, length))).ok).toBe(false);
    }
  });
});

test('any bit changed anywhere in an encrypted record is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.nat(), async (any, at) => {
      const bytes = await sealed.encode(place, any);
      const bit = at % (bytes.length * 8);
      const changed = bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
      expect((await sealed.decode(place, changed)).ok).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('whatever is written encrypted is read again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (any) => {
      const read = await sealed.decode(place, await sealed.encode(place, any));
      expect(JSON.stringify(read.ok ? read.value : read)).toBe(JSON.stringify(any));
    }),
  );
});

test('another key opens nothing; the same value is never the same bytes; no word of it can be seen', async () => {
  const bytes = await sealed.encode(place, value);
  const other = createRecordCodec(await newKey(), secureRandomBytes);
  expect(await other.decode(place, bytes)).toEqual(refused);
  expect(await sealed.encode(place, value)).not.toEqual(bytes);
  expect(Buffer.from(bytes).includes('deficient')).toBe(false);
});
