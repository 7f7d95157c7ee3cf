import { addDays } from '#domain/day.ts';
import type { PlacementRow } from '../import/placements-kind.ts';
import { instantOn, workday } from './calendar.ts';
import { caseworkerOf, type PlaceClient } from './clients.ts';
import { deskCases, type DeskCase } from './desk-cases.ts';
import { reviewerOf } from './people.ts';
import { plannedRow, type CaseLoad, type Happening, type Occasion, type PlannedRow } from './timeline.ts';
import { visitAnswers } from './visit-answers.ts';
import { approvedVisit } from './week-load.ts';

/** Case numbers that are told of by name at the desk. */
export const deskCaseNumbers = deskCases.map((each) => each.caseNumber);

/** A visit made and sent in at once. */
const sent = (of: Occasion, each: DeskCase): Happening[] => [
  { kind: 'made', at: instantOn(of.on, '10:50'), of },
  {
    kind: 'submitted',
    at: instantOn(of.on, '13:52'),
    of,
    name: of.followUp,
    basedOn: [],
    answers: visitAnswers(of.on, of.method, each.found),
  },
];

/** Two people correct the same submission, each with another day. */
const correctedTwice = (of: Occasion, each: DeskCase, colleague: string): Happening[] =>
  [
    { author: of.author, daysBefore: 45, time: '14:20', name: `${of.followUp}-own` },
    { author: colleague, daysBefore: 49, time: '08:05', name: `${of.followUp}-other` },
  ].map(({ author, daysBefore, time, name }, index) => ({
    kind: 'submitted',
    at: instantOn(addDays(of.on, 1 + index), time),
    of: { ...of, author },
    name,
    basedOn: [of.followUp],
    answers: visitAnswers(of.on, of.method, { ...each.found, planReceivedOn: addDays(of.on, -daysBefore) }),
  }));

const reviewed = (of: Occasion, each: DeskCase, board: string): Happening[] => {
  const common = {
    kind: 'reviewed',
    at: instantOn(addDays(of.on, 2), '09:10'),
    followUp: of.followUp,
    by: reviewerOf(board),
  } as const;
  if (each.fate.kind === 'approved') return [{ ...common, decision: { decision: 'approved' } }];
  if (each.fate.kind !== 'returned') return [];
  return [{ ...common, decision: { decision: 'returned', comments: [...each.fate.comments] } }];
};

const happeningsOf = (of: Occasion, each: DeskCase, board: string): Happening[] => {
  switch (each.fate.kind) {
    case 'made':
      return sent(of, each).filter((one) => one.kind === 'made');
    case 'conflict':
      return [...sent(of, each), ...correctedTwice(of, each, each.fate.colleague)];
    case 'set-aside':
      return [
        {
          kind: 'cancelled',
          at: instantOn(addDays(of.on, -1), '15:30'),
          followUp: of.followUp,
          by: reviewerOf(board),
        },
        // That it was made was never told apart from the answers: there was no network until the evening.
        ...sent(of, each).filter((one) => one.kind === 'submitted'),
      ];
    default:
      return [...sent(of, each), ...reviewed(of, each, board)];
  }
};

/** The follow-ups of the last two weeks: what lies at the review desk, and what has left it. */
export const deskLoad = (place: PlaceClient, today: string): CaseLoad => {
  const placements: PlacementRow[] = [];
  const followUps: PlannedRow[] = [];
  const happenings: Happening[] = [];
  for (const each of deskCases) {
    const { caseNumber, author, daysAgo, method } = each;
    const caseworker = caseworkerOf(author);
    const placement = place({
      ...each,
      key: `desk-${caseNumber}`,
      caseworker,
      decidedOn: addDays(today, -330),
    });
    placements.push(placement);
    const occasion = (name: string, on: string): Occasion => ({
      followUp: `${name}-${caseNumber}`,
      placement: placement.key,
      author,
      on,
      method,
    });
    // Never at a weekend, and never longer ago than the queue is long.
    const of = occasion('desk', workday(addDays(today, -daysAgo), daysAgo < 5 ? -1 : 1));
    followUps.push(plannedRow(of, instantOn(addDays(of.on, -40), '08:00'), '10:00'));
    happenings.push(...happeningsOf(of, each, placement.board));
    if (each.before !== undefined) {
      const before = occasion('before', workday(addDays(today, -190), -1));
      followUps.push(plannedRow(before, instantOn(addDays(before.on, -20), '08:00')));
      happenings.push(...approvedVisit(before, each.before, placement.board));
    }
    const next = occasion('next', workday(addDays(today, 170 - daysAgo), 1));
    followUps.push(plannedRow(next, instantOn(addDays(today, -10), '08:00'), '10:00'));
  }
  const notMade = absentClient(place, today);
  return {
    placements: [...placements, ...notMade.placements],
    followUps: [...followUps, ...notMade.followUps],
    happenings: [...happenings, ...notMade.happenings],
  };
};

/** One that was planned and not carried out, with the reason. */
const absentClient = (place: PlaceClient, today: string): CaseLoad => {
  const caseworker = caseworkerOf('erik');
  const placement = place({ key: 'desk-absent', caseworker, decidedOn: addDays(today, -120) });
  const of: Occasion = {
    followUp: 'desk-absent',
    placement: placement.key,
    author: caseworker.userName,
    on: workday(addDays(today, -5), -1),
    method: 'site-visit',
  };
  return {
    placements: [placement],
    followUps: [plannedRow(of, instantOn(addDays(of.on, -20), '08:00'), '10:00')],
    happenings: [
      {
        kind: 'not-made',
        at: instantOn(of.on, '11:00'),
        followUp: of.followUp,
        author: of.author,
        reason: 'client-absent',
        comment: 'Var på praktik hela dagen. Ny tid bokas med boendet.',
      },
    ],
  };
};
