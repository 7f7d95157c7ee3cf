import { addDays } from '#domain/day.ts';
import type { Method } from '#domain/questionnaire/occasion.ts';
import type { PlacementRow } from '../import/placements-kind.ts';
import { instantOn, workday } from './calendar.ts';
import type { PlaceClient, PlacementWish } from './clients.ts';
import { caseworkers, reviewerOf } from './people.ts';
import type { SeededRandom } from './random.ts';
import { plannedRow, type CaseLoad, type Happening, type Occasion, type PlannedRow } from './timeline.ts';
import { visitAnswers, type Findings } from './visit-answers.ts';
import { lastTime, marias } from './week-cases.ts';

/** When a follow-up of the week is, in days from today. */
interface Slot {
  readonly inDays: number;
  readonly time: string;
  readonly method: Method;
}

/** Two today, some this week, some overdue, one to come: what each caseworker has before her. */
const slots: readonly Slot[] = [
  { inDays: 0, time: '09:30', method: 'site-visit' },
  { inDays: 0, time: '13:15', method: 'site-visit' },
  { inDays: 2, time: '10:00', method: 'site-visit' },
  { inDays: 3, time: '13:30', method: 'video-call' },
  { inDays: -7, time: '09:00', method: 'site-visit' },
  { inDays: 8, time: '09:00', method: 'site-visit' },
  { inDays: -2, time: '14:00', method: 'telephone-call' },
];

const dayOfMonth = (day: string): number => Number(day.slice(8));

/** What is due in a slot: a plan that is late in the third, a monthly report that is late in the first. */
const duesOf = (slot: number, today: string): Partial<PlacementWish> => {
  const due: readonly Partial<PlacementWish>[] = [
    { monthlyReportDay: dayOfMonth(addDays(today, -2)) },
    { monthlyReportDay: dayOfMonth(addDays(today, 6)) },
    { planDueOn: addDays(today, -14) },
    { planDueOn: addDays(today, 9) },
  ];
  return due[slot] ?? {};
};

/** The follow-ups around today, and the last one of those who have been placed for long. */
export const weekLoad = (
  random: SeededRandom,
  place: PlaceClient,
  today: string,
  fromPilot: ReadonlyMap<string, readonly PlacementRow[]>,
): CaseLoad => {
  const placements: PlacementRow[] = [];
  const followUps: PlannedRow[] = [];
  const happenings: Happening[] = [];
  for (const caseworker of caseworkers) {
    const author = caseworker.userName;
    const known = [...(fromPilot.get(author) ?? [])];
    const isTold = author === 'maria';
    for (const [index, slot] of slots.entries()) {
      const key = `${author}-${index + 1}`;
      // Those of the pilot who are still there are the last in the row, where nothing but the next visit is told.
      const old = index >= 4 ? known.pop() : undefined;
      const placement =
        old ??
        place({
          key,
          caseworker,
          decidedOn: addDays(today, index === 2 ? -44 : -260 - random.below(300)),
          ...(isTold && { ...marias[index], serviceArea: 'children-and-youth' }),
          ...duesOf(index, today),
        });
      if (old === undefined) placements.push(placement);

      const direction = slot.inDays < 0 ? -1 : 1;
      const on = slot.inDays === 0 ? today : workday(addDays(today, slot.inDays), direction);
      const of: Occasion = {
        followUp: `week-${key}`,
        placement: placement.key,
        author,
        on,
        method: slot.method,
      };
      followUps.push(plannedRow(of, instantOn(addDays(today, -30), '08:00'), slot.time));
      if (index !== 2 && index < 6) {
        const before = lastVisit(random, placement, author, today);
        followUps.push(plannedRow(before.of, instantOn(addDays(before.of.on, -20), '08:00')));
        happenings.push(...before.happenings);
      }
    }
  }
  return { placements, followUps, happenings };
};

const lastVisit = (random: SeededRandom, placement: PlacementRow, author: string, today: string) => {
  const on = workday(addDays(today, -170 - random.below(40)), -1);
  const of: Occasion = {
    followUp: `last-${placement.key}`,
    placement: placement.key,
    author,
    on,
    method: 'site-visit',
  };
  // A.K. was doing well: what is worse this time can be seen.
  const found = placement.caseNumber === marias[0]?.caseNumber ? lastTime[0] : random.oneOf(lastTime);
  return { of, happenings: found === undefined ? [] : approvedVisit(of, found, placement.board) };
};

/** A visit made, sent in the same day and approved three days later. */
export const approvedVisit = (of: Occasion, found: Findings, board: string): Happening[] => [
  { kind: 'made', at: instantOn(of.on, '12:05'), of },
  {
    kind: 'submitted',
    at: instantOn(of.on, '13:40'),
    of,
    name: of.followUp,
    basedOn: [],
    answers: visitAnswers(of.on, of.method, found),
  },
  {
    kind: 'reviewed',
    at: instantOn(workday(addDays(of.on, 3), 1), '08:25'),
    followUp: of.followUp,
    by: reviewerOf(board),
    decision: { decision: 'approved' },
  },
];
