import 'fake-indexeddb/auto';
import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { TabletDatabase } from '#device/database.ts';
import { importDataKey } from '#device/vault/data-key.ts';
import { readDraftFile, writeDraftFile } from '#device/vault/draft-file.ts';
import { openCopy, sealCopy, type CopyBinding } from '#device/vault/draft-seal.ts';
import {
  adoptOwnerKey,
  makeOwnerKey,
  readOwnerKey,
  rewrapOwnerKey,
  slotToText,
  type OwnerKey,
} from '#device/vault/owner-key.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import type { DraftCopy } from '#domain/draft-copy/draft-copy.ts';

// What Argon2id costs is tried with the slots of the vault; here it would only be waited for.
vi.mock('#device/vault/argon2.ts', () => ({
  argon2idOf: async (password: string, salt: Uint8Array) =>
    new Uint8Array(createHash('sha256').update(salt).update(password).digest()),
}));

const making = { randomBytes: secureRandomBytes, randomId: randomUUID };
const passphrase = 'nudel säkring sagobok maria';
const userId = randomUUID();

/** A store on a device of hers, with a data key of its own. */
const newStore = async () => {
  const key = await importDataKey(secureRandomBytes(32));
  const codec = createRecordCodec(key, secureRandomBytes);
  return { database: new TabletDatabase(`store-${randomUUID()}`), codec };
};
type Store = Awaited<ReturnType<typeof newStore>>;
const ownerOf = async ({ database, codec }: Store): Promise<OwnerKey> => {
  const owner = await readOwnerKey(database, codec);
  if (owner === undefined) throw new Error('There is no key of the owner');
  return owner;
};

const at = '2026-11-22T10:42:00.000Z';
const deviceId = randomUUID();
const copy: DraftCopy = {
  version: 1,
  device: 'tablet',
  head: {
    placementId: randomUUID(),
    questionnaire: { id: 'individual-follow-up', version: 1 },
    basedOn: [],
    position: { section: 'assessment', question: null },
    told: null,
    returned: null,
    startedAt: at,
    changedAt: at,
  },
  versions: {
    overall: [
      {
        answer: { value: 'deficient', comment: 'Åkte hem' },
        seen: { [deviceId]: 1 },
        by: deviceId,
        from: [],
      },
    ],
  },
  seen: { [deviceId]: 1 },
  sent: null,
};

let tablet: Store;
let owner: OwnerKey;
let binding: CopyBinding;
beforeAll(async () => {
  tablet = await newStore();
  await makeOwnerKey(tablet.database, tablet.codec, userId, passphrase, making);
  owner = await ownerOf(tablet);
  binding = { userId, followUpId: randomUUID(), deviceId, keyId: owner.id, revision: 3 };
});

describe("the owner's key", () => {
  test('is had on another device by the passphrase, and opens there what was sealed here', async () => {
    const desktop = await newStore();
    const slots = [slotToText(owner.slot)];
    const wrong = await adoptOwnerKey(
      desktop.database,
      desktop.codec,
      { userId, slots },
      'fel lösenfras helt',
    );
    expect(wrong).toEqual({ ok: false, problem: 'wrong-secret' });
    expect(await readOwnerKey(desktop.database, desktop.codec)).toBeUndefined();
    const adopted = await adoptOwnerKey(desktop.database, desktop.codec, { userId, slots }, passphrase);
    expect(adopted.ok).toBe(true);
    const there = await ownerOf(desktop);
    expect(there.id).toBe(owner.id);
    const sealed = await sealCopy(owner.key, binding, copy, secureRandomBytes);
    expect(await openCopy(there.key, binding, sealed)).toEqual({ ok: true, value: copy });
  });

  test('stays the same when the passphrase is changed; the old one opens the new wrapping no more', async () => {
    const store = await newStore();
    await makeOwnerKey(store.database, store.codec, userId, passphrase, making);
    const before = await ownerOf(store);
    const slot = await rewrapOwnerKey(store.database, store.codec, 'en helt annan fras här', making);
    if (slot === undefined) throw new Error('Nothing was wrapped');
    expect((await ownerOf(store)).id).toBe(before.id);
    const other = await newStore();
    const of = { userId, slots: [slotToText(slot)] };
    expect(await adoptOwnerKey(other.database, other.codec, of, passphrase)).toEqual({
      ok: false,
      problem: 'wrong-secret',
    });
    expect((await adoptOwnerKey(other.database, other.codec, of, 'en helt annan fras här')).ok).toBe(true);
  });

  test("is not had from a slot that is another person's, or that was changed in any of its parameters", async () => {
    const { database, codec } = await newStore();
    const adopt = (slot: unknown, of = userId) => {
      const slots = [Buffer.from(JSON.stringify(slot)).toString('base64')];
      return adoptOwnerKey(database, codec, { userId: of, slots }, passphrase);
    };
    expect(await adopt(owner.slot, randomUUID())).toEqual({ ok: false, problem: 'foreign-owner' });
    expect(await adopt({ ...owner.slot, keyId: randomUUID() })).toEqual({
      ok: false,
      problem: 'wrong-secret',
    });
    expect(await adopt({ ...owner.slot, memoryKib: 1_000_000 })).toEqual({
      ok: false,
      problem: 'unknown-format',
    });
    expect(await adopt({ ...owner.slot, kind: 'passphrase' })).toEqual({
      ok: false,
      problem: 'unknown-format',
    });
    // Of a row that cannot be read nothing is kept as a key.
    expect(await readOwnerKey(database, codec)).toBeUndefined();
  });
});

describe('a sealed copy', () => {
  const others: [string, Partial<CopyBinding>][] = [
    ['another person', { userId: randomUUID() }],
    ['another draft', { followUpId: randomUUID() }],
    ['another device', { deviceId: randomUUID() }],
    ['another key', { keyId: randomUUID() }],
    ['an earlier revision', { revision: 2 }],
  ];
  test.each(others)('is refused as that of %s', async (_name, of) => {
    const sealed = await sealCopy(owner.key, { ...binding, ...of }, copy, secureRandomBytes);
    expect(await openCopy(owner.key, binding, sealed)).toEqual({ ok: false, problem: 'changed' });
  });

  test('says nothing, and its length little', async () => {
    const longer = { ...copy, seen: { [deviceId]: 1, [randomUUID()]: 7 } };
    const [one, other] = [
      await sealCopy(owner.key, binding, copy, secureRandomBytes),
      await sealCopy(owner.key, binding, longer, secureRandomBytes),
    ];
    expect(one.length).toBe(other.length);
    expect(Buffer.from(one, 'base64').includes('Åkte')).toBe(false);
  });

  test('any bit changed is refused, and any end cut off', async () => {
    const sealed = Buffer.from(await sealCopy(owner.key, binding, copy, secureRandomBytes), 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length * 8 - 1), fc.nat(sealed.length - 1), async (bit, length) => {
        const changed = sealed.with(bit >> 3, (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
        for (const bytes of [changed, sealed.subarray(0, length)])
          expect((await openCopy(owner.key, binding, Buffer.from(bytes).toString('base64'))).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a file of drafts', () => {
  let text: string;
  beforeAll(async () => {
    const content = await sealCopy(owner.key, binding, copy, secureRandomBytes);
    const { followUpId, revision } = binding;
    text = await writeDraftFile({
      userId,
      keyId: owner.id,
      slot: slotToText(owner.slot),
      copies: [{ followUpId, deviceId, revision, content }],
    });
  });
  const refusal = async (of: string, who = userId, by = passphrase) => {
    const read = await readDraftFile(of, who, by);
    return read.ok ? 'read' : read.problem;
  };

  test('gives the drafts to her who has the passphrase, and to nobody else', async () => {
    const read = await readDraftFile(text, userId, passphrase);
    expect(read.ok && read.value.map((each) => each.copy)).toEqual([copy]);
    expect(text).not.toContain('Åkte');
    expect(await refusal(text, userId, 'fel lösenfras helt')).toBe('wrong-secret');
    expect(await refusal(text, randomUUID())).toBe('foreign-owner');
  });

  test('says what is the matter where it was cut off or changed, or is something else', async () => {
    for (const part of [0.02, 0.3, 0.6, 0.9, 0.999])
      expect(await refusal(text.slice(0, Math.floor(text.length * part)))).toBe('cut-off');
    const middle = Math.floor(text.length / 2);
    const letter = text[middle] === 'A' ? 'B' : 'A';
    expect(await refusal(text.slice(0, middle) + letter + text.slice(middle + 1))).toBe('changed');
    expect(await refusal('{"hej": 1}')).toBe('not-drafts');
    expect(await refusal('')).toBe('not-drafts');
    // Sent by mail, it may have other ends of lines.
    expect(await refusal(text.replaceAll('\n', '\r\n'))).toBe('read');
  });

  test('a copy that was put in another place of it is refused', async () => {
    const content = await sealCopy(owner.key, binding, copy, secureRandomBytes);
    const copies = [{ followUpId: randomUUID(), deviceId, revision: binding.revision, content }];
    const swapped = await writeDraftFile({ userId, keyId: owner.id, slot: slotToText(owner.slot), copies });
    expect(await refusal(swapped)).toBe('changed');
  });
});
