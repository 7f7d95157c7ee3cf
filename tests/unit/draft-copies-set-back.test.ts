import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { TabletDatabase } from '#device/database.ts';
import { noCopies, readCopyStates } from '#device/draft-copies.ts';
import { importDataKey } from '#device/vault/data-key.ts';
import { sealCopy } from '#device/vault/draft-seal.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import type { DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import type { DraftCopyHead } from '#domain/draft-copy/protocol.ts';
import { fetchCopies } from '#worker/copies/fetching.ts';

const at = '2026-11-22T10:42:00.000Z';
const [userId, followUpId, placementId] = [randomUUID(), randomUUID(), randomUUID()];
const [here, tablet, desktop] = [randomUUID(), randomUUID(), randomUUID()];
const keyId = randomUUID();

/** The copy of a device, which has seen so much of what others wrote. */
const copyOf = (device: string, text: string, seen: Readonly<Record<string, number>>): DraftCopy => ({
  version: 1,
  device: 'tablet',
  head: {
    placementId,
    questionnaire: { id: 'individual-follow-up', version: 1 },
    basedOn: [],
    position: { section: 'assessment', question: null },
    told: null,
    returned: null,
    startedAt: at,
    changedAt: at,
  },
  versions: { overall: [{ answer: { comment: text }, seen, by: device, from: [] }] },
  seen,
  sent: null,
});

interface Kept {
  readonly head: DraftCopyHead;
  readonly content: string;
}

let fetch: (...kept: readonly Kept[]) => ReturnType<typeof fetchCopies>;
let keep: (device: string, revision: number, copy: DraftCopy) => Promise<Kept>;
let known: () => Promise<Record<string, string | undefined>>;

beforeEach(async () => {
  const codec = createRecordCodec(await importDataKey(secureRandomBytes(32)), secureRandomBytes);
  const database = new TabletDatabase(`store-${randomUUID()}`);
  const key = await importDataKey(secureRandomBytes(32));
  const states = () => readCopyStates(database, codec);
  keep = async (deviceId, revision, copy) => ({
    head: { followUpId, deviceId, keyId, revision, storedAt: at },
    content: await sealCopy(key, { userId, followUpId, deviceId, keyId, revision }, copy, secureRandomBytes),
  });
  fetch = async (...kept) => {
    const transport = {
      list: async () => ({ userId, copies: kept.map(({ head }) => head) }),
      read: async (_of: string, deviceId: string) => {
        const found = kept.find(({ head }) => head.deviceId === deviceId);
        return found && { ...found.head, content: found.content };
      },
    };
    const store = { userId, identity: { deviceId: here }, database, codec };
    return fetchCopies({ store, transport }, { id: keyId, key }, await states());
  };
  known = async () => {
    const { others } = (await states()).get(followUpId) ?? noCopies;
    return Object.fromEntries(
      Object.entries(others).map(([of, { copy }]): [string, string | undefined] => [
        of,
        copy.versions['overall']?.[0]?.answer.comment,
      ]),
    );
  };
});

test('a copy that goes on from the last is taken', async () => {
  expect(await fetch(await keep(tablet, 1, copyOf(tablet, 'Först', { [tablet]: 1 })))).toEqual({
    isNew: true,
    refused: 0,
  });
  await fetch(await keep(tablet, 2, copyOf(tablet, 'Sedan', { [tablet]: 2 })));
  expect(await known()).toEqual({ [tablet]: 'Sedan' });
});

test('an earlier copy than the last is refused and told, and what is here stands', async () => {
  const first = await keep(tablet, 1, copyOf(tablet, 'Först', { [tablet]: 1 }));
  await fetch(first);
  await fetch(await keep(tablet, 2, copyOf(tablet, 'Sedan', { [tablet]: 2 })));
  expect(await fetch(first)).toEqual({ isNew: false, refused: 1 });
  // Under a number that it was not sealed with.
  expect(await fetch({ ...first, head: { ...first.head, revision: 3 } })).toEqual({
    isNew: false,
    refused: 1,
  });
  expect(await known()).toEqual({ [tablet]: 'Sedan' });
});

test('an earlier copy than another device has seen is refused, also by one that has seen none of it', async () => {
  const first = await keep(tablet, 1, copyOf(tablet, 'Först', { [tablet]: 1 }));
  const later = await keep(desktop, 1, copyOf(desktop, 'Vidare', { [tablet]: 2, [desktop]: 1 }));
  expect(await fetch(later, first)).toEqual({ isNew: true, refused: 1 });
  expect(await known()).toEqual({ [desktop]: 'Vidare' });
});
