import sqlite3InitModule, { type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SqliteFiles } from '#server/database/sqlite.ts';
import { connect } from './power-cut-connection.ts';
import type { Disk } from './power-cut-disk.ts';
import { sharedMemory } from './power-cut-shared-memory.ts';

type Pointer = Parameters<Sqlite3Static['wasm']['peekPtr']>[0];

interface OpenFile {
  readonly disk: Disk;
  readonly path: string;
  readonly isRemovedAtClose: boolean;
  /** A new journal or log: with its first sync the folder is synced too, as SQLite does on Unix. */
  syncsFolder: boolean;
  /** SQLite's levels of locks: none, shared, reserved, pending, exclusive. */
  lock: number;
}

const vfsName = 'power-cut';

/**
 * SQLite in WebAssembly over disks in memory (`Disk`): it writes, syncs and locks as its own layer for Unix does, by
 * the same calls, and each is remembered. Paths begin with the name under which the disk was put in.
 */
export class PowerCutSqlite {
  readonly #sqlite3: Sqlite3Static;
  readonly #disks = new Map<string, Disk>();
  readonly #open = new Map<Pointer, OpenFile>();

  private constructor(sqlite3: Sqlite3Static) {
    this.#sqlite3 = sqlite3;
    this.#install();
  }

  static async load(): Promise<PowerCutSqlite> {
    return new PowerCutSqlite(await sqlite3InitModule());
  }

  /** A disk as the place of a register, for `openSqlite`. */
  put(name: string, disk: Disk): SqliteFiles {
    this.#disks.set(name, disk);
    return {
      exists: (path) => disk.files.has(path),
      connect: (path) => connect(this.#sqlite3, path, vfsName),
    };
  }

  /** Takes a disk out. What still has it open writes to nothing that anybody reads. */
  takeOut(name: string): void {
    this.#disks.delete(name);
  }

  #diskOf(path: string): Disk {
    const disk = this.#disks.get(path.split('/')[1] ?? '');
    if (disk === undefined) throw new Error(`There is no disk for ${path}`);
    return disk;
  }

  #fileOf(pointer: Pointer): OpenFile {
    const file = this.#open.get(pointer);
    if (file === undefined) throw new Error('SQLite uses a file that it has not opened');
    return file;
  }

  #othersHold(pointer: Pointer, level: number): boolean {
    const { path } = this.#fileOf(pointer);
    return [...this.#open].some(
      ([other, file]) => other !== pointer && file.path === path && file.lock >= level,
    );
  }

  #install(): void {
    const { capi, wasm, vfs } = this.#sqlite3;
    const measured = new capi.sqlite3_file();
    const sizeOfFile = measured.structInfo.sizeof;
    measured.dispose();
    const fileSystem = new capi.sqlite3_vfs();
    const inherited = new capi.sqlite3_vfs(capi.sqlite3_vfs_find(null));
    Object.assign(fileSystem, {
      $iVersion: 2,
      $szOsFile: sizeOfFile,
      $mxPathname: 512,
    });
    for (const name of ['$xRandomness', '$xSleep', '$xCurrentTime', '$xCurrentTimeInt64'])
      Reflect.set(fileSystem, name, Reflect.get(inherited, name));
    inherited.dispose();
    const methods = new capi.sqlite3_io_methods();
    Object.assign(methods, { $iVersion: 2 });
    // As on Unix: a write that is cut does not harm the bytes beside it. The types know of no such result.
    methods.installMethods({ xDeviceCharacteristics: () => capi.SQLITE_IOCAP_POWERSAFE_OVERWRITE });
    const text = (pointer: Pointer): string => wasm.cstrToJs(pointer) ?? '';
    const { SQLITE_OK, SQLITE_BUSY } = capi;

    vfs.installVfs({
      io: {
        struct: methods,
        methods: {
          xClose: (file) => {
            const { disk, path, isRemovedAtClose } = this.#fileOf(file);
            if (isRemovedAtClose) disk.change({ type: 'delete', path });
            this.#open.delete(file);
            return SQLITE_OK;
          },
          xRead: (file, buffer, amount, offset) => {
            const { disk, path } = this.#fileOf(file);
            const start = Number(offset);
            const content = (disk.files.get(path) ?? new Uint8Array(0)).subarray(start, start + amount);
            const memory = wasm.heap8u().subarray(Number(buffer), Number(buffer) + amount);
            memory.set(content);
            memory.fill(0, content.length);
            return content.length < amount ? capi.SQLITE_IOERR_SHORT_READ : SQLITE_OK;
          },
          xWrite: (file, buffer, amount, offset) => {
            const { disk, path } = this.#fileOf(file);
            const failure = disk.fails('write');
            // A write that fails may have been half done.
            const done = failure === null ? amount : amount >> 1;
            const bytes = wasm.heap8u().slice(Number(buffer), Number(buffer) + done);
            disk.change({ type: 'write', path, offset: Number(offset), bytes });
            if (failure !== null) return failure === 'EIO' ? capi.SQLITE_IOERR_WRITE : capi.SQLITE_FULL;
            return SQLITE_OK;
          },
          xTruncate: (file, size) => {
            const { disk, path } = this.#fileOf(file);
            if (disk.fails('truncate') !== null) return capi.SQLITE_IOERR_TRUNCATE;
            disk.change({ type: 'truncate', path, size: Number(size) });
            return SQLITE_OK;
          },
          xSync: (file) => {
            const own = this.#fileOf(file);
            if (own.disk.fails('sync') !== null) {
              own.disk.failToSync(own.path);
              return capi.SQLITE_IOERR_FSYNC;
            }
            own.disk.sync(own.path);
            if (own.syncsFolder) own.disk.syncFolder();
            own.syncsFolder = false;
            return SQLITE_OK;
          },
          xFileSize: (file, out) => {
            const { disk, path } = this.#fileOf(file);
            wasm.poke(out, disk.files.get(path)?.length ?? 0, 'i64');
            return SQLITE_OK;
          },
          xLock: (file, level) => {
            const own = this.#fileOf(file);
            if (own.lock >= level) return SQLITE_OK;
            const forbidden = level === 1 ? 3 : level === 2 ? 2 : 1;
            if (this.#othersHold(file, forbidden)) return SQLITE_BUSY;
            own.lock = level;
            return SQLITE_OK;
          },
          xUnlock: (file, level) => {
            this.#fileOf(file).lock = level;
            return SQLITE_OK;
          },
          xCheckReservedLock: (file, out) => {
            wasm.poke(out, this.#othersHold(file, 2) ? 1 : 0, 'i32');
            return SQLITE_OK;
          },
          xFileControl: () => capi.SQLITE_NOTFOUND,
          ...sharedMemory(this.#sqlite3, (file) => this.#fileOf(file).path),
        },
      },
      vfs: {
        struct: fileSystem,
        name: vfsName,
        methods: {
          xOpen: (_vfs, name, pointer, flags, outFlags) => {
            const path = text(name);
            const disk = this.#diskOf(path);
            const isThere = disk.files.has(path);
            if (!isThere && (flags & capi.SQLITE_OPEN_CREATE) === 0) return capi.SQLITE_CANTOPEN;
            if (!isThere) disk.change({ type: 'truncate', path, size: 0 });
            const isRemovedAtClose = (flags & capi.SQLITE_OPEN_DELETEONCLOSE) !== 0;
            const journals =
              capi.SQLITE_OPEN_WAL | capi.SQLITE_OPEN_MAIN_JOURNAL | capi.SQLITE_OPEN_SUPER_JOURNAL;
            const syncsFolder = !isThere && (flags & journals) !== 0;
            this.#open.set(pointer, { disk, path, isRemovedAtClose, syncsFolder, lock: 0 });
            const file = new capi.sqlite3_file(pointer);
            file.$pMethods = methods.pointer;
            file.dispose();
            wasm.poke(outFlags, flags, 'i32');
            return SQLITE_OK;
          },
          xDelete: (_vfs, name, syncsFolder) => {
            const path = text(name);
            const disk = this.#diskOf(path);
            if (!disk.files.has(path)) return capi.SQLITE_IOERR_DELETE_NOENT;
            disk.change({ type: 'delete', path });
            if (syncsFolder !== 0) disk.syncFolder();
            return SQLITE_OK;
          },
          xAccess: (_vfs, name, _flags, out) => {
            wasm.poke(out, this.#diskOf(text(name)).files.has(text(name)) ? 1 : 0, 'i32');
            return SQLITE_OK;
          },
          xFullPathname: (_vfs, name, size, out) =>
            wasm.cstrncpy(out, name, size) < size ? SQLITE_OK : capi.SQLITE_CANTOPEN,
        },
      },
    });
  }
}
