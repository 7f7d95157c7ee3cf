import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { dayIn } from '#domain/day.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { publishVersion } from './questionnaires/published-versions.ts';
import { makeSetting, readSetting } from './settings.ts';

/** The questionnaires that Följsam brings with it. */
const shipped: readonly Questionnaire[] = [individualFollowUp];

type Preparing = Pick<Context, 'config' | 'database' | 'now' | 'randomId'>;

/**
 * Makes what every register has: its epoch, the mark of whether it is invented, and the shipped questionnaires.
 * Fails, in plain words, where the register is not of the kind that this server runs with.
 */
export const prepareRegister = async (context: Preparing): Promise<Result<void, string>> => {
  const { config, database, now, randomId } = context;
  await database.write(async ({ query }) => {
    await makeSetting(query, 'demo', config.isDemo ? '1' : '0');
    await makeSetting(query, 'epoch', randomId());
    await makeSetting(query, 'generation', '0');
  });
  const isDemo = (await readSetting(database.query, 'demo')) === '1';
  if (isDemo && !config.isDemo) {
    return fail(
      `The register in ${config.dataDir} holds the invented demo city, and this server is for real cases. ` +
        'Give DATA_DIR a folder of its own.',
    );
  }
  if (!isDemo && config.isDemo) {
    return fail(
      `The register in ${config.dataDir} holds real cases, and this server is for the demo. ` +
        'Start it with "npm run serve", or give DATA_DIR a folder of its own.',
    );
  }
  for (const each of shipped) await publish(context, each, now().toISOString());
  return succeed(undefined);
};

/** Publishes a version of a questionnaire where it is not published yet; a published one never changes. */
const publish = (context: Preparing, of: Questionnaire, at: string): Promise<void> =>
  context.database.write(async (transaction) => {
    const validFrom = dayIn(new Date(at));
    const done = await publishVersion(transaction, of, { validFrom, at, userId: null });
    if (!done.ok) throw new Error(`${of.id}, which is shipped, cannot be published`);
  });
