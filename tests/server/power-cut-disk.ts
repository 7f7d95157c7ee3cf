import type { ItemResult } from '#domain/protocol.ts';

/** A receipt that a tablet was given. */
export interface Told {
  readonly result: ItemResult;
  readonly followUpId: string;
}

/** A decision at the review desk that a coordinator was told has been taken. */
export interface Decided {
  readonly reviewId: string;
  readonly followUpId: string;
  readonly head: string;
  readonly decision: 'approved' | 'returned';
}

/** What was done to a disk, in order. `told` and `decided` are no disk's business: somebody was answered. */
export type DiskEvent =
  | { readonly type: 'write'; readonly path: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly type: 'truncate'; readonly path: string; readonly size: number }
  | { readonly type: 'delete'; readonly path: string }
  | { readonly type: 'sync'; readonly path: string }
  | { readonly type: 'sync-failed'; readonly path: string }
  | { readonly type: 'sync-folder' }
  | { readonly type: 'told'; readonly receipts: readonly Told[] }
  | { readonly type: 'decided'; readonly decided: Decided };

type Change = Extract<DiskEvent, { type: 'write' | 'truncate' | 'delete' }>;

/** The files of a disk, each as what it holds. */
export type Files = ReadonlyMap<string, Uint8Array>;

const written = (content: Uint8Array, offset: number, bytes: Uint8Array): Uint8Array => {
  const size = Math.max(content.length, offset + bytes.length);
  // Files grow by doubling what lies behind them, else a growing log is copied at every write.
  let grown = content;
  if (size > content.length) {
    if (content.byteOffset === 0 && content.buffer.byteLength >= size) {
      grown = new Uint8Array(content.buffer, 0, size);
    } else {
      grown = new Uint8Array(new ArrayBuffer(2 * size), 0, size);
      grown.set(content);
    }
  }
  grown.set(bytes, offset);
  return grown;
};

const resized = (content: Uint8Array, size: number): Uint8Array => {
  const made = new Uint8Array(size);
  made.set(content.subarray(0, size));
  return made;
};

const nothing = new Uint8Array(0);

const apply = (files: Map<string, Uint8Array>, change: Change): void => {
  const content = files.get(change.path) ?? nothing;
  if (change.type === 'delete') files.delete(change.path);
  else if (change.type === 'truncate') files.set(change.path, resized(content, change.size));
  else files.set(change.path, written(content, change.offset, change.bytes));
};

/** What a program is told when the disk does not do as it was asked. */
export type DiskFailure = 'EIO' | 'ENOSPC';

/** A disk as programs see it while the power is on; it remembers all that was done to it. */
export class Disk {
  readonly files: Map<string, Uint8Array>;
  readonly events: DiskEvent[] = [];
  /** Asked before each write, truncation and sync whether it fails. */
  fails: (what: 'write' | 'truncate' | 'sync') => DiskFailure | null = () => null;

  constructor(files: Files = new Map()) {
    this.files = new Map([...files].map(([path, content]) => [path, content.slice()]));
  }

  change(change: Change): void {
    apply(this.files, change);
    this.events.push(change);
  }

  sync(path: string): void {
    this.events.push({ type: 'sync', path });
  }

  /** A sync that failed: what was to be synced may never reach the disk, though it can still be read. */
  failToSync(path: string): void {
    this.events.push({ type: 'sync-failed', path });
  }

  /** Makes sure of which files there are; of what is in them, nothing. */
  syncFolder(): void {
    this.events.push({ type: 'sync-folder' });
  }

  /** Notes that a tablet has been answered by now. */
  tell(receipts: readonly Told[]): void {
    this.events.push({ type: 'told', receipts });
  }

  /** Notes that a coordinator has been answered by now. */
  tellDecided(decided: Decided): void {
    this.events.push({ type: 'decided', decided });
  }
}

/** Bytes that a disk writes at once; a write that the power cuts may have reached it by whole sectors only. */
const sector = 512;

/**
 * Goes through what was done to a disk, and says at each place what can be on it if the power is cut there. What was
 * synced is. Of what was done to a file since its last sync, any part is, in any order: the caller's chance decides.
 * A new file is there from its first sync; a removed one may come back until the folder is synced.
 */
export class PowerCut {
  readonly #synced: Map<string, Uint8Array>;
  readonly #pending = new Map<string, Change[]>();

  /** `files`: what was on the disk before. */
  constructor(files: Files = new Map()) {
    this.#synced = new Map([...files].map(([path, content]) => [path, content.slice()]));
  }

  /** The next thing that was done. */
  pass(event: DiskEvent): void {
    if (event.type === 'told' || event.type === 'decided') return;
    if (event.type === 'sync') {
      for (const change of this.#pending.get(event.path) ?? []) apply(this.#synced, change);
      this.#pending.delete(event.path);
    } else if (event.type === 'sync-failed') {
      // As Linux does it: the pages count as clean from then on, and no later sync brings them to the disk.
      this.#pending.delete(event.path);
    } else if (event.type === 'sync-folder') {
      for (const [path, changes] of this.#pending) {
        const upTo = changes.findLastIndex((change) => change.type === 'delete') + 1;
        for (const change of changes.slice(0, upTo)) apply(this.#synced, change);
        this.#pending.set(path, changes.slice(upTo));
      }
    } else {
      const pending = this.#pending.get(event.path);
      if (pending === undefined) this.#pending.set(event.path, [event]);
      else pending.push(event);
    }
  }

  /** The least that can be left: what was synced, and nothing more. */
  least(): Files {
    return this.#synced;
  }

  /** Something between the least and all: of what was not synced, each change by a toss. */
  some(random: () => number): Files {
    const files = new Map([...this.#synced].map(([path, content]) => [path, content.slice()]));
    for (const changes of this.#pending.values()) {
      const survives = random();
      for (const change of changes) {
        if (random() < survives) apply(files, change.type === 'write' ? torn(change, random) : change);
        // What comes after a removal is another file: it is there only if the removal is.
        else if (change.type === 'delete') break;
      }
    }
    return files;
  }
}

const torn = (change: Extract<Change, { type: 'write' }>, random: () => number): Change => {
  const sectors = Math.ceil(change.bytes.length / sector);
  if (sectors < 2 || random() > 0.2) return change;
  return { ...change, bytes: change.bytes.subarray(0, sector * (1 + Math.floor(random() * (sectors - 1)))) };
};
