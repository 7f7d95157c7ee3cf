import { sql, type Kysely } from 'kysely';
import * as z from 'zod/mini';
import { gender, ownership, serviceArea } from '#domain/organisation/organisation.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { buildReport, type ReportContext, type ReportRow } from '#domain/report/build-report.ts';
import type { IndividualReport, ReportBasis, ReportFilters } from '#domain/report/individual-report.ts';
import type { ReportPeriod } from '#domain/report/period.ts';
import type { Tables } from '../database/tables.ts';
import { findVersions } from '../register/published.ts';
import { addCounts, anyQuestionnaire, partsOfCountKey, type CellCounts } from './rollups.ts';

const cells = z.array(
  z.object({
    boardId: z.string(),
    serviceArea,
    ownership,
    gender,
    version: z.number(),
    counts: z.string(),
  }),
);

/** Sums that the report does not tell further apart, by what it does tell apart. */
class Sums {
  readonly #sums = new Map<string, { readonly place: Place; readonly counts: CellCounts }>();

  /** The counts of a place, to be added to. */
  at(place: Place): CellCounts {
    const key = Object.values(place).join(' ');
    const known = this.#sums.get(key);
    if (known) return known.counts;
    const counts: CellCounts = new Map();
    this.#sums.set(key, { place, counts });
    return counts;
  }

  rows(): ReportRow[] {
    return [...this.#sums.values()].flatMap(({ place, counts }) =>
      [...counts].map(([key, count]) => ({ ...place, ...partsOfCountKey(key), count })),
    );
  }
}

type Place = Omit<ReportRow, 'question' | 'outcome' | 'count'>;

/**
 * The sums of a period, of these boards alone; read from the rollups, however many follow-ups stand behind them.
 * Months are summed here, and what was answered over all places.
 */
const readSums = async (
  query: Kysely<Tables>,
  boards: readonly string[],
  period: ReportPeriod,
  filters: Pick<ReportFilters, 'serviceArea' | 'ownership'>,
): Promise<ReportRow[]> => {
  if (boards.length === 0) return [];
  const { rows } = await sql`
    SELECT board_id AS boardId, service_area AS serviceArea, ownership, gender, questionnaire_version AS version, counts
    FROM rollup_cells
    WHERE board_id IN (${sql.join(boards)}) AND month BETWEEN ${period.from} AND ${period.to}
      AND questionnaire_id IN (${individualFollowUp.id}, ${anyQuestionnaire.id})
      ${filters.serviceArea === null ? sql`` : sql`AND service_area = ${filters.serviceArea}`}
      ${filters.ownership === null ? sql`` : sql`AND ownership = ${filters.ownership}`}`.execute(query);
  const sums = new Sums();
  for (const { counts, ...place } of cells.parse(rows)) {
    const { gender: sex, version } = place;
    const everywhere = { boardId: null, serviceArea: null, ownership: null, gender: sex, version };
    addCounts(counts, sums.at(place), sums.at(everywhere));
  }
  return sums.rows();
};

/** Boards by name; all of them, or those of the ids. */
export const readBoards = (
  query: Kysely<Tables>,
  only?: readonly string[],
): Promise<ReportContext['boards'][number][]> =>
  query
    .selectFrom('boards')
    .select(['id', 'name'])
    .$if(only !== undefined, (all) => all.where('id', 'in', only ?? []))
    .orderBy('name')
    .execute();

/** The report of individual follow-ups over these boards, exact. */
export const readIndividualReport = async (
  query: Kysely<Tables>,
  boards: ReportContext['boards'],
  of: { readonly period: ReportPeriod; readonly filters: ReportFilters; readonly basis: ReportBasis },
): Promise<IndividualReport> => {
  const asked = of.filters.boardIds;
  const shown = asked === null ? boards : boards.filter((board) => asked.includes(board.id));
  const rows = await readSums(
    query,
    shown.map((board) => board.id),
    of.period,
    of.filters,
  );
  return buildReport(rows, {
    ...of,
    boards: shown,
    versions: await findVersions(query, individualFollowUp.id),
  });
};
