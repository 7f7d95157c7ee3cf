import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '#server/context.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { prepareRegister } from '#server/first-start.ts';
import { enrol } from '#server/identity/devices.ts';
import { contextOf } from './register-context.ts';
import { addPlacement, plant, type Seed } from './seed.ts';
import { createTablet, type Tablet } from './tablet-client.ts';

/** Somebody who sends: a tablet, whose author is enrolled on it, and the placements that she visits. */
export interface Sender {
  readonly tablet: Tablet;
  readonly authorId: string;
  readonly placementIds: readonly string[];
}

export interface Planted {
  readonly seed: Seed;
  readonly senders: readonly Sender[];
}

const genders = ['woman', 'man', 'other'];

/** Plants the seed in a register, with placements of both boards, and tablets of both caseworkers by turns. */
export const plantSenders = async (
  context: Context,
  { tablets, placements }: { readonly tablets: number; readonly placements: number },
): Promise<Planted> => {
  const prepared = await prepareRegister(context);
  if (!prepared.ok) throw new Error(prepared.problem);
  const seed = await plant(context);
  const placementIds = { first: [seed.placements.first], other: [seed.placements.other] };
  for (let index = 0; index < placements; index += 1) {
    const board = index % 2 === 0 ? 'first' : 'other';
    const id = crypto.randomUUID();
    const gender = genders[index % genders.length] ?? 'woman';
    await addPlacement(context, seed, board, id, crypto.randomUUID(), { gender });
    placementIds[board].push(id);
  }
  const senders: Sender[] = [];
  for (let index = 0; index < tablets; index += 1) {
    const board = index % 2 === 0 ? 'first' : 'other';
    const authorId = board === 'first' ? seed.users.caseworker : seed.users.otherCaseworker;
    const tablet = await createTablet();
    const { deviceId, publicKey } = tablet;
    const enrolment = { deviceId, label: `Tablet ${index}`, publicKey };
    await context.database.write((transaction) =>
      enrol(transaction, enrolment, authorId, '2026-11-01T08:00:00.000Z'),
    );
    senders.push({ tablet, authorId, placementIds: placementIds[board] });
  }
  return { seed, senders };
};

/** A folder with a planted register that nobody has open; `remove` takes it away. */
export const makeRegister = async (of: {
  readonly tablets: number;
  readonly placements: number;
}): Promise<Planted & { dataDir: string; file: string; remove: () => Promise<void> }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foljsam-register-'));
  const file = join(dataDir, 'register.sqlite');
  const database = openSqlite(file);
  const planted = await plantSenders(contextOf(database), of);
  await database.close();
  return { ...planted, dataDir, file, remove: () => rm(dataDir, { recursive: true, force: true }) };
};
