import { Dexie, type EntityTable, type Table, type Transaction } from 'dexie';
import type { ItemKind } from '#domain/follow-up/item.ts';
import type { ItemResult } from '#domain/protocol.ts';
import type { Guesses } from './vault/guessing.ts';
import type { Slot } from './vault/slot.ts';
import type { InForce } from '#domain/questionnaire/occasion.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';

/** A record of opaque bytes under a random id. */
export interface OpaqueRecord {
  readonly id: string;
  /** How many times the record has been written; the bytes are bound to it. */
  readonly revision: number;
  readonly bytes: Uint8Array;
}

/** What the server told: stamped with the telling it came with, so that a new one from the start can sweep the rest. */
export interface ReferenceRecord extends OpaqueRecord {
  readonly telling: number;
}

/** A published version. It names nobody, and lies in the clear. */
export interface QuestionnaireRecord {
  readonly id: string;
  readonly telling: number;
  readonly document: Questionnaire;
  readonly inForce: InForce;
}

/** One open or closed change in the log of a draft. */
export interface ChangeRecord {
  readonly seq: number;
  readonly followUpId: string;
  readonly revision: number;
  readonly bytes: Uint8Array;
}

/** Where an item in the outbox is. */
export type OutboxState =
  /** To be sent. In the store: unless its receipt came with those of a whole batch; see `ReceiptsRecord`. */
  | 'waiting'
  /** To be sent once more: it has been handed to the network before. */
  | 'posted'
  /** There is a receipt. */
  | 'received'
  /** Cannot be taken as it is; a person sees to it. */
  | 'refused'
  /** Sealed for a key that the server no longer knows. */
  | 'reseal';

/**
 * The way of a thing to be sent: random ids and states. It is written again where it leaves the line on a way of its own;
 * what is sent (`OutboxContent`) and what is shown of it (`shown`) lie apart, and are not.
 */
export interface OutboxRecord {
  readonly seq: number;
  readonly id: string;
  readonly kind: ItemKind;
  readonly followUpId: string;
  readonly authorId: string;
  readonly keyId: string;
  /** Whether its content is here: not while the server's key is unknown, and no longer once a backup holds it. */
  readonly hasContent: boolean;
  readonly state: OutboxState;
  readonly receipt: ItemResult | null;
  /** Why it was refused: a problem's code. */
  readonly refusal: string | null;
}

/** A thing to be sent, sealed for the server: base64, as it goes on the wire. */
export interface OutboxContent {
  /** Of its row in the outbox: what goes together is read in one request. */
  readonly seq: number;
  readonly content: string;
}

/**
 * The receipts of a batch, where it was the next in line and all of it was received: one record, for to write each row
 * again took longer than the network did. `outbox-rows.ts` reads them together.
 */
export interface ReceiptsRecord {
  /** The number in line of the last of them. */
  readonly through: number;
  readonly results: readonly ItemResult[];
}

/** A row of small state that names nobody: cursors, retry times, epoch. */
export interface SettingRecord {
  readonly name: string;
  readonly value: string | number | null;
}

/** A row of the outbox as it was in versions 1 to 3: with what is sent, and what is shown of it. */
type WholeOutboxRecord = Omit<OutboxRecord, 'hasContent'> & {
  readonly content: string;
  readonly revision: number;
  readonly about: Uint8Array;
};

const splitOutbox = async (transaction: Transaction): Promise<void> => {
  const outbox = transaction.table<WholeOutboxRecord | OutboxRecord, number>('outbox');
  const contents = transaction.table<OutboxContent, number>('contents');
  const shown = transaction.table<OpaqueRecord, string>('shown');
  for (const record of await outbox.toArray()) {
    if (!('content' in record)) continue;
    const { content, revision, about: bytes, ...rest } = record;
    await shown.put({ id: rest.id, revision, bytes });
    if (content !== '') await contents.put({ seq: rest.seq, content });
    await outbox.put({ ...rest, hasContent: content !== '' });
  }
};

/** One user's store on this tablet. */
export class TabletDatabase extends Dexie {
  declare readonly drafts: EntityTable<OpaqueRecord, 'id'>;
  declare readonly ledger: EntityTable<OpaqueRecord, 'id'>;
  /** The author's key, encrypted like the rest. */
  declare readonly secrets: EntityTable<OpaqueRecord, 'id'>;
  /** What is known of the copies of drafts, here and on her other devices; encrypted. */
  declare readonly copies: EntityTable<OpaqueRecord, 'id'>;
  declare readonly changes: EntityTable<ChangeRecord, 'seq'>;
  declare readonly outbox: EntityTable<OutboxRecord, 'seq'>;
  declare readonly contents: Table<OutboxContent, number>;
  declare readonly receipts: Table<ReceiptsRecord, number>;
  /** What the lists show of what is in the outbox, for her own eyes; encrypted. */
  declare readonly shown: EntityTable<OpaqueRecord, 'id'>;
  declare readonly followUps: Table<ReferenceRecord, string>;
  declare readonly placements: Table<ReferenceRecord, string>;
  declare readonly units: Table<ReferenceRecord, string>;
  declare readonly questionnaires: Table<QuestionnaireRecord, string>;
  /** What the server has told once more, in one piece; encrypted. It can be made of the rest at any time. */
  declare readonly snapshots: Table<OpaqueRecord, string>;
  declare readonly settings: Table<SettingRecord, string>;

  constructor(name: string) {
    // Strict: a transaction is complete when it is on disk, and only then does the screen say that it is saved.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      drafts: 'id',
      ledger: 'id',
      secrets: 'id',
      changes: '++seq, followUpId',
      outbox: '++seq, &id, followUpId, state',
      followUps: 'id, telling',
      placements: 'id, telling',
      units: 'id, telling',
      questionnaires: 'id, telling',
      settings: 'name',
    });
    this.version(2).stores({ copies: 'id' });
    this.version(3).stores({ snapshots: 'id' });
    this.version(4).stores({ contents: 'seq', shown: 'id' }).upgrade(splitOutbox);
    // Nobody asks the outbox by follow-up.
    this.version(5).stores({ outbox: '++seq, &id, state', receipts: 'through' });
  }
}

/** The tablet's own identity, shared by its users. */
export interface IdentityRecord {
  readonly name: 'tablet';
  readonly deviceId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
  /** How many items could not be delivered when the stores were erased: told with the erasure, until it is heard. */
  readonly undelivered?: number;
}

/** A user who has a store on this tablet. */
export interface UserRecord {
  readonly userId: string;
  readonly databaseName: string;
  /** 1 for the one who is using the tablet. */
  readonly isCurrent: 0 | 1;
  /** Of `session`. */
  readonly revision: number;
  readonly session: Uint8Array;
}

/** The ways into one user's store: wrapped keys, salts and numbers, and nothing that says whose it is. */
export interface VaultRecord {
  readonly userId: string;
  /** Goes up with each write, so that two tabs do not undo each other's. */
  readonly revision: number;
  readonly slots: readonly Slot[];
  readonly guesses: Guesses;
}

/** A public key of the server's. */
export interface ServerKeyRecord {
  readonly name: 'upload';
  readonly id: string;
  readonly publicKey: string;
}

/**
 * What somebody who has forgotten her passphrase has asked for. The private key can be used here and read nowhere; it
 * opens half a key, once two administrators have released it.
 */
export interface RecoveryRecord {
  readonly userId: string;
  readonly recoveryId: string;
  /** Base64url. */
  readonly publicKey: string;
  readonly pair: CryptoKeyPair;
}

/** What the tablet knows of itself, whoever uses it. */
export class DeviceDatabase extends Dexie {
  declare readonly keys: Table<ServerKeyRecord, string>;
  declare readonly vaults: Table<VaultRecord, string>;
  declare readonly identity: Table<IdentityRecord, string>;
  declare readonly users: Table<UserRecord, string>;
  declare readonly recoveries: Table<RecoveryRecord, string>;

  constructor(name = 'foljsam') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ identity: 'name', users: 'userId, isCurrent', vaults: 'userId', keys: 'name' });
    this.version(2).stores({ recoveries: 'userId' });
  }
}
