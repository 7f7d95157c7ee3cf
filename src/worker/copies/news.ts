import type { CopyState } from '#device/draft-copies.ts';
import type { KeptDraft } from '#device/drafts.ts';
import { isSameRound, type DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import { contestedIn } from '#domain/draft-copy/merge-drafts.ts';
import type { ContestedAnswer, CopyNews, DraftNews } from '../api-drafts.ts';
import type { OpenStore } from '../open-store.ts';
import { findFollowUp, unplannedFollowUp } from '../worklist.ts';
import { copiesToTakeIn } from './taking-in.ts';

const aheadOf = ({ device, head }: DraftCopy): NonNullable<CopyNews['ahead']> => ({
  device,
  at: head.changedAt,
  placementId: head.placementId,
  questionnaire: head.questionnaire,
});

/** Whether what is known of the copies is about the draft as it is being written here. */
const isAbout = (state: CopyState, kept: KeptDraft | undefined): boolean =>
  kept?.sent === null && isSameRound(state.basedOn, kept.draft.basedOn);

/** What there is to tell of a draft's copies; undefined where nothing is. */
export const newsOf = (store: OpenStore, followUpId: string, state: CopyState): CopyNews | undefined => {
  const kept = store.drafts.get(followUpId);
  const others = Object.values(state.others).map((each) => each.copy);
  const [begun] = others;
  const followUp =
    findFollowUp(store.contents(), followUpId) ??
    // One that was not planned, begun on another device: all that is known of it is in the copy.
    (begun && unplannedFollowUp({ followUpId, ...begun.head }, store.userId));
  if (followUp === undefined) return undefined;
  const [latest] = copiesToTakeIn(state, kept, followUp);
  const isNow = isAbout(state, kept);
  const news: CopyNews = {
    ahead: latest === undefined ? null : aheadOf(latest),
    from: isNow ? state.from : null,
    contested: isNow ? contestedIn(state.versions) : [],
    sentElsewhere: isNow ? (state.sentElsewhere?.at ?? null) : null,
  };
  const isNothing =
    news.ahead === null && news.from === null && news.contested.length === 0 && news.sentElsewhere === null;
  return isNothing ? undefined : news;
};

/** The same with the answers between which she chooses. */
export const draftNewsOf = (news: CopyNews, state: CopyState): DraftNews => ({
  ...news,
  contested: news.contested.flatMap((place): ContestedAnswer[] => {
    const [here, ...others] = (state.versions[place] ?? []).map((each) => each.answer);
    return here === undefined ? [] : [{ place, here, others }];
  }),
});
