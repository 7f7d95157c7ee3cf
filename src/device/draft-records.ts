import * as z from 'zod/mini';
import { answers, type Answers } from '#domain/follow-up/answer.ts';
import { applyChange, type Draft } from '#domain/follow-up/draft.ts';
import { questionnaireRef } from '#domain/follow-up/follow-up.ts';
import { instant } from '#domain/ids.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { readChange } from './change-log.ts';
import type { Codec, Place, Unreadable } from './codec.ts';
import type { ChangeRecord, OpaqueRecord } from './database.ts';
import type { Ledger } from './ledger.ts';

const draftSchema = z.object({
  followUpId: z.string(),
  placementId: z.string(),
  questionnaire: questionnaireRef,
  answers,
  basedOn: z.array(z.string()),
  position: z.object({ section: z.string(), question: z.nullable(z.string()) }),
  told: z.nullable(z.object({ on: z.string(), method: z.string() })),
  startedAt: instant,
  changedAt: instant,
});

const keptDraft = z.object({
  draft: draftSchema,
  through: z.int(),
  sent: z.nullable(z.object({ itemId: z.string(), at: instant })),
  returned: z.nullable(z.object({ revision: z.string(), answers })),
});

/** A draft as it is kept: the snapshot, how far the log is in it, and what was last sent of it. */
export interface KeptDraft {
  readonly draft: Draft;
  /** Changes up to this one are in the snapshot. */
  readonly through: number;
  /** The submission that the draft was last sent as; null while it is being written. */
  readonly sent: { readonly itemId: string; readonly at: string } | null;
  /** The return that this draft sees to, with the answers as they were, so that what has changed can be shown. */
  readonly returned: { readonly revision: string; readonly answers: Answers } | null;
}

/**
 * Why a draft is refused, beside what keeps a record from being read:
 * - rolled-back: the snapshot is an earlier one than the last that was written, or one of a draft that was removed
 * - ledger-unreadable: nothing says which snapshot was the last
 */
export type DraftRefusal = Unreadable | 'rolled-back' | 'ledger-unreadable';

/** A draft that is not what was last written. It stays on the disk. */
export interface RefusedDraft {
  readonly followUpId: string;
  readonly reason: DraftRefusal;
  /** What can be read of it, to be shown as what it is: not surely the last that was written. */
  readonly readable: KeptDraft | null;
}

export const placeOfDraft = (followUpId: string, revision: number): Place => ({
  store: 'drafts',
  id: followUpId,
  revision,
});

const decodeSnapshot = async (codec: Codec, record: OpaqueRecord): Promise<Result<KeptDraft, Unreadable>> => {
  const read = await codec.decode(placeOfDraft(record.id, record.revision), record.bytes);
  if (!read.ok) return read;
  const parsed = keptDraft.safeParse(read.value);
  return parsed.success ? succeed(parsed.data) : fail('unknown-format');
};

const refusalBy = (ledger: Result<Ledger, Unreadable>, record: OpaqueRecord): DraftRefusal | null => {
  if (!ledger.ok) return 'ledger-unreadable';
  return ledger.value.get(record.id) === record.revision ? null : 'rolled-back';
};

/** The draft of a snapshot and the changes since, oldest first; refused where any of it is not what was last written. */
export const playBack = async (
  codec: Codec,
  ledger: Result<Ledger, Unreadable>,
  record: OpaqueRecord,
  changes: readonly ChangeRecord[],
): Promise<Result<KeptDraft, RefusedDraft>> => {
  const followUpId = record.id;
  const snapshot = await decodeSnapshot(codec, record);
  if (!snapshot.ok) return fail({ followUpId, reason: snapshot.problem, readable: null });
  const kept = snapshot.value;
  let { draft, through }: { draft: Draft; through: number } = kept;
  let reason = refusalBy(ledger, record);
  const since = changes.filter((each) => each.seq > kept.through);
  for (const [index, change] of (await Promise.all(since.map((row) => readChange(codec, row)))).entries()) {
    if (change.ok) draft = applyChange(draft, change.value);
    else reason ??= change.problem;
    through = since[index]?.seq ?? through;
  }
  const played = { ...kept, draft, through };
  return reason === null ? succeed(played) : fail({ followUpId, reason, readable: played });
};
