import type { Gender, Ownership, ServiceArea } from '#domain/organisation/organisation.ts';
import type { PlacementRow } from '../import/placements-kind.ts';
import { demoUnits } from './demo-units.ts';
import { demoTeams } from './organisation-rows.ts';
import { caseworkers, type DemoPerson } from './people.ts';
import type { SeededRandom } from './random.ts';

/** Who is placed, as far as it is not left to chance. */
export interface PlacementWish {
  readonly key: string;
  readonly caseworker: DemoPerson;
  readonly decidedOn: string;
  readonly caseNumber?: string;
  readonly initials?: string;
  readonly gender?: Gender;
  readonly serviceArea?: ServiceArea;
  readonly board?: string;
  readonly ownership?: Ownership;
  readonly unit?: string;
  readonly planDueOn?: string | null;
  readonly monthlyReportDay?: number | null;
  readonly endedOn?: string | null;
}

/** Places somebody who does not exist. */
export type PlaceClient = (wish: PlacementWish) => PlacementRow;

const letters = [...'ABDEFGHIJKLMNOPRSTVWYÅÖ'];

/** The team of a caseworker. */
export const teamOf = (of: DemoPerson) => {
  const team = demoTeams.find((each) => each.key === of.team);
  if (team === undefined) throw new Error(`${of.userName} is in no team of the demo city`);
  return team;
};

/** The caseworker of that user name. */
export const caseworkerOf = (userName: string): DemoPerson => {
  const found = caseworkers.find((each) => each.userName === userName);
  if (found === undefined) throw new Error(`No caseworker of the demo city is called ${userName}`);
  return found;
};

/** Gives out case numbers, each once, and initials. A number that a wish names is never given to another. */
export const clientOffice = (random: SeededRandom, reserved: readonly string[]): PlaceClient => {
  const taken = new Set(reserved);
  const newCaseNumber = (): string => {
    const number = `${1500 + random.below(800)}-${String(1 + random.below(12)).padStart(2, '0')}`;
    if (taken.has(number)) return newCaseNumber();
    taken.add(number);
    return number;
  };
  return (wish) => {
    const team = teamOf(wish.caseworker);
    const serviceArea = wish.serviceArea ?? random.oneOf(team.areas);
    const units = demoUnits.filter(
      (each) =>
        each.areas.includes(serviceArea) &&
        (wish.ownership === undefined || each.ownership === wish.ownership),
    );
    return {
      type: 'placement',
      key: wish.key,
      caseNumber: wish.caseNumber ?? newCaseNumber(),
      initials: wish.initials ?? `${random.oneOf(letters)}.${random.oneOf(letters)}.`,
      unit: wish.unit ?? random.oneOf(units).key,
      board: wish.board ?? random.oneOf(team.boards),
      team: team.key,
      serviceArea,
      gender: wish.gender ?? (random.below(5) < 2 ? 'woman' : 'man'),
      decidedOn: wish.decidedOn,
      planDueOn: wish.planDueOn ?? null,
      monthlyReportDay: wish.monthlyReportDay ?? null,
      endedOn: wish.endedOn ?? null,
      caseworker: wish.caseworker.userName,
      protectedReaders: null,
    };
  };
};
