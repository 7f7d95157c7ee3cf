import type { Codec } from '#device/codec.ts';
import { TabletDatabase, type IdentityRecord, type UserRecord } from '#device/database.ts';
import { readAllDrafts, readDraft, type KeptDraft } from '#device/drafts.ts';
import type { RefusedDraft } from '#device/draft-records.ts';
import { openReference } from '#device/reference-snapshot.ts';
import type { Reference } from '#device/reference.ts';
import { readSentItems, type SentItem } from '#device/sent-items.ts';
import type { Seal, Sealing } from '#device/seal.ts';
import { readSettings } from '#device/settings.ts';
import { authorKey, type AuthorKey } from '#device/vault/author-key.ts';
import { loadFunctionsFor } from '#domain/questionnaire/expression/load-functions.ts';
import type { SessionView } from '#domain/session.ts';
import { SerialQueue } from '#domain/serial-queue.ts';
import type { CopiesState, CopyNews } from './api-drafts.ts';
import type { TabletContents } from './worklist.ts';

/**
 * One user's store while it is open: what lies in it, decoded and kept in step. There is one in a worker, and it is
 * gone with it.
 */
export class OpenStore {
  readonly session: SessionView;
  readonly identity: IdentityRecord;
  readonly codec: Codec;
  readonly database: TabletDatabase;
  /** Writes of drafts, one at a time: a snapshot and the log must not pass each other. */
  readonly writing = new SerialQueue();
  /** The open row of the log of each question being typed in, by follow-up and question. */
  readonly openChanges = new Map<string, number>();
  reference: Reference = {
    followUps: new Map(),
    placements: new Map(),
    units: new Map(),
    questionnaires: new Map(),
    inForce: new Map(),
  };
  drafts = new Map<string, KeptDraft>();
  /** Drafts that are not what was last written; they stay in sight. */
  refused: readonly RefusedDraft[] = [];
  /** Drafts of follow-ups that were opened and not begun: as they were shown they begin. */
  readonly unbegun = new Map<string, KeptDraft>();
  sent: readonly SentItem[] = [];
  /** What is known of drafts on her other devices; read a moment after the rest. */
  copies: ReadonlyMap<string, CopyNews> = new Map();
  copiesState: CopiesState = 'unreached';
  pulledAt: string | null = null;
  isSending = false;

  /** What it takes to put something in the outbox. */
  readonly sealing: Sealing;
  readonly #version: string;
  /** Which revision of what was told is in memory; none is -1. */
  #readRevision = -1;
  #author: Promise<AuthorKey> | undefined;

  /** `sealFor` gives what seals items, signed with the author's key that it is given; `version` is the app's. */
  constructor(
    session: SessionView,
    record: Pick<UserRecord, 'databaseName'>,
    identity: IdentityRecord,
    codec: Codec,
    sealFor: (author: () => Promise<AuthorKey>) => Seal,
    version: string,
  ) {
    this.#version = version;
    this.session = session;
    this.identity = identity;
    this.codec = codec;
    this.database = new TabletDatabase(record.databaseName);
    this.sealing = { codec, seal: sealFor(() => this.author()) };
  }

  get userId(): string {
    return this.session.userId;
  }

  /** The key by which she signs what she sends; looked up when it is first needed. */
  author(): Promise<AuthorKey> {
    this.#author ??= authorKey(this.database, this.codec);
    return this.#author;
  }

  /** Everything, as the lists are made of it. */
  contents(): TabletContents {
    const { userId, reference, drafts, refused, sent, copies, copiesState, isSending, pulledAt } = this;
    return { userId, reference, drafts, refused, sent, copies, copiesState, isSending, pulledAt };
  }

  /** Reads all that lies in the store. */
  async load(): Promise<void> {
    await Promise.all([this.loadReference(), this.loadOutbox(), this.#loadDrafts()]);
  }

  /** Reads anew what the server has told. */
  async loadReference(): Promise<void> {
    const { toldRevision, pulledAt } = await readSettings(this.database);
    this.pulledAt = pulledAt;
    // Most pulls bring nothing new, and what is here need not be opened again.
    if (toldRevision === this.#readRevision) return;
    const { reference, revision } = await openReference(this.database, this.codec, this.#version);
    await loadFunctionsFor(reference.questionnaires.values());
    this.reference = reference;
    this.#readRevision = revision;
  }

  /** Reads anew what has been sent and what is to be. */
  async loadOutbox(): Promise<void> {
    this.sent = await readSentItems(this.database, this.codec);
  }

  /** Reads one draft anew; another tab may have written it. */
  async loadDraft(followUpId: string): Promise<KeptDraft | undefined> {
    const kept = await readDraft(this.database, this.codec, followUpId);
    if (kept) this.drafts.set(followUpId, kept);
    else this.drafts.delete(followUpId);
    this.refused = this.refused.filter((each) => each.followUpId !== followUpId);
    return kept;
  }

  async #loadDrafts(): Promise<void> {
    const { drafts, refused } = await readAllDrafts(this.database, this.codec);
    this.refused = refused;
    this.drafts = new Map(drafts.map((kept) => [kept.draft.followUpId, kept]));
  }

  /** Ends the open changes of a follow-up: a snapshot is about to include them, or another tab has written. */
  closeChanges(followUpId: string): void {
    for (const key of this.openChanges.keys())
      if (key.startsWith(`${followUpId}/`)) this.openChanges.delete(key);
  }

  /** Lets the writes under way end, and closes. */
  async close(): Promise<void> {
    await this.writing.idle();
    this.database.close();
  }
}
