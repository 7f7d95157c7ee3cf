import { describe, expect, test } from 'vitest';
import {
  may,
  permissions,
  seesPlacement,
  type Custody,
  type Permission,
  type Role,
  type Scope,
} from '#domain/organisation/access.ts';

describe('who may do what', () => {
  test.each<[Role, Permission[]]>([
    ['caseworker', ['follow-up:carry-out']],
    ['inspector', []],
    ['district-coordinator', ['follow-up:plan', 'submission:review', 'report:board']],
    // For reasons of secrecy the social administration has no insight into the individual case (pilot 2022).
    ['city-coordinator', ['report:city']],
    ['administrator', ['users:administer']],
  ])('%s: %j', (role, allowed) => {
    expect(permissions.filter((each) => may({ roles: [role] }, each))).toEqual(allowed);
  });

  test('who has two roles may do what either may; who has none, nothing', () => {
    expect(permissions.filter((each) => may({ roles: ['city-coordinator', 'caseworker'] }, each))).toEqual([
      'follow-up:carry-out',
      'report:city',
    ]);
    expect(permissions.some((each) => may({ roles: [] }, each))).toBe(false);
  });
});

describe('who sees a placement', () => {
  const placement: Custody = { boardId: 'farsta', teamId: 'team-1', caseworkerId: 'anna' };
  const who = (of: Partial<Scope>): Scope => ({
    userId: 'bo',
    roles: ['caseworker'],
    team: null,
    boards: [],
    ...of,
  });
  const team = (id: string, ...boards: string[]): Scope['team'] => ({ id, boards });

  test.each<[string, Scope, boolean]>([
    ['her caseworker', who({ userId: 'anna', team: team('team-1', 'farsta') }), true],
    ['a colleague in the team', who({ team: team('team-1', 'farsta') }), true],
    ['a colleague of a team for several boards', who({ team: team('team-1', 'skarpnack', 'farsta') }), true],
    [
      "her caseworker, who has come to handle another team's case",
      who({ userId: 'anna', team: team('team-2', 'skarpnack') }),
      true,
    ],
    ['the team, once it no longer handles the board', who({ team: team('team-1', 'skarpnack') }), false],
    ['another team for the same board', who({ team: team('team-2', 'farsta') }), false],
    ['her caseworker, once out of every team', who({ userId: 'anna' }), false],
    [
      'her caseworker, once she is something else',
      who({ userId: 'anna', roles: ['inspector'], team: team('team-1', 'farsta') }),
      false,
    ],
    ["the board's coordinator", who({ roles: ['district-coordinator'], boards: ['farsta'] }), true],
    ["another board's coordinator", who({ roles: ['district-coordinator'], boards: ['skarpnack'] }), false],
    ['boards alone give nothing without the role', who({ boards: ['farsta'] }), false],
    [
      'a team alone gives a coordinator nothing',
      who({ roles: ['district-coordinator'], team: team('team-1', 'farsta') }),
      false,
    ],
    [
      'the city',
      who({ roles: ['city-coordinator'], boards: ['farsta'], team: team('team-1', 'farsta') }),
      false,
    ],
    ['an inspector', who({ roles: ['inspector'], boards: ['farsta'] }), false],
    ['an administrator', who({ roles: ['administrator'], boards: ['farsta'] }), false],
  ])('%s: %s', (_, scope, sees) => {
    expect(seesPlacement(scope, placement)).toBe(sees);
  });

  test("a case that is nobody's is nobody's own", () => {
    const unassigned = { ...placement, caseworkerId: null };
    expect(seesPlacement(who({ team: team('team-2', 'farsta') }), unassigned)).toBe(false);
    expect(seesPlacement(who({ team: team('team-1', 'farsta') }), unassigned)).toBe(true);
  });
});
