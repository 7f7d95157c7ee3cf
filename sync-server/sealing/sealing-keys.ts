import type { SealingKey } from '#domain/sealing.ts';
import type { Recipient } from './hpke.ts';
import { newKeyFile, publicPart, recipientOf, type KeyFile } from './key-file.ts';
import type { KeyStore } from './key-folder.ts';

const day = 24 * 60 * 60_000;
/** How long tablets seal for the same key, by what it is for. */
const longestUses = { upload: 90 * day, recovery: 365 * day } as const;
export const longestUse = longestUses.upload;
/** A key may have been made by another process: it is looked for on the disk, but not for each unknown id. */
const lookEvery = 5_000;

/** The server's keys, by what they are for. */
export interface SealingKeys {
  /** What tablets are to seal for now; a new one when the last has been in use for 90 days. */
  current(): SealingKey;
  /** The private key of an id that a tablet has sealed for; undefined where there is none (any more). */
  uploadKey(keyId: string): Recipient | undefined;
  /**
   * What the recovery secrets of a board's tablets are sealed for: made at the first asking, and anew each year. Tablets
   * seal for the new one at their next contact.
   */
  recoveryKeyFor(boardId: string): SealingKey;
  /** The private recovery key of an id. Asked for when two administrators have approved, and then only. */
  recoveryKey(keyId: string): Recipient | undefined;
  /** A new current key; the ones before go on opening what was sealed for them. */
  rotate(): SealingKey;
  /** A new recovery key of each board that has one; gives the boards. */
  rotateRecovery(): readonly string[];
}

const newestFirst = (one: KeyFile, other: KeyFile): number =>
  other.madeAt.localeCompare(one.madeAt) || other.id.localeCompare(one.id);

/** The keys of uploads, the one in use first. */
export const uploadKeysOf = (store: KeyStore): readonly KeyFile[] =>
  store
    .read()
    .filter((file) => file.use === 'upload')
    .toSorted(newestFirst);

/** The keys that lie in the store. */
export const openSealingKeys = (store: KeyStore, now: () => Date): SealingKeys => {
  const recipients = new Map<string, { file: KeyFile; recipient: Recipient }>();
  let current: KeyFile | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = (): void => {
    lookedAt = now().getTime();
    recipients.clear();
    for (const file of store.read()) recipients.set(file.id, { file, recipient: recipientOf(file) });
    current = [...recipients.values()]
      .map(({ file }) => file)
      .filter((file) => file.use === 'upload')
      .toSorted(newestFirst)[0];
  };
  const make = (use: KeyFile['use'], boardId: string | null): KeyFile => {
    const file = newKeyFile(use, boardId, now());
    store.write(file);
    look();
    return file;
  };
  const isWorn = ({ madeAt, use }: KeyFile): boolean =>
    now().getTime() - Date.parse(madeAt) >= longestUses[use];
  const recoveryFiles = (): readonly KeyFile[] =>
    [...recipients.values()]
      .map(({ file }) => file)
      .filter((file) => file.use === 'recovery')
      .toSorted(newestFirst);
  const isDue = (): boolean => now().getTime() - lookedAt >= lookEvery;
  const find = (keyId: string, use: KeyFile['use']): Recipient | undefined => {
    if (!recipients.has(keyId) && isDue()) look();
    const found = recipients.get(keyId);
    return found?.file.use === use ? found.recipient : undefined;
  };
  look();
  return {
    current: () => {
      if (isDue()) look();
      return publicPart(current === undefined || isWorn(current) ? make('upload', null) : current);
    },
    uploadKey: (keyId) => find(keyId, 'upload'),
    recoveryKeyFor: (boardId) => {
      if (isDue()) look();
      const known = recoveryFiles().find((file) => file.boardId === boardId);
      return publicPart(known === undefined || isWorn(known) ? make('recovery', boardId) : known);
    },
    recoveryKey: (keyId) => find(keyId, 'recovery'),
    rotate: () => publicPart(make('upload', null)),
    rotateRecovery: () => {
      look();
      const boards = [...new Set(recoveryFiles().flatMap(({ boardId }) => boardId ?? []))];
      for (const boardId of boards) make('recovery', boardId);
      return boards;
    },
  };
};

/** The recovery keys that nothing is kept for any more: another has taken their place, and no deposit names them. */
export const recoveryKeysToRemove = (store: KeyStore, inUse: ReadonlySet<string>): readonly KeyFile[] => {
  const files = store
    .read()
    .filter((file) => file.use === 'recovery')
    .toSorted(newestFirst);
  return files.filter(
    (file, index) =>
      !inUse.has(file.id) && files.slice(0, index).some((newer) => newer.boardId === file.boardId),
  );
};

/** A tablet as far as it matters for keys. */
export interface KeyHolder {
  readonly enrolledAt: string;
  /** Its store is gone, or nothing is taken from it any more. */
  readonly isGone: boolean;
}

/**
 * The keys that no tablet can still hold something sealed for: those that were out of use before any tablet was enrolled
 * that still lives. A tablet keeps what it has sent until two backups hold it, and sends it again after a restore, so
 * that it has been heard of since says nothing.
 */
export const keysToRemove = (newest: readonly KeyFile[], holders: readonly KeyHolder[]): readonly KeyFile[] =>
  newest.filter((_, index) => {
    const replacedAt = newest[index - 1]?.madeAt;
    if (replacedAt === undefined) return false;
    return holders.every(({ enrolledAt, isGone }) => isGone || enrolledAt > replacedAt);
  });
