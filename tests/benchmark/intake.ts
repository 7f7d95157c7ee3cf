import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Submission } from '#domain/follow-up/item.ts';
import { makeRegister, type Sender } from '../server/fault-register.ts';
import { startProcess } from '../server/kill-rounds.ts';
import { wholeAnswers } from '../server/seed.ts';
import { signItems } from '../server/tablet-client.ts';
import { uploadOf } from '../server/visits.ts';
import { figure, median, type Benchmark } from './benchmark.ts';
import { requestBytes, requestsPerSecond } from './raw-client.ts';

const connections = 16;
const rounds = 7;
const requestsARound = 2_000;

/** Plans follow-ups by the hundreds; gives what is visited, in turn for all tablets. */
export const planVisits = (file: string, senders: readonly Sender[], count: number): Submission[] => {
  const database = new DatabaseSync(file);
  const plan = database.prepare(
    `INSERT INTO follow_ups (id, placement_id, board_id, assignee_id, planned_on, method, questionnaire_id,
       questionnaire_version, state, created_at)
     SELECT ?, id, board_id, ?, '2026-11-20', 'site-visit', 'individual-follow-up', 1, 'planned', '2026-11-01'
     FROM placements WHERE id = ?`,
  );
  database.exec('BEGIN');
  const visits = Array.from({ length: count }, (_, index): Submission => {
    const sender = senders[index % senders.length];
    const placementId = sender?.placementIds[index % sender.placementIds.length];
    if (sender === undefined || placementId === undefined) throw new Error('There is nobody to visit');
    const [followUpId, { authorId }] = [crypto.randomUUID(), sender];
    plan.run(followUpId, authorId, placementId);
    return {
      kind: 'submission',
      id: crypto.randomUUID(),
      followUpId,
      authorId,
      placementId,
      writtenAt: '2026-11-20T10:00:00.000Z',
      questionnaire: { id: 'individual-follow-up', version: 1 },
      on: '2026-11-20',
      method: 'site-visit',
      basedOn: [],
      answers: wholeAnswers(),
    };
  });
  database.exec('COMMIT');
  database.close();
  return visits;
};

/** A request for each visit, signed by the tablet whose turn it is. */
const signVisits = async (senders: readonly Sender[], visits: readonly Submission[]): Promise<Buffer[]> => {
  const requests: Buffer[] = [];
  for (const [index, visit] of visits.entries()) {
    const tablet = senders[index % senders.length]?.tablet;
    if (tablet === undefined) throw new Error('There is no tablet');
    requests.push(requestBytes(await signItems(tablet, [uploadOf(visit)])));
  }
  return requests;
};

/** Starts the intake in a process of its own; `keys` is the folder of its sealing keys. */
export const start = async (mode: 'store' | 'answer', file: string, ...keys: readonly string[]) => {
  const server = startProcess(join(import.meta.dirname, 'intake-server.ts'), {}, [mode, file, ...keys]);
  const port = Number(await server.nextLine());
  return {
    port,
    peakMemory: async () => {
      server.child.stdin.write('\n');
      return Number(await server.nextLine());
    },
    stop: async () => {
      server.child.stdin.end();
      await server.gone;
    },
  };
};

/** Signed submissions taken in a second, beside the same requests parsed, verified and answered without being stored. */
export const intake: Benchmark = {
  name: 'intake',
  run: async () => {
    const register = await makeRegister({ tablets: connections, placements: 400 });
    const visits = planVisits(register.file, register.senders, (1 + rounds) * requestsARound);
    const [storing, answering] = [await start('store', register.file), await start('answer', register.file)];
    const stored: number[] = [];
    const answered: number[] = [];
    // The first round warms up both.
    for (let round = 0; round <= rounds; round += 1) {
      const from = round * requestsARound;
      const requests = await signVisits(register.senders, visits.slice(from, from + requestsARound));
      const answeredNow = await requestsPerSecond(answering.port, requests, connections);
      const storedNow = await requestsPerSecond(storing.port, requests, connections);
      if (round === 0) continue;
      answered.push(answeredNow);
      stored.push(storedNow);
    }
    const memory = (await storing.peakMemory()) / 1e6;
    await Promise.all([storing.stop(), answering.stop()]);
    await register.remove();
    return [
      figure(
        {
          name: 'intake: signed submissions, one a request, 16 connections, synced',
          value: median(stored),
          unit: '1/s',
          floor: median(answered),
        },
        { leastTimes: 0.5 },
      ),
      figure({ name: 'intake: most memory of the server', value: memory, unit: 'MB' }, { most: 250 }),
    ];
  },
};
