import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { versionsByDay } from '../questionnaires/published-versions.ts';
import { dayOfAsking, questionnaireOf, type FollowUpRow } from './follow-ups-kind.ts';
import type { RowFault } from './placements-checks.ts';
import { portions } from './portions.ts';
import type { ReadRow } from './row-reader.ts';

/**
 * What does not fit with the register: a follow-up is never moved from one placement to another, and one that is new, or
 * gets another questionnaire, needs a version that holds on its day.
 */
export async function* checkFollowUps(
  query: Kysely<Tables>,
  rows: readonly ReadRow<FollowUpRow>[],
  now: string,
): AsyncGenerator<RowFault> {
  const versionOn = await versionsByDay(query);
  for (const portion of portions(rows)) {
    const keys = portion.map(({ value }) => value.key);
    const stored = await query
      .selectFrom('follow_ups')
      .innerJoin('placements', 'placements.id', 'follow_ups.placement_id')
      .select(['follow_ups.key', 'placements.key as placement', 'state', 'questionnaire_id'])
      .where('follow_ups.key', 'in', keys)
      .execute();
    const known = new Map(stored.map((each) => [each.key, each]));
    for (const { row, value } of portion) {
      const before = known.get(value.key);
      if ((before?.placement ?? value.placement) !== value.placement) {
        yield { row, column: 'placement', value: value.placement, problem: { code: 'placement-differs' } };
      }
      const questionnaire = questionnaireOf(value);
      const keepsVersion =
        before !== undefined && (before.state !== 'planned' || before.questionnaire_id === questionnaire);
      if (!keepsVersion && versionOn(questionnaire, dayOfAsking(value, now)) === undefined) {
        const problem = { code: 'no-version-in-force', questionnaire } as const;
        yield { row, column: 'plannedOn', value: value.plannedOn, problem };
      }
    }
  }
}
