import { addDays, dayIn } from '#domain/day.ts';
import { seesPlacement, type Scope } from '#domain/organisation/access.ts';
import { unitView, type UnitView } from '#domain/organisation/organisation.ts';
import { placementView, type PlacementView } from '#domain/organisation/placement.ts';
import type { Change, SubjectKind } from '#domain/protocol.ts';
import type { InForce } from '#domain/questionnaire/occasion.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Database } from '../database/database.ts';
import { custodyOf, namedReadersOf } from '../protection/sight.ts';
import { viewFollowUp } from './follow-up-views.ts';

/** For how many days an ended placement stays on the tablet: what was begun in it can still be written to its end. */
const daysAfterEnd = 90;

/** A subject as the person may see it now; undefined where there is none, or none for her. */
export const viewSubject = async (
  database: Database,
  scope: Scope,
  kind: SubjectKind,
  subjectId: string,
  today: string,
): Promise<Change | undefined> => {
  switch (kind) {
    case 'unit': {
      const body = await viewUnit(database, subjectId);
      return body && { kind, id: subjectId, body };
    }
    case 'questionnaire': {
      const version = await viewQuestionnaire(database, subjectId);
      return version && { kind, id: subjectId, ...version };
    }
    case 'placement': {
      const body = await viewPlacement(database, scope, subjectId, today);
      return body && { kind, id: subjectId, body };
    }
    case 'follow-up': {
      const body = await viewFollowUp(database, scope, subjectId, today);
      return body && { kind, id: subjectId, body };
    }
  }
};

const viewUnit = async (database: Database, unitId: string): Promise<UnitView | undefined> => {
  const unit = await database.query
    .selectFrom('units')
    .innerJoin('providers', 'providers.id', 'units.provider_id')
    .selectAll('units')
    .select(['providers.name as provider_name'])
    .where('units.id', '=', unitId)
    .executeTakeFirst();
  if (unit === undefined) return undefined;
  const contracts = await database.query
    .selectFrom('contracts')
    .innerJoin('contract_areas', 'contract_areas.id', 'contracts.contract_area_id')
    .select([
      'contract_areas.name as area',
      'contract_areas.act',
      'contracts.valid_from',
      'contracts.valid_to',
    ])
    .where('contracts.provider_id', '=', unit.provider_id)
    .orderBy('contract_areas.name')
    .execute();
  return unitView.parse({
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
    contracts: contracts.map(({ area, act, valid_from, valid_to }) => ({
      area,
      act,
      validFrom: valid_from,
      validTo: valid_to,
    })),
  });
};

/** A published version, and the days on which new follow-ups ask it. */
const viewQuestionnaire = async (
  database: Database,
  subject: string,
): Promise<{ readonly body: Questionnaire; readonly inForce: InForce } | undefined> => {
  const [id = '', version = ''] = subject.split('/');
  const row = await database.query
    .selectFrom('questionnaires as published')
    .leftJoin('questionnaire_versions as kept', (join) =>
      join.onRef('kept.id', '=', 'published.id').onRef('kept.version', '=', 'published.version'),
    )
    .select(['published.document', 'published.published_at', 'kept.valid_from', 'kept.retired_at'])
    .where('published.id', '=', id)
    .where('published.version', '=', Number(version))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const from = row.valid_from ?? dayIn(new Date(row.published_at));
  return { body: questionnaire.parse(JSON.parse(row.document)), inForce: { from, until: row.retired_at } };
};

const viewPlacement = async (
  database: Database,
  scope: Scope,
  placementId: string,
  today: string,
): Promise<PlacementView | undefined> => {
  const row = await database.query
    .selectFrom('placements')
    .innerJoin('clients', 'clients.id', 'placements.client_id')
    .innerJoin('boards', 'boards.id', 'placements.board_id')
    .selectAll('placements')
    .select([
      'clients.case_number',
      'clients.initials',
      'boards.name as board_name',
      namedReadersOf('placements.id'),
    ])
    .where('placements.id', '=', placementId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (!seesPlacement(scope, custodyOf(row))) return undefined;
  if (row.ended_on !== null && addDays(row.ended_on, daysAfterEnd) < today) return undefined;
  return placementView.parse({
    id: row.id,
    caseNumber: row.case_number,
    initials: row.initials,
    gender: row.gender,
    unitId: row.unit_id,
    board: { id: row.board_id, name: row.board_name },
    serviceArea: row.service_area,
    caseworkerId: row.caseworker_id,
    decidedOn: row.decided_on,
    planDueOn: row.plan_due_on,
    monthlyReportDay: row.monthly_report_day,
    endedOn: row.ended_on,
  });
};
