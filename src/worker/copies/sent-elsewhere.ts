import { keepCopyState, type CopyState } from '#device/draft-copies.ts';
import { saveDraft, type KeptDraft } from '#device/drafts.ts';
import { isSameRound } from '#domain/draft-copy/draft-copy.ts';
import { shownAnswers } from '#domain/draft-copy/merge-drafts.ts';
import { isKnownTo, joinSeen, type Seen, type Version, type Versions } from '#domain/draft-copy/versions.ts';
import { isSameAnswer, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import type { EntryView, FollowUpView } from '#domain/follow-up/follow-up.ts';
import { mergeAnswers } from '#domain/register/merge.ts';
import type { OpenStore } from '../open-store.ts';
import { findFollowUp } from '../worklist.ts';
import type { CopiesContext } from './copies-context.ts';
import { withCopyState } from './copy-state.ts';
import { withDraft } from './publishing.ts';

type Registered = EntryView & { readonly head: string };

/** What another device of hers has sent, where the draft here knows nothing of it; undefined where nothing was. */
export const sentFromElsewhere = (
  store: OpenStore,
  { entry }: FollowUpView,
  kept: KeptDraft | undefined,
): Registered | undefined => {
  if (entry === null || entry.head === null || entry.isWithdrawn) return undefined;
  const { head } = entry;
  const isKnown =
    kept?.draft.basedOn.includes(head) === true || store.sent.some(({ item }) => item.id === head);
  const isHers = entry.revisions.some((each) => each.id === head && each.author.id === store.userId);
  return kept?.sent === null && !isKnown && isHers ? { ...entry, head } : undefined;
};

/**
 * Milliseconds in which the sender's last copy is waited for. It says how far the sender knew what was written here, and
 * comes behind what was sent: without it, what is in that would look like a correction of it.
 */
const patience = 120_000;

/** The sender's last copy; undefined where it has not come. */
const lastOfSender = (state: CopyState, entry: Registered) =>
  Object.values(state.others)
    .map((each) => each.copy)
    .find((copy) => entry.revisions.some((each) => each.id === copy.sent?.itemId));

/** How far the writing of each device is known to be in what was sent. */
const knownToSender = (state: CopyState, entry: Registered): Seen => {
  const others = Object.values(state.others).map((each) => each.copy);
  const ended = lastOfSender(state, entry);
  const sameRound = others.filter((copy) => isSameRound(copy.head.basedOn, state.basedOn));
  return ended?.seen ?? joinSeen(sameRound.map((copy) => copy.seen));
};

/** What stands here and is not in what was sent, as a correction of that: her answer beside the one that was sent. */
const asCorrection = (
  merged: Answers,
  contested: readonly string[],
  mine: Answers,
  { head, answers }: Registered,
  deviceId: string,
): Versions => {
  const sent = (answer: Answer): Version => ({ answer, seen: { [head]: 1 }, by: null, from: [] });
  const places = new Set([...Object.keys(answers), ...Object.keys(merged), ...contested]);
  return Object.fromEntries(
    [...places].map((at): [string, readonly Version[]] => {
      const registered = sent(answers[at] ?? {});
      if (contested.includes(at))
        return [
          at,
          [{ answer: mine[at] ?? {}, seen: { [deviceId]: 1 }, by: deviceId, from: [] }, registered],
        ];
      if (isSameAnswer(merged[at], answers[at])) return [at, [registered]];
      const { answer, seen } = registered;
      const seenHere = { ...seen, [deviceId]: 1 };
      return [at, [{ answer: merged[at] ?? {}, seen: seenHere, by: deviceId, from: [{ answer, seen }] }]];
    }),
  );
};

/** Closes the draft, or opens it as a correction. `known`: of the copies, which nobody else changes meanwhile. */
const closeOrCorrect = async (
  { store, now }: CopiesContext,
  followUp: FollowUpView,
  kept: KeptDraft,
  entry: Registered,
  known: CopyState,
): Promise<boolean> => {
  const { database, codec, identity } = store;
  const followUpId = followUp.id;
  const state = withDraft(known, kept, identity.deviceId);
  const sentAt = entry.revisions.find((each) => each.id === entry.head)?.at ?? null;
  const isNew = sentAt !== null && now().getTime() - Date.parse(sentAt) < patience;
  if (isNew && lastOfSender(state, entry) === undefined) return false;
  const inSender = knownToSender(state, entry);
  const base = Object.fromEntries(
    Object.entries(state.versions).flatMap(([at, [first]]) =>
      first && isKnownTo(first.seen, inSender) ? [[at, first.answer] as const] : [],
    ),
  );
  const mine = shownAnswers(state.versions);
  const { answers: merged, contested } = mergeAnswers(base, entry.answers, mine);
  const isAllSent =
    contested.length === 0 && Object.keys(merged).every((at) => isSameAnswer(merged[at], entry.answers[at]));
  const at = now();
  const told = kept.draft.told ?? followUp.carriedOut;
  store.closeChanges(followUpId);
  if (isAllSent) {
    const draft = { ...kept.draft, answers: entry.answers, told };
    const closed: KeptDraft = { ...kept, draft, sent: { itemId: entry.head, at: at.toISOString() } };
    await saveDraft(database, codec, closed);
    store.drafts.set(followUpId, closed);
    return true;
  }
  const versions = asCorrection(merged, contested, mine, entry, identity.deviceId);
  const basedOn = [entry.head];
  const opened: KeptDraft = {
    ...kept,
    returned: null,
    draft: {
      ...kept.draft,
      basedOn,
      told,
      answers: shownAnswers(versions),
      startedAt: new Date(at.getTime() - 1).toISOString(),
      changedAt: at.toISOString(),
    },
  };
  await saveDraft(database, codec, opened);
  store.drafts.set(followUpId, opened);
  await keepCopyState(database, codec, followUpId, {
    ...state,
    basedOn,
    versions,
    from: null,
    sentElsewhere: { at: sentAt ?? at.toISOString() },
  });
  return true;
};

/**
 * Sees to a draft that another device of hers has sent: where all that stands here is in what was sent, it is closed;
 * else what was here alone stands open as a correction of it, and answers that differ stand beside each other. Only
 * while nobody else edits the follow-up, and in line with the other writes. Says whether anything was done; what was sent
 * just now waits for the sender's last copy.
 */
export const seeToSentElsewhere = async (context: CopiesContext, followUpId: string): Promise<boolean> => {
  const { store } = context;
  const followUp = findFollowUp(store.contents(), followUpId);
  const kept = await store.loadDraft(followUpId);
  const entry = followUp && sentFromElsewhere(store, followUp, kept);
  if (entry === undefined || kept === undefined || followUp === undefined) return false;
  return withCopyState(store, followUpId, (known) => closeOrCorrect(context, followUp, kept, entry, known));
};
