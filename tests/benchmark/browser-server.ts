/**
 * The server of the benchmarks in the browser, in a process of its own: the built app and a planted register on
 * loopback. `node browser-server.ts DATA_DIR PORT FOLLOW_UPS [long]`, the last for questionnaires of a size that few
 * have; says what was planted to the process that started it.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { addDays, dayIn } from '#domain/day.ts';
import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Context } from '#server/context.ts';
import { cityChannel, touch, touchFollowUp } from '#server/register/feed.ts';
import { startServer } from '#server/server.ts';
import { addPlacement, plant, type Seed } from '../server/seed.ts';
import type { Planted } from './browser-city.ts';
import { longList, thousandQuestions } from './form-documents.ts';

const [dataDir, port, followUps, forms] = process.argv.slice(2);
if (dataDir === undefined || port === undefined) throw new Error('node browser-server.ts DATA_DIR PORT');

/** How many follow-ups a tablet has; most limits are given for 200. */
const followUpCount = Number(followUps ?? 200);
/** A day has this many; the rest are overdue by up to ten days, or come within the months ahead. */
const visitsToday = 4;

const longQuestions = Array.from({ length: 60 }, (_, index): Question => ({
  name: `question-${index + 1}`,
  kind: 'long-text',
  label: { sv: `Fråga ${index + 1}`, en: `Question ${index + 1}` },
  mandatory: false,
}));
const [preparation] = individualFollowUp.sections;

/** As long as anybody would make it: 60 questions beside the preparation that every questionnaire begins with. */
const longQuestionnaire: Questionnaire = {
  id: 'long-follow-up',
  version: 1,
  title: { sv: 'Lång uppföljning', en: 'Long follow-up' },
  sections: [
    ...(preparation === undefined ? [] : [preparation]),
    {
      name: 'long',
      title: { sv: 'Sextio frågor', en: 'Sixty questions' },
      putTo: 'caseworker',
      voluntary: false,
      questions: longQuestions,
    },
  ],
};

const plannedOn = (index: number, today: string): string =>
  index < visitsToday ? today : addDays(today, index < 20 ? -(index % 10) - 1 : (index % 90) + 1);

/** Publishes a questionnaire, and has a follow-up ask it. */
const ask = async ({ database, now }: Context, asked: Questionnaire, followUpId: string) => {
  const { id, version } = asked;
  await database.write(async (transaction) => {
    transaction
      .prepare('INSERT INTO questionnaires (id, version, document, published_at) VALUES (?, ?, ?, ?)')
      .run(id, version, JSON.stringify(asked), now().toISOString());
    touch(transaction, [cityChannel], 'questionnaire', questionnaireSubject(asked));
    transaction
      .prepare('UPDATE follow_ups SET questionnaire_id = ?, questionnaire_version = ? WHERE id = ?')
      .run(id, version, followUpId);
    touchFollowUp(transaction, followUpId);
  });
};

const fill = async (context: Context): Promise<Planted> => {
  const seed: Seed = await plant(context);
  const today = dayIn(context.now());
  const placements = Array.from({ length: followUpCount - 1 }, () => randomUUID());
  const followUps = placements.map(() => randomUUID());
  for (const [index, placementId] of placements.entries()) {
    await addPlacement(context, seed, 'first', placementId, followUps[index] ?? randomUUID(), {
      plannedOn: plannedOn(index, today),
    });
  }
  const longFollowUpId = seed.followUps.first;
  await ask(context, longQuestionnaire, longFollowUpId);
  // Late ones, so that the day's visits are as they are everywhere.
  const [thousandFollowUpId = '', listFollowUpId = ''] = followUps.slice(10);
  if (forms === 'long') {
    await ask(context, thousandQuestions, thousandFollowUpId);
    await ask(context, longList, listFollowUpId);
  }
  return { userId: seed.users.caseworker, placements, longFollowUpId, thousandFollowUpId, listFollowUpId };
};

let planted: Planted | null = null;
const started = await startServer(
  {
    port: Number(port),
    host: '127.0.0.1',
    dataDir,
    publicOrigin: `http://localhost:${port}`,
    isDemo: false,
    secret: 'x'.repeat(32),
    allowsLocalAccounts: true,
    requiresSecondFactor: false,
    oidc: null,
    allowsLogging: false,
    // The queue is filled beside the app, with what is neither sealed nor signed.
    acceptsPlainUploads: true,
    appDir: join(import.meta.dirname, '..', '..', 'dist'),
  },
  {
    fill: async (context) => {
      planted = await fill(context);
    },
  },
);
if (!started.ok) throw new Error(started.problem);
process.send?.(planted);
