import { appendChange, saveDraft, type KeptDraft } from '#device/drafts.ts';
import { sealItem, type AboutItem } from '#device/seal.ts';
import { dayIn } from '#domain/day.ts';
import type { Answer, Answers } from '#domain/follow-up/answer.ts';
import { applyChange, occasionOf } from '#domain/follow-up/draft.ts';
import { method as parseMethod, type FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { Item } from '#domain/follow-up/item.ts';
import { questionnaireSubject } from '#domain/protocol.ts';
import { individualFollowUpRef, occasionQuestions } from '#domain/questionnaire/individual-follow-up.ts';
import { sectionOf, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { OpenedFollowUp, SaveProblem } from './api.ts';
import type { Editing } from './editing.ts';
import type { OpenStore } from './open-store.ts';
import { saveProblemOf } from './save-problem.ts';
import { findFollowUp, stageIn } from './worklist.ts';

/** What the operations on follow-ups work with. */
export interface FollowUpContext {
  readonly store: OpenStore;
  readonly editing: Editing;
  readonly now: () => Date;
  readonly randomId: () => string;
}

/** The questionnaire of a draft, where it is on the tablet. */
export const questionnaireOf = ({ reference }: OpenStore, { draft }: KeptDraft): Questionnaire | null =>
  reference.questionnaires.get(questionnaireSubject(draft.questionnaire)) ?? null;

/** What the lists show of something sent. */
export const aboutOf = (store: OpenStore, kept: KeptDraft, writtenAt: string): AboutItem => {
  const placement = store.reference.placements.get(kept.draft.placementId);
  const occasion = occasionOf(kept.draft.answers);
  return {
    unitName: placement ? (store.reference.units.get(placement.unitId)?.name ?? '') : '',
    initials: placement?.initials ?? '',
    caseNumber: placement?.caseNumber ?? '',
    method: occasion?.method ?? null,
    on: occasion?.on ?? null,
    writtenAt,
  };
};

/** What a draft starts from: what is planned, today unless it was to be earlier. */
const startingAnswers = ({ method, plannedOn }: FollowUpView, today: string): Answers => ({
  [occasionQuestions.method]: { value: method },
  [occasionQuestions.date]: { value: plannedOn !== null && plannedOn < today ? plannedOn : today },
});

/** A first draft: what is planned stands in it as a start. */
const newDraft = (followUp: FollowUpView, today: string, at: string): KeptDraft => ({
  draft: {
    followUpId: followUp.id,
    placementId: followUp.placementId,
    questionnaire: followUp.questionnaire,
    answers: startingAnswers(followUp, today),
    basedOn: [],
    position: { section: '', question: null },
    told: null,
    startedAt: at,
    changedAt: at,
  },
  through: 0,
  sent: null,
  returned: null,
});

/** A draft of what the register holds, to be changed and sent as a new revision. */
export const draftOfEntry = (
  kept: KeptDraft | undefined,
  followUp: FollowUpView,
  at: string,
): KeptDraft | undefined => {
  const { entry } = followUp;
  if (entry === null || entry.head === null) return undefined;
  return {
    draft: {
      followUpId: followUp.id,
      placementId: followUp.placementId,
      questionnaire: kept?.draft.questionnaire ?? followUp.questionnaire,
      // What was taken back says nothing any more: it is begun anew, on top of what was.
      answers: entry.isWithdrawn ? startingAnswers(followUp, dayIn(new Date(at))) : entry.answers,
      basedOn: [entry.head],
      position: { section: '', question: null },
      told: kept?.draft.told ?? followUp.carriedOut,
      startedAt: at,
      changedAt: at,
    },
    through: kept?.through ?? 0,
    sent: null,
    returned: entry.review?.state === 'returned' ? { revision: entry.head, answers: entry.answers } : null,
  };
};

/** Whether a return has come that no draft sees to yet. */
const isNewlyReturned = (followUp: FollowUpView, kept: KeptDraft | undefined): boolean =>
  followUp.entry?.review?.state === 'returned' &&
  (kept === undefined || kept.sent !== null) &&
  kept?.returned?.revision !== followUp.entry.head;

const describe = (
  context: FollowUpContext,
  followUp: FollowUpView,
  kept: KeptDraft,
  isEditor: boolean,
): OpenedFollowUp => {
  const { store } = context;
  const placement = store.reference.placements.get(followUp.placementId) ?? null;
  const review = followUp.entry?.review;
  const isReturned = kept.returned !== null && review?.revision === kept.returned.revision;
  return {
    followUp,
    placement,
    unit: placement ? (store.reference.units.get(placement.unitId) ?? null) : null,
    questionnaire: questionnaireOf(store, kept),
    draft: kept.draft,
    mode: kept.sent !== null ? 'sent' : isEditor ? 'open' : 'elsewhere',
    stage: stageIn(store.contents(), followUp),
    savedAt: kept.draft.changedAt === kept.draft.startedAt ? null : kept.draft.changedAt,
    sentItemId: kept.sent?.itemId ?? null,
    entry: followUp.entry,
    conflicts: followUp.conflicts,
    returned:
      isReturned && kept.returned
        ? { comments: review?.comments ?? [], answers: kept.returned.answers }
        : null,
  };
};

/** The open row of the log of each question being typed in. */
const openChanges = new WeakMap<OpenStore, Map<string, number>>();

const openChangesOf = (store: OpenStore): Map<string, number> => {
  const known = openChanges.get(store) ?? new Map<string, number>();
  openChanges.set(store, known);
  return known;
};

/** Ends the open changes of a follow-up: a snapshot is about to include them. */
export const closeChanges = (store: OpenStore, followUpId: string): void => {
  const open = openChangesOf(store);
  for (const key of open.keys()) if (key.startsWith(`${followUpId}/`)) open.delete(key);
};

/**
 * Opens a follow-up for editing, or for reading where another tab edits it; null where it is not on the tablet. In line
 * with the writes: what is read anew must not be older than what has just been written.
 */
export const openFollowUp = async (
  context: FollowUpContext,
  followUpId: string,
): Promise<OpenedFollowUp | null> => {
  const isEditor = await context.editing.acquire(followUpId);
  return context.store.writing.run(() => readOpened(context, followUpId, isEditor));
};

const readOpened = async (
  context: FollowUpContext,
  followUpId: string,
  isEditor: boolean,
): Promise<OpenedFollowUp | null> => {
  const { store, now } = context;
  // Another tab may have taken the open changes into a snapshot since: what is written over would not be read again.
  closeChanges(store, followUpId);
  let kept = await store.loadDraft(followUpId);
  const followUp = findFollowUp(store.contents(), followUpId);
  if (followUp === undefined) return null;
  const at = now().toISOString();
  if (isNewlyReturned(followUp, kept)) {
    kept = draftOfEntry(kept, followUp, at) ?? kept;
    if (kept && isEditor) await saveDraft(store.database, store.codec, kept);
  } else if (kept === undefined && followUp.entry?.head != null) {
    // Another's, or sent from another tablet: stands as the register has it.
    const held = draftOfEntry(undefined, followUp, at);
    kept = held && { ...held, sent: { itemId: followUp.entry.head, at } };
  }
  kept ??= newDraft(followUp, dayIn(now()), at);
  store.drafts.set(followUpId, kept);
  const opened = describe(context, followUp, kept, isEditor);
  // Until something is written there is nothing to keep: an opened follow-up is not a begun one.
  if (kept.through === 0 && kept.sent === null && !(await isStored(store, followUpId)))
    store.drafts.delete(followUpId);
  return opened;
};

const isStored = async (store: OpenStore, followUpId: string): Promise<boolean> =>
  (await store.database.drafts.get(followUpId)) !== undefined;

/** Begins a follow-up that nobody planned; gives its id. */
export const startUnplanned = async (context: FollowUpContext, placementId: string): Promise<string> => {
  const { store, now, randomId } = context;
  const newest = [...store.reference.questionnaires.values()]
    .filter((each) => each.id === individualFollowUpRef.id)
    .sort((one, other) => one.version - other.version)
    .at(-1);
  const at = now().toISOString();
  const kept = newDraft(
    {
      id: randomId(),
      placementId,
      assigneeId: store.userId,
      plannedOn: null,
      plannedAt: null,
      method: 'site-visit',
      questionnaire: { ...individualFollowUpRef, ...(newest && { version: newest.version }) },
      state: 'planned',
      notCarriedOut: null,
      carriedOut: null,
      entry: null,
      conflicts: [],
      setAside: [],
      previous: null,
    },
    dayIn(now()),
    at,
  );
  await saveDraft(store.database, store.codec, kept);
  store.drafts.set(kept.draft.followUpId, kept);
  return kept.draft.followUpId;
};

/** The draft as it is in memory, made and stored where it is the first time that something is written in it. */
const ensureDraft = async (context: FollowUpContext, followUpId: string): Promise<KeptDraft | undefined> => {
  const { store, now } = context;
  const known = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
  if (known) return known;
  const followUp = findFollowUp(store.contents(), followUpId);
  if (followUp === undefined) return undefined;
  const made = newDraft(followUp, dayIn(now()), now().toISOString());
  await saveDraft(store.database, store.codec, made);
  store.drafts.set(followUpId, made);
  return made;
};

/** Writes the work; a lost connection to the store is opened again once before it is given up. */
export const saving = async <Value>(
  store: OpenStore,
  work: () => Promise<Value>,
): Promise<Result<Value, SaveProblem>> => {
  try {
    return succeed(await work());
  } catch (error) {
    if (saveProblemOf(error) !== 'storage-lost') return fail(saveProblemOf(error));
    try {
      store.database.close({ disableAutoOpen: false });
      await store.database.open();
      return succeed(await work());
    } catch (second) {
      return fail(saveProblemOf(second));
    }
  }
};

/**
 * Writes one answer in a transaction of its own; settles when that is on disk, with the time. What it replaces in the
 * log is the same question's change that is still being typed.
 */
export const recordAnswer = (
  context: FollowUpContext,
  followUpId: string,
  question: string,
  answer: Answer,
  isTyping: boolean,
): Promise<Result<string, SaveProblem>> => {
  const { store, editing, now } = context;
  return store.writing.run(async () => {
    if (!editing.has(followUpId)) return fail('elsewhere');
    return saving(store, async () => {
      const kept = await ensureDraft(context, followUpId);
      if (kept === undefined || kept.sent !== null) throw new Error('Nothing is open for writing there');
      const open = openChangesOf(store);
      const key = `${followUpId}/${question}`;
      const change = { question, answer, at: now().toISOString() };
      const seq = await appendChange(store.database, store.codec, followUpId, change, open.get(key) ?? null);
      if (isTyping) open.set(key, seq);
      else open.delete(key);
      store.drafts.set(followUpId, {
        ...kept,
        draft: applyChange(kept.draft, change),
        through: Math.max(kept.through, seq),
      });
      return change.at;
    });
  });
};

/** Whether the question tells that the visit is under way: one beyond the preparation, answered. */
export const tellsOfVisit = (
  kept: KeptDraft,
  asked: Questionnaire | null,
  question: string,
  answer: Answer,
): boolean => {
  if (asked === null || kept.draft.told !== null || answer.value === undefined) return false;
  const section = sectionOf(asked, question);
  return section !== undefined && section !== sectionOf(asked, occasionQuestions.date);
};

/** Tells the register that the visit was made, apart from the answers; once, unless day or method has changed. */
export const markCarriedOut = (
  context: FollowUpContext,
  followUpId: string,
): Promise<Result<null, SaveProblem | 'occasion-missing'>> => {
  const { store, now, randomId } = context;
  return store.writing.run(async () => {
    const kept = store.drafts.get(followUpId) ?? (await ensureDraft(context, followUpId));
    const occasion = kept && occasionOf(kept.draft.answers);
    const how = parseMethod.safeParse(occasion?.method);
    if (!kept || !occasion || !how.success || occasion.on > dayIn(now())) return fail('occasion-missing');
    if (kept.draft.told?.on === occasion.on && kept.draft.told.method === occasion.method)
      return succeed(null);
    const at = now().toISOString();
    const item: Item = {
      kind: 'carried-out',
      id: randomId(),
      followUpId,
      authorId: store.userId,
      writtenAt: at,
      placementId: kept.draft.placementId,
      questionnaire: kept.draft.questionnaire,
      on: occasion.on,
      method: how.data,
    };
    closeChanges(store, followUpId);
    const next: KeptDraft = {
      ...kept,
      draft: { ...kept.draft, told: { on: occasion.on, method: how.data } },
    };
    const sealed = await sealItem(store.codec, item, aboutOf(store, next, at));
    const saved = await saving(store, () => saveDraft(store.database, store.codec, next, [sealed]));
    if (!saved.ok) return saved;
    store.drafts.set(followUpId, next);
    await store.loadOutbox();
    return succeed(null);
  });
};

/** Notes where the person is, so that the follow-up opens there again; and folds the log into the snapshot. */
export const recordPosition = (
  context: FollowUpContext,
  followUpId: string,
  section: string,
  question: string | null,
): Promise<void> => {
  const { store, editing } = context;
  return store.writing.run(async () => {
    const kept = store.drafts.get(followUpId);
    if (!kept || kept.sent !== null || !editing.has(followUpId)) return;
    closeChanges(store, followUpId);
    const next: KeptDraft = { ...kept, draft: { ...kept.draft, position: { section, question } } };
    const saved = await saving(store, () => saveDraft(store.database, store.codec, next));
    // A place that could not be noted costs nothing that was typed; the next change tells of the storage.
    if (saved.ok) store.drafts.set(followUpId, next);
  });
};
