import type { Kysely } from 'kysely';
import { boardsSeen, may, type Scope } from '#domain/organisation/access.ts';
import { unitView, type UnitView } from '#domain/organisation/organisation.ts';
import type { OrganisationView, TeamView } from '#domain/office/organisation.ts';
import type { Tables } from '../database/tables.ts';

/** Boards and units, and those teams that are the person's business. */
export const readOrganisation = async (query: Kysely<Tables>, scope: Scope): Promise<OrganisationView> => ({
  boards: await query.selectFrom('boards').select(['id', 'name']).orderBy('name').execute(),
  teams: await readTeams(query, scope),
  units: await readUnits(query),
});

const readTeams = async (query: Kysely<Tables>, scope: Scope): Promise<TeamView[]> => {
  const teams = await query.selectFrom('teams').select(['id', 'name']).orderBy('name').execute();
  const handled = Map.groupBy(
    await query.selectFrom('team_boards').selectAll().execute(),
    (row) => row.team_id,
  );
  const people = Map.groupBy(
    await query
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'user_id')
      .select(['team_id', 'users.id', 'users.name', 'users.initials'])
      .where('valid_to', 'is', null)
      .where('is_active', '=', 1)
      .where('roles', 'like', '%"caseworker"%')
      .orderBy('users.name')
      .execute(),
    (row) => row.team_id,
  );
  const plans = boardsSeen(scope, 'case');
  return teams.flatMap((team) => {
    const boardIds = (handled.get(team.id) ?? []).map((row) => row.board_id);
    const seesPeople = scope.team?.id === team.id || boardIds.some((board) => plans.includes(board));
    if (!seesPeople && !may(scope, 'users:administer')) return [];
    const caseworkers = seesPeople ? (people.get(team.id) ?? []) : [];
    return [
      {
        ...team,
        boardIds,
        caseworkers: caseworkers.map(({ id, name, initials }) => ({ id, name, initials })),
      },
    ];
  });
};

const readUnits = async (query: Kysely<Tables>): Promise<UnitView[]> => {
  const units = await query
    .selectFrom('units')
    .innerJoin('providers', 'providers.id', 'provider_id')
    .selectAll('units')
    .select('providers.name as provider_name')
    .orderBy('units.name')
    .execute();
  const contracts = Map.groupBy(
    await query
      .selectFrom('contracts')
      .innerJoin('contract_areas', 'contract_areas.id', 'contract_area_id')
      .select([
        'provider_id',
        'contract_areas.name as area',
        'act',
        'valid_from as validFrom',
        'valid_to as validTo',
      ])
      .orderBy('contract_areas.name')
      .execute(),
    (row) => row.provider_id,
  );
  return units.map((unit) =>
    unitView.parse({
      id: unit.id,
      name: unit.name,
      kind: unit.kind,
      ownership: unit.ownership,
      municipality: unit.municipality,
      provider: { id: unit.provider_id, name: unit.provider_name },
      licence:
        unit.licence_number === null
          ? null
          : { number: unit.licence_number, validFrom: unit.licence_from, validTo: unit.licence_to },
      contracts: (contracts.get(unit.provider_id) ?? []).map(({ area, act, validFrom, validTo }) => ({
        area,
        act,
        validFrom,
        validTo,
      })),
    }),
  );
};
