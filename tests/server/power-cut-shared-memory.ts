import type { Sqlite3Static, sqlite3_io_methods } from '@sqlite.org/sqlite-wasm';

type Pointer = Parameters<Sqlite3Static['wasm']['peekPtr']>[0];
type SharedMemory = Pick<sqlite3_io_methods, 'xShmMap' | 'xShmLock' | 'xShmBarrier' | 'xShmUnmap'>;

/** The index of a write-ahead log: memory that connections share, with eight locks. It does not outlive them. */
interface SharedIndex {
  readonly regions: Pointer[];
  readonly holders: { shared: Set<Pointer>; exclusive: Pointer | null }[];
  readonly users: Set<Pointer>;
}

/** Flags of xShmLock (sqlite3.h: SQLITE_SHM_UNLOCK, SQLITE_SHM_EXCLUSIVE). */
const [sharedUnlock, sharedExclusive] = [1, 8];

/** What SQLite asks of a file system for the index of a write-ahead log, among the connections of one process. */
export const sharedMemory = (
  { capi, wasm }: Sqlite3Static,
  pathOf: (file: Pointer) => string,
): SharedMemory => {
  const { SQLITE_OK, SQLITE_BUSY } = capi;
  const indexes = new Map<string, SharedIndex>();
  const indexOf = (path: string): SharedIndex => {
    const known = indexes.get(path);
    if (known !== undefined) return known;
    const holders = Array.from({ length: 8 }, () => ({ shared: new Set<Pointer>(), exclusive: null }));
    const made: SharedIndex = { regions: [], holders, users: new Set() };
    indexes.set(path, made);
    return made;
  };
  return {
    xShmMap: (file, region, size, mayExtend, out) => {
      const index = indexOf(pathOf(file));
      index.users.add(file);
      const wanted = mayExtend === 0 ? 0 : region + 1;
      while (index.regions.length < wanted) {
        const made = wasm.alloc(size);
        wasm.heap8u().fill(0, Number(made), Number(made) + size);
        index.regions.push(made);
      }
      wasm.pokePtr(out, index.regions[region] ?? 0);
      return SQLITE_OK;
    },
    xShmLock: (file, first, count, flags) => {
      const slots = indexOf(pathOf(file)).holders.slice(first, first + count);
      if ((flags & sharedUnlock) !== 0) {
        for (const slot of slots) {
          slot.shared.delete(file);
          if (slot.exclusive === file) slot.exclusive = null;
        }
        return SQLITE_OK;
      }
      const isExclusive = (flags & sharedExclusive) !== 0;
      const isTaken = slots.some(
        (slot) =>
          (slot.exclusive !== null && slot.exclusive !== file) ||
          (isExclusive && [...slot.shared].some((holder) => holder !== file)),
      );
      if (isTaken) return SQLITE_BUSY;
      for (const slot of slots) {
        if (isExclusive) slot.exclusive = file;
        else slot.shared.add(file);
      }
      return SQLITE_OK;
    },
    xShmBarrier: () => undefined,
    xShmUnmap: (file) => {
      const path = pathOf(file);
      const index = indexOf(path);
      index.users.delete(file);
      if (index.users.size > 0) return SQLITE_OK;
      for (const region of index.regions) wasm.dealloc(region);
      indexes.delete(path);
      return SQLITE_OK;
    },
  };
};
