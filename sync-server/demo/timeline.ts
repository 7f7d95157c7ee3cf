import type { Answers } from '#domain/follow-up/answer.ts';
import type { NotCarriedOutReason } from '#domain/follow-up/follow-up.ts';
import type { Method } from '#domain/questionnaire/occasion.ts';
import type { ReviewDecision } from '#domain/register/review.ts';
import type { FollowUpRow } from '../import/follow-ups-kind.ts';
import type { PlacementRow } from '../import/placements-kind.ts';

/** A follow-up by its key, the key of its placement, and who does it (user name), on which day and how. */
export interface Occasion {
  readonly followUp: string;
  readonly placement: string;
  readonly author: string;
  readonly on: string;
  readonly method: Method;
}

/** What once happened, at an instant. */
export type Happening = { readonly at: string } & (
  | { readonly kind: 'made'; readonly of: Occasion }
  /** `name` is what later submissions are based on it by. */
  | {
      readonly kind: 'submitted';
      readonly of: Occasion;
      readonly name: string;
      readonly basedOn: readonly string[];
      readonly answers: Answers;
    }
  | {
      readonly kind: 'reviewed';
      readonly followUp: string;
      readonly by: string;
      readonly decision: ReviewDecision;
    }
  | {
      readonly kind: 'not-made';
      readonly followUp: string;
      readonly author: string;
      readonly reason: NotCarriedOutReason;
      readonly comment: string;
    }
  | { readonly kind: 'cancelled'; readonly followUp: string; readonly by: string }
);

/** A follow-up and when it was planned. */
export interface PlannedRow {
  readonly plannedWhen: string;
  readonly row: FollowUpRow;
}

/** Part of the city's cases: who is placed, what is planned, and what has happened. */
export interface CaseLoad {
  readonly placements: readonly PlacementRow[];
  readonly followUps: readonly PlannedRow[];
  readonly happenings: readonly Happening[];
}

/** A planned follow-up as an import would tell of it. */
export const plannedRow = (of: Occasion, plannedWhen: string, time: string | null = null): PlannedRow => ({
  plannedWhen,
  row: {
    type: 'follow-up',
    key: of.followUp,
    placement: of.placement,
    plannedOn: of.on,
    plannedAt: time,
    method: of.method,
    questionnaire: null,
    caseworker: of.author,
  },
});
