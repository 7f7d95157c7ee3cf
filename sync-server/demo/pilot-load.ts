import { addDays } from '#domain/day.ts';
import { instantOn, workday } from './calendar.ts';
import { teamOf, type PlaceClient } from './clients.ts';
import { districtKeyOf } from './organisation-rows.ts';
import { caseworkers, reviewerOf, type DemoPerson } from './people.ts';
import { pilotCases, type PilotCase } from './pilot-cases.ts';
import { plannedRow, type CaseLoad, type Happening, type Occasion, type PlannedRow } from './timeline.ts';
import type { PlacementRow } from '../import/placements-kind.ts';
import type { SeededRandom } from './random.ts';

/** How many of a caseworker's cases of the pilot still go on today. */
const stillOpenEach = 3;

/** Who had the case: somebody whose team handles the district's cases, of the service area where there is one. */
const caseworkerFor = (of: PilotCase, random: SeededRandom): DemoPerson => {
  const board = districtKeyOf(of.district);
  const ofBoard = caseworkers.filter((each) => teamOf(each).boards.includes(board));
  const ofArea = ofBoard.filter((each) => teamOf(each).areas.includes(of.serviceArea));
  return random.oneOf(ofArea.length > 0 ? ofArea : ofBoard);
};

/** The pilot's 66 follow-ups as they were planned, made, sent in and approved between April and September 2022. */
export const pilotLoad = (
  random: SeededRandom,
  place: PlaceClient,
): CaseLoad & { readonly stillOpen: ReadonlyMap<string, readonly PlacementRow[]> } => {
  const placements: PlacementRow[] = [];
  const followUps: PlannedRow[] = [];
  const happenings: Happening[] = [];
  const stillOpen = new Map<string, PlacementRow[]>();
  for (const each of pilotCases) {
    const caseworker = caseworkerFor(each, random);
    const open = stillOpen.get(caseworker.userName) ?? [];
    // Maria's cases of today are told one by one in `week-cases.ts`.
    const isOpen = caseworker.userName !== 'maria' && open.length < stillOpenEach && each.number % 2 === 0;
    const placement = place({
      key: `pilot-${each.number}`,
      caseworker,
      decidedOn: addDays(each.on, -40 - random.below(200)),
      board: districtKeyOf(each.district),
      serviceArea: each.serviceArea,
      ownership: each.ownership,
      gender: each.gender,
      endedOn: isOpen ? null : workday(addDays(each.on, 60 + random.below(500)), 1),
    });
    placements.push(placement);
    if (isOpen) stillOpen.set(caseworker.userName, [...open, placement]);

    const of: Occasion = {
      followUp: `pilot-${each.number}`,
      placement: placement.key,
      author: caseworker.userName,
      on: each.on,
      method: each.method,
    };
    followUps.push(plannedRow(of, instantOn(addDays(each.on, -21), '08:00')));
    happenings.push({ kind: 'made', at: instantOn(each.on, `1${random.below(5)}:1${random.below(10)}`), of });
    if (each.answers === null) continue;
    const sentOn = workday(addDays(each.on, random.below(4)), 1);
    happenings.push(
      {
        kind: 'submitted',
        at: instantOn(sentOn, `15:${10 + random.below(50)}`),
        of,
        name: of.followUp,
        basedOn: [],
        answers: each.answers,
      },
      {
        kind: 'reviewed',
        at: instantOn(workday(addDays(sentOn, 1 + random.below(5)), 1), `09:${10 + random.below(50)}`),
        followUp: of.followUp,
        by: reviewerOf(placement.board),
        decision: { decision: 'approved' },
      },
    );
  }
  return { placements, followUps, happenings, stillOpen };
};
