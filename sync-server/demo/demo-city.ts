import { dayIn } from '#domain/day.ts';
import type { Context } from '../context.ts';
import type { WriteTransaction } from '../database/database.ts';
import { hashPassword } from '../identity/passwords.ts';
import { latestVersions } from '../import/register-lookup.ts';
import { saveFollowUps } from '../import/save-follow-ups.ts';
import { saveOrganisation } from '../import/save-organisation.ts';
import { savePlacements } from '../import/save-placements.ts';
import { idOf } from '../import/saving.ts';
import { clientOffice } from './clients.ts';
import { deskCaseNumbers, deskLoad } from './desk-load.ts';
import { organisationRows } from './organisation-rows.ts';
import { demoAccounts, demoPassword, type DemoAccount } from './people.ts';
import { closeAndPublishPilot } from './pilot-figures.ts';
import { pilotLoad } from './pilot-load.ts';
import { play } from './playing.ts';
import { seededRandom } from './random.ts';
import { addStaff, enrolTablets } from './staff.ts';
import type { CaseLoad, PlannedRow } from './timeline.ts';
import { mariasCaseNumbers } from './week-cases.ts';
import { weekLoad } from './week-load.ts';

export { demoAccounts };

/** The same seed and the same day give the same city. */
const seed = 2022;

/**
 * Fills an empty register with the demo city, in one transaction: all of it is there or nothing. A register that has
 * anything is left as it is. Gives the accounts to try it with.
 */
export const fillDemoCity = async ({ database, now }: Context): Promise<readonly DemoAccount[]> => {
  const known = await database.query.selectFrom('boards').select('id').limit(1).executeTakeFirst();
  if (known !== undefined) return demoAccounts;
  const passwordHash = await hashPassword(demoPassword);
  await database.write((transaction) => fill(transaction, now(), passwordHash));
  return demoAccounts;
};

const fill = async (transaction: WriteTransaction, now: Date, passwordHash: string): Promise<void> => {
  const random = seededRandom(seed);
  const newId = random.id;
  const today = dayIn(now);
  const saving = { query: transaction.query, transaction, audit: null, newId, now: now.toISOString() };
  await saveOrganisation(saving, organisationRows(today));
  const userIds = await addStaff(transaction, newId, passwordHash);
  const tabletIds = await enrolTablets(transaction, newId, userIds);

  const place = clientOffice(random, [...mariasCaseNumbers, ...deskCaseNumbers]);
  const pilot = pilotLoad(random, place);
  const loads: readonly CaseLoad[] = [
    pilot,
    weekLoad(random, place, today, pilot.stillOpen),
    deskLoad(place, today),
  ];
  const placements = loads.flatMap((each) => each.placements);
  const followUps = loads.flatMap((each) => each.followUps);
  await savePlacements(saving, placements);
  // The demo's past goes further back than any version.
  const versions = await latestVersions(transaction.query);
  for (const [plannedWhen, planned] of Map.groupBy(followUps, (each: PlannedRow) => each.plannedWhen)) {
    await saveFollowUps(
      { ...saving, now: plannedWhen },
      planned.map(({ row }) => row),
      (id) => versions.get(id),
    );
  }
  await play(
    {
      transaction,
      newId,
      userIds,
      tabletIds,
      placementKeys: placements.map(({ key }) => key),
      followUpKeys: followUps.map(({ row }) => row.key),
    },
    loads.flatMap((each) => each.happenings),
  );
  await closeAndPublishPilot(transaction, newId, idOf(userIds, 'stad'));
};
