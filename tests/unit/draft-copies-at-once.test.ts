import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { readCopyState } from '#device/draft-copies.ts';
import { importDataKey } from '#device/vault/data-key.ts';
import { openCopy, sealCopy } from '#device/vault/draft-seal.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import type { DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import { contestedIn, shownAnswers } from '#domain/draft-copy/merge-drafts.ts';
import type { DraftCopyDeposit } from '#domain/draft-copy/protocol.ts';
import type { DraftTransport } from '#sync/draft-transport.ts';
import type { CopiesContext, CopyKey } from '#worker/copies/copies-context.ts';
import { fetchCopies } from '#worker/copies/fetching.ts';
import { publishDraft } from '#worker/copies/publishing.ts';
import { chooseBetween, takeInCopies } from '#worker/copies/taking-in.ts';
import { noon, TabletScenario } from './tablet-scenario.ts';

// Copies are made and fetched beside the writing: whatever is done in a draft while one is under way must stand after it.

const at = new Date(noon).toISOString();
const desktop = randomUUID();
const keyId = randomUUID();

let scenario: TabletScenario;
let context: CopiesContext;
let owner: CopyKey;
/** The copy that the other device has left, by its number. */
let left: { revision: number; copy: DraftCopy };
/** What this device has left. */
let kept: DraftCopyDeposit[];
/** What happens while a copy is on its way to the server, or from it. */
let meanwhile: () => Promise<void>;

/** What the other device wrote of the whole, as its so-and-so-manieth copy. */
const desktopWrites = (revision: number, comment: string): void => {
  const { followUp } = scenario;
  left = {
    revision,
    copy: {
      version: 1,
      device: 'computer',
      head: {
        placementId: followUp.placementId,
        questionnaire: followUp.questionnaire,
        basedOn: [],
        position: { section: 'assessment', question: null },
        told: null,
        returned: null,
        startedAt: at,
        changedAt: at,
      },
      versions: {
        overall: [{ answer: { comment }, seen: { [desktop]: revision }, by: desktop, from: [] }],
      },
      seen: { [desktop]: revision },
      sent: null,
    },
  };
};

/** A server that has the other device's copy and takes this one's. */
const server: DraftTransport = {
  ownerKey: () => Promise.resolve(undefined),
  keepSlot: () => Promise.resolve('kept'),
  drop: () => Promise.resolve(),
  list: () =>
    Promise.resolve({
      userId: scenario.userId,
      copies: [{ followUpId: scenario.id, deviceId: desktop, keyId, revision: left.revision, storedAt: at }],
    }),
  read: async (followUpId, deviceId) => {
    const { revision, copy } = left;
    const binding = { userId: scenario.userId, followUpId, deviceId, keyId, revision };
    await meanwhile();
    const content = await sealCopy(owner.key, binding, copy, secureRandomBytes);
    return { followUpId, deviceId, keyId, revision, storedAt: at, content };
  },
  keep: async (_followUpId, _deviceId, deposit) => {
    if (deposit.revision <= (kept.at(-1)?.revision ?? 0)) return 'stale-revision';
    kept.push(deposit);
    await meanwhile();
    return 'kept';
  },
};

const state = async () => {
  const { database, codec } = context.store;
  return readCopyState(database, codec, scenario.id);
};
const fetchAll = async () => fetchCopies(context, owner, new Map([[scenario.id, await state()]]));
const publish = () => publishDraft(context, owner, scenario.id);
/** What stands in the last copy that this device left. */
const lastLeft = async (): Promise<DraftCopy> => {
  const { userId, id: followUpId } = scenario;
  const { deviceId } = context.store.identity;
  const { revision = 0, content = '' } = kept.at(-1) ?? {};
  const opened = await openCopy(owner.key, { userId, followUpId, deviceId, keyId, revision }, content);
  if (!opened.ok) throw new Error(opened.problem);
  return opened.value;
};

/** Both have written of the whole; here it is to be chosen between. */
beforeEach(async () => {
  scenario = await TabletScenario.begin();
  const key = await importDataKey(secureRandomBytes(32));
  [kept, meanwhile] = [[], async () => undefined];
  const about = await scenario.context();
  const making = { randomBytes: secureRandomBytes, randomId: randomUUID };
  context = { ...about, transport: server, making, device: 'tablet' };
  owner = { id: keyId, key };
  await scenario.open();
  await scenario.answer('overall', { comment: 'Från plattan.' });
  desktopWrites(1, 'Från datorn.');
  await fetchAll();
  await takeInCopies(context, scenario.id);
});

const choose = async () => expect(await chooseBetween(context, scenario.id, 'overall', 1)).toBe(true);

test('nothing is chosen by itself', async () => {
  expect(await publish()).toBe('done');
  expect(contestedIn((await lastLeft()).versions)).toEqual(['overall']);
});

test('what she chooses while a copy is on its way to the server stands, and goes with the next', async () => {
  meanwhile = choose;
  expect(await publish()).toBe('done');
  meanwhile = async () => undefined;
  expect(contestedIn((await state()).versions)).toEqual([]);
  expect(await publish()).toBe('done');
  expect(shownAnswers((await lastLeft()).versions)['overall']).toEqual({ comment: 'Från datorn.' });
  expect(kept.map(({ revision }) => revision)).toEqual([1, 2]);
});

test('what she chooses while a copy is on its way from the server stands', async () => {
  desktopWrites(2, 'Från datorn, senare.');
  meanwhile = choose;
  expect(await fetchAll()).toEqual({ isNew: true, refused: 0 });
  expect(contestedIn((await state()).versions)).toEqual([]);
  expect(Object.keys((await state()).others)).toEqual([desktop]);
});

test('a copy that is left while another is on its way from the server is known to have been left', async () => {
  desktopWrites(2, 'Från datorn, senare.');
  meanwhile = async () => {
    meanwhile = async () => undefined;
    await publish();
  };
  await fetchAll();
  expect((await state()).published?.revision).toBe(1);
  await choose();
  expect(await publish()).toBe('done');
  expect(kept.map(({ revision }) => revision)).toEqual([1, 2]);
});

test('a choice and a copy in the same moment: no number is used twice', async () => {
  await Promise.all([choose(), publish()]);
  expect(await publish()).toBe('done');
  expect(contestedIn((await state()).versions)).toEqual([]);
  expect((await state()).revision).toBe(kept.at(-1)?.revision);
  expect(shownAnswers((await lastLeft()).versions)['overall']).toEqual({ comment: 'Från datorn.' });
});
