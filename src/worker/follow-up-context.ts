import type { KeptDraft } from '#device/drafts.ts';
import type { AboutItem } from '#device/about-item.ts';
import { occasionOf } from '#domain/follow-up/draft.ts';
import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Editing } from './editing.ts';
import type { OpenStore } from './open-store.ts';

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
