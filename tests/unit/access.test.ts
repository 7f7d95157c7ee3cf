import { describe, expect, test } from 'vitest';
import { access, relations, roles, things } from '#domain/organisation/access-table.ts';
import {
  makeScope,
  may,
  permissions,
  relationsTo,
  seesPlacement,
  thingOf,
  type Custody,
  type Permission,
  type Role,
  type Scope,
  type ScopeFacts,
} from '#domain/organisation/access.ts';

describe('who may do what', () => {
  test.each<[Role, Permission[]]>([
    ['caseworker', ['follow-up:carry-out']],
    ['inspector', ['provider:read']],
    [
      'district-coordinator',
      [
        'follow-up:plan',
        'submission:review',
        'report:board',
        'provider:read',
        'log:check',
        'extract:read',
        'purge:decide',
      ],
    ],
    // For reasons of secrecy the social administration has no insight into the individual case (pilot 2022).
    ['city-coordinator', ['report:city', 'provider:read']],
    ['administrator', ['users:administer', 'log:check', 'purge:decide', 'questionnaire:keep']],
  ])('%s: %j', (role, allowed) => {
    expect(permissions.filter((each) => may({ roles: [role] }, each))).toEqual(allowed);
  });

  test('who has two roles may do what either may; who has none, nothing', () => {
    expect(permissions.filter((each) => may({ roles: ['city-coordinator', 'caseworker'] }, each))).toEqual([
      'follow-up:carry-out',
      'report:city',
      'provider:read',
    ]);
    expect(permissions.some((each) => may({ roles: [] }, each))).toBe(false);
  });
});

describe('the table of who sees what', () => {
  test('the city, inspectors and administrators see no case, however they stand to it', () => {
    for (const role of ['city-coordinator', 'inspector', 'administrator'] as const) {
      expect(relations.map((relation) => access[role].case[relation])).toEqual(['not', 'not', 'not', 'not']);
    }
  });

  test("nobody sees a case that is neither hers, her team's nor her boards'", () => {
    expect(roles.filter((role) => access[role].case.city !== 'not')).toEqual([]);
  });

  test('whoever checks logs sees no person in them', () => {
    expect(roles.filter((role) => Object.values(access[role].log).includes('sees'))).toEqual([]);
  });

  test('a permission shows a thing that is in the table', () => {
    expect(permissions.filter((each) => !things.includes(thingOf[each]))).toEqual([]);
  });
});

describe('who sees a placement', () => {
  const placement: Custody = {
    boardId: 'farsta',
    teamId: 'team-1',
    caseworkerId: 'anna',
    namedReaders: null,
  };
  const who = (of: Partial<ScopeFacts>): Scope =>
    makeScope({ userId: 'bo', roles: ['caseworker'], team: null, boards: [], ...of });
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

  test('under protected identity it is seen by those named, as far as their role goes', () => {
    const guarded = { ...placement, namedReaders: ['anna', 'cecilia'] };
    const colleague = who({ team: team('team-1', 'farsta') });
    const coordinator = (userId: string) =>
      who({ userId, roles: ['district-coordinator'], boards: ['farsta'] });
    expect(seesPlacement(who({ userId: 'anna', team: team('team-1', 'farsta') }), guarded)).toBe(true);
    expect(seesPlacement(colleague, guarded)).toBe(false);
    expect(seesPlacement(coordinator('cecilia'), guarded)).toBe(true);
    expect(seesPlacement(coordinator('disa'), guarded)).toBe(false);
    // To be named gives nothing that the role does not.
    expect(seesPlacement(who({ userId: 'cecilia', roles: ['administrator'] }), guarded)).toBe(false);
    expect(seesPlacement(coordinator('cecilia'), { ...guarded, namedReaders: [] })).toBe(false);
  });

  test('how a person stands to a case', () => {
    expect(relationsTo(who({ userId: 'anna', team: team('team-1', 'farsta') }), placement)).toEqual([
      'own',
      'team',
    ]);
    expect(relationsTo(who({ boards: ['farsta'] }), placement)).toEqual(['board']);
    expect(relationsTo(who({}), placement)).toEqual(['city']);
  });

  test("a case that is nobody's is nobody's own", () => {
    const unassigned = { ...placement, caseworkerId: null };
    expect(seesPlacement(who({ team: team('team-2', 'farsta') }), unassigned)).toBe(false);
    expect(seesPlacement(who({ team: team('team-1', 'farsta') }), unassigned)).toBe(true);
  });
});
