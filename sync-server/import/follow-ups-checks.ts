import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { FollowUpRow } from './follow-ups-kind.ts';
import type { RowFault } from './placements-checks.ts';
import { portions } from './portions.ts';
import { latestVersions } from './register-lookup.ts';
import type { ReadRow } from './row-reader.ts';

/** What does not fit with the register: a follow-up is never moved from one placement to another. */
export async function* checkFollowUps(
  query: Kysely<Tables>,
  rows: readonly ReadRow<FollowUpRow>[],
): AsyncGenerator<RowFault> {
  const isPublished = (await latestVersions(query)).has(individualFollowUp.id);
  for (const portion of portions(rows)) {
    const keys = portion.map(({ value }) => value.key);
    const stored = await query
      .selectFrom('follow_ups')
      .innerJoin('placements', 'placements.id', 'follow_ups.placement_id')
      .select(['follow_ups.key', 'placements.key as placement'])
      .where('follow_ups.key', 'in', keys)
      .execute();
    const placements = new Map(stored.map(({ key, placement }) => [key, placement]));
    for (const { row, value } of portion) {
      if ((placements.get(value.key) ?? value.placement) !== value.placement) {
        yield { row, column: 'placement', value: value.placement, problem: { code: 'placement-differs' } };
      }
      if (value.questionnaire === null && !isPublished) {
        const problem = { code: 'unknown-reference', entity: 'questionnaire' } as const;
        yield { row, column: 'questionnaire', value: individualFollowUp.id, problem };
      }
    }
  }
}
