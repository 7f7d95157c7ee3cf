import type { RefusedDraft } from '#device/draft-records.ts';
import type { KeptDraft } from '#device/drafts.ts';
import type { Reference } from '#device/reference.ts';
import type { SentItem } from '#device/sent-items.ts';
import { addDays, daysBetween } from '#domain/day.ts';
import type { Draft } from '#domain/follow-up/draft.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import { groupBy } from '#domain/group-by.ts';
import type { PlacementView } from '#domain/organisation/placement.ts';
import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import type { OverdueRow, PlacementRow, Stage, Worklist, WorklistQuery, WorklistRow } from './api.ts';
import type { CopiesState, CopyNews } from './api-drafts.ts';
import { stageOf } from './stage.ts';

/** All that lies on the tablet for one user, decoded. */
export interface TabletContents {
  readonly userId: string;
  readonly reference: Reference;
  readonly drafts: ReadonlyMap<string, KeptDraft>;
  /** Drafts that are not shown as what they are, until their author has said what is to become of them. */
  readonly refused: readonly RefusedDraft[];
  readonly sent: readonly SentItem[];
  /** What is known of drafts on her other devices, by follow-up. */
  readonly copies: ReadonlyMap<string, CopyNews>;
  readonly copiesState: CopiesState;
  readonly isSending: boolean;
  readonly pulledAt: string | null;
}

/** A follow-up begun by her that the register has not told of. */
export const unplannedFollowUp = (
  draft: Pick<Draft, 'followUpId' | 'placementId' | 'questionnaire'>,
  userId: string,
): FollowUpView => ({
  id: draft.followUpId,
  placementId: draft.placementId,
  assigneeId: userId,
  plannedOn: null,
  plannedAt: null,
  method: 'site-visit',
  questionnaire: draft.questionnaire,
  state: 'planned',
  notCarriedOut: null,
  carriedOut: null,
  entry: null,
  conflicts: [],
  setAside: [],
  dismissed: [],
  previous: null,
});

const unreadable = { placementId: '', questionnaire: { id: '', version: 0 } };

/** The follow-up as the register told it, or as it was begun here; undefined where neither is. */
export const findFollowUp = (contents: TabletContents, followUpId: string): FollowUpView | undefined => {
  const told = contents.reference.followUps.get(followUpId);
  if (told) return told;
  const begun = contents.drafts.get(followUpId)?.draft ?? contents.copies.get(followUpId)?.ahead ?? undefined;
  return begun && unplannedFollowUp({ ...begun, followUpId }, contents.userId);
};

const grouped = new WeakMap<readonly SentItem[], ReadonlyMap<string, readonly SentItem[]>>();

/** What was sent of a follow-up, oldest first. The list is gone through once, and not for each row that asks. */
export const sentOf = ({ sent }: TabletContents, followUpId: string): readonly SentItem[] => {
  const known = grouped.get(sent) ?? groupBy(sent, ({ item }) => item.followUpId);
  grouped.set(sent, known);
  return known.get(followUpId) ?? [];
};

/** Where the follow-up stands. */
export const stageIn = (contents: TabletContents, followUp: FollowUpView): Stage =>
  stageOf({
    followUp,
    draft: contents.drafts.get(followUp.id),
    sent: sentOf(contents, followUp.id),
    isSending: contents.isSending,
  });

/** How far a begun follow-up has come. */
export type WorkedOn = NonNullable<WorklistRow['progress']>;
/** Works it out; null where nothing has been begun. It takes the code of the questionnaires, which comes later. */
export type ProgressOf = (contents: TabletContents, followUpId: string) => WorkedOn | null;
const notKnownYet: ProgressOf = () => null;

const isRefused = ({ refused }: TabletContents, followUpId: string): boolean =>
  refused.some((each) => each.followUpId === followUpId);

const toRow = (contents: TabletContents, followUp: FollowUpView, progressOf: ProgressOf): WorklistRow => {
  const { placements, units, questionnaires } = contents.reference;
  const placement = placements.get(followUp.placementId);
  const unit = placement && units.get(placement.unitId);
  const stage = stageIn(contents, followUp);
  const elsewhere = contents.copies.get(followUp.id)?.ahead ?? null;
  return {
    followUpId: followUp.id,
    stage: stage === 'planned' && (elsewhere !== null || isRefused(contents, followUp.id)) ? 'begun' : stage,
    elsewhere: elsewhere && { device: elsewhere.device, at: elsewhere.at },
    unitName: unit?.name ?? '',
    initials: placement?.initials ?? '',
    caseNumber: placement?.caseNumber ?? '',
    method: followUp.method,
    plannedOn: followUp.plannedOn,
    plannedAt: followUp.plannedAt,
    isMine: (followUp.assigneeId ?? placement?.caseworkerId) === contents.userId,
    isReady: unit !== undefined && questionnaires.has(questionnaireSubject(followUp.questionnaire)),
    progress: progressOf(contents, followUp.id),
    number: followUp.entry?.number ?? null,
  };
};

const toPlacementRow = (contents: TabletContents, placement: PlacementView): PlacementRow => ({
  placementId: placement.id,
  unitName: contents.reference.units.get(placement.unitId)?.name ?? '',
  initials: placement.initials,
  caseNumber: placement.caseNumber,
});

const isFound = (row: PlacementRow | WorklistRow, search: string): boolean => {
  if (search === '') return true;
  const text = `${row.unitName} ${row.initials} ${row.caseNumber}`.toLocaleLowerCase('sv');
  return search
    .toLocaleLowerCase('sv')
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** The last day on which a monthly report was owed, at most today; a month with fewer days owes it on its last. */
const lastReportDue = (today: string, dayOfMonth: number): string => {
  const at = (month: string): string => {
    const lastDay = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
    return `${month}-${String(Math.min(dayOfMonth, lastDay)).padStart(2, '0')}`;
  };
  const thisMonth = at(today.slice(0, 7));
  return thisMonth <= today ? thisMonth : at(addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7));
};

// One for all: a collator made for each comparison takes longer than all the rest of the list.
const swedishOrder = new Intl.Collator('sv');

/** Order of what is written in digits, such as days and times. */
const inDigits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The answer that was last given to a question about the placement: in a draft here, or in the register. */
const lastAnswer = (
  contents: TabletContents,
  followUps: readonly FollowUpView[],
  question: string,
): { value: string; on: string } | undefined =>
  followUps
    .flatMap((followUp) => {
      const draft = contents.drafts.get(followUp.id)?.draft;
      const here = draft && { answers: draft.answers, on: draft.changedAt.slice(0, 10) };
      const registered = followUp.entry && {
        answers: followUp.entry.answers,
        on: followUp.carriedOut?.on ?? followUp.plannedOn ?? '',
      };
      return [here, registered, followUp.previous].flatMap((each) => {
        const value = each?.answers[question]?.value;
        return each && value !== undefined ? [{ value: String(value), on: each.on }] : [];
      });
    })
    .sort((one, other) => inDigits(one.on, other.on))
    .at(-1);

const overdueOfPlacement = (
  contents: TabletContents,
  placement: PlacementView,
  followUps: readonly FollowUpView[],
  today: string,
): OverdueRow[] => {
  if (placement.endedOn !== null && placement.endedOn < today) return [];
  const { unitName, initials } = toPlacementRow(contents, placement);
  const row = (kind: OverdueRow['kind'], dueOn: string): OverdueRow => ({
    kind,
    followUpId: null,
    placementId: placement.id,
    unitName,
    initials,
    dueOn,
    days: daysBetween(dueOn, today),
  });
  const rows: OverdueRow[] = [];
  const hasPlan = lastAnswer(contents, followUps, 'plan-received')?.value === 'yes';
  if (placement.planDueOn !== null && placement.planDueOn < today && !hasPlan) {
    rows.push(row('implementation-plan', placement.planDueOn));
  }
  if (placement.monthlyReportDay !== null) {
    const due = lastReportDue(today, placement.monthlyReportDay);
    const seen = lastAnswer(contents, followUps, 'monthly-reports');
    const isSeenToBeMissing = seen !== undefined && seen.value === 'no' && seen.on >= due;
    if (due < today && due > placement.decidedOn && isSeenToBeMissing) rows.push(row('monthly-report', due));
  }
  return rows;
};

const isDone = (stage: Stage): boolean =>
  [
    'waiting',
    'sending',
    'received',
    'in-register',
    'approved',
    'not-carried-out',
    'cancelled',
    'withdrawn',
  ].includes(stage);

const byTime = (one: WorklistRow, other: WorklistRow): number =>
  inDigits(`${one.plannedOn} ${one.plannedAt ?? '99'}`, `${other.plannedOn} ${other.plannedAt ?? '99'}`);

const goesOn = ({ endedOn }: PlacementView, today: string): boolean => endedOn === null || endedOn >= today;

/** The placements of which a follow-up can be begun, by the name of the unit. */
export const listPlacements = (
  contents: TabletContents,
  search: string,
  today: string,
): readonly PlacementRow[] =>
  [...contents.reference.placements.values()]
    .filter((placement) => goesOn(placement, today))
    .map((placement) => toPlacementRow(contents, placement))
    .filter((row) => isFound(row, search))
    .sort((one, other) => swedishOrder.compare(one.unitName, other.unitName));

/** The caseworker's day out of what lies on the tablet. */
export const buildWorklist = (
  contents: TabletContents,
  query: WorklistQuery,
  today: string,
  progressOf: ProgressOf = notKnownYet,
): Worklist => {
  const { followUps, placements, units, questionnaires } = contents.reference;
  const begunHere = [...contents.drafts.values()]
    .filter(({ draft }) => !followUps.has(draft.followUpId))
    .map(({ draft }) => unplannedFollowUp(draft, contents.userId));
  // Where nothing of it can be read, not even whom it is about, it is there all the same, to be seen to.
  const begunAndRefused = contents.refused
    .filter((each) => !followUps.has(each.followUpId))
    .map(({ followUpId, readable }) =>
      unplannedFollowUp({ ...(readable?.draft ?? unreadable), followUpId }, contents.userId),
    );
  const begunElsewhere = [...contents.copies].flatMap(([followUpId, { ahead }]) =>
    ahead === null ||
    followUps.has(followUpId) ||
    contents.drafts.has(followUpId) ||
    isRefused(contents, followUpId)
      ? []
      : // One of a placement that is not hers any more stays unseen.
        placements.has(ahead.placementId)
        ? [unplannedFollowUp({ ...ahead, followUpId }, contents.userId)]
        : [],
  );
  // Of a placement that is not hers any more she is told what became of her upload; the outbox says that.
  const told = [...followUps.values()].filter(
    ({ id, placementId }) => placements.has(placementId) || contents.drafts.has(id),
  );
  const all = [...told, ...begunHere, ...begunAndRefused, ...begunElsewhere].map((followUp) =>
    toRow(contents, followUp, progressOf),
  );
  const byPlacement = groupBy(followUps.values(), ({ placementId }) => placementId);
  const rows = all.filter((row) => (query.whose === 'team' || row.isMine) && isFound(row, query.search));
  const undone = rows.filter((row) => !isDone(row.stage));
  const planned = undone.filter((row) => row.plannedOn !== null).sort(byTime);
  const mine = (placement: PlacementView): boolean =>
    query.whose === 'team' || placement.caseworkerId === contents.userId;
  const lateFollowUps = planned
    .filter((row) => row.plannedOn !== null && row.plannedOn < today && row.stage === 'planned')
    .map((row): OverdueRow => {
      const dueOn = row.plannedOn ?? today;
      const placementId = followUps.get(row.followUpId)?.placementId ?? '';
      return { kind: 'follow-up', ...row, placementId, dueOn, days: daysBetween(dueOn, today) };
    });
  const latePlacements = [...placements.values()]
    .filter((placement) => mine(placement) && isFound(toPlacementRow(contents, placement), query.search))
    .flatMap((placement) =>
      overdueOfPlacement(contents, placement, byPlacement.get(placement.id) ?? [], today),
    );
  return {
    today,
    // What is planned for today stays in the day's list when it has been sent: the day is not empty, it is done.
    todays: rows.filter((row) => row.plannedOn === today && row.stage !== 'cancelled').sort(byTime),
    overdue: [...lateFollowUps, ...latePlacements].sort((one, other) => other.days - one.days),
    coming: planned.filter((row) => row.plannedOn !== null && row.plannedOn > today),
    open: undone.filter(
      (row) =>
        (row.plannedOn === null || (row.plannedOn < today && row.stage !== 'planned')) &&
        row.stage !== 'planned',
    ),
    hasPlacements: [...placements.values()].some((placement) => goesOn(placement, today)),
    pulledAt: contents.pulledAt,
    copies: contents.copiesState,
    counts: {
      followUps: all.length,
      ready: all.filter((row) => row.isReady).length,
      units: units.size,
      questionnaires: questionnaires.size,
    },
  };
};
