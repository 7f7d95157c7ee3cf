import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sealUpload } from '#device/vault/sealed-item.ts';
import type { Submission } from '#domain/follow-up/item.ts';
import type { SealingKey } from '#domain/sealing.ts';
import { openKeyFolder } from '#server/sealing/key-folder.ts';
import { openSealingKeys } from '#server/sealing/sealing-keys.ts';
import { makeRegister, type Sender } from '../server/fault-register.ts';
import { createAuthor } from '../server/sealed-tablet.ts';
import { signItems } from '../server/tablet-client.ts';
import { uploadOf } from '../server/visits.ts';
import { figure, median, type Benchmark } from './benchmark.ts';
import { planVisits, start } from './intake.ts';
import { requestBytes, requestsPerSecond } from './raw-client.ts';
import { measureArgon2 } from './vault.ts';

const connections = 16;
const rounds = 7;
const requestsARound = 1_000;

/** Gives the author of each tablet a key there, and what seals her items. */
const enrolAuthors = async (file: string, senders: readonly Sender[], key: SealingKey) => {
  const database = new DatabaseSync(file);
  const insert = database.prepare('INSERT INTO author_keys VALUES (?, ?, ?, ?)');
  const sealers = await Promise.all(
    senders.map(async ({ tablet, authorId }) => {
      const author = await createAuthor();
      const at = '2026-11-01T00:00:00.000Z';
      insert.run(tablet.deviceId, authorId, JSON.stringify(author.publicKey), at);
      return (item: Submission) => sealUpload(item, author, key);
    }),
  );
  database.close();
  return sealers;
};

/** Uploads whose seals are opened and whose authors are checked, beside the same uploads unsealed; and the passphrase. */
export const sealing: Benchmark = {
  name: 'sealing',
  run: async () => {
    const keysFolder = await mkdtemp(join(tmpdir(), 'foljsam-keys-'));
    const keys = openKeyFolder(keysFolder, false);
    if (!keys.ok) throw new Error(keys.problem);
    const key = openSealingKeys(keys.value, () => new Date()).current();
    const register = await makeRegister({ tablets: connections, placements: 400 });
    const { file, senders } = register;
    const sealers = await enrolAuthors(file, senders, key);
    const visits = planVisits(file, senders, 2 * (1 + rounds) * requestsARound);
    const server = await start('store', file, keysFolder);
    const requestsFor = (from: number, isSealed: boolean): Promise<Buffer[]> =>
      Promise.all(
        visits.slice(from, from + requestsARound).map(async (visit, index) => {
          const [sender, seal] = [senders[index % connections], sealers[index % connections]];
          if (sender === undefined || seal === undefined) throw new Error('There is no tablet');
          const upload = isSealed ? await seal(visit) : uploadOf(visit);
          return requestBytes(await signItems(sender.tablet, [upload]));
        }),
      );
    const [opened, plain]: [number[], number[]] = [[], []];
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      const from = 2 * round * requestsARound;
      const unsealed = await requestsFor(from, false);
      const sealed = await requestsFor(from + requestsARound, true);
      const plainNow = await requestsPerSecond(server.port, unsealed, connections);
      const openedNow = await requestsPerSecond(server.port, sealed, connections);
      if (round === 0) continue;
      plain.push(plainNow);
      opened.push(openedNow);
    }
    await server.stop();
    // Every one was opened and taken in: an answer that it is forged would be quicker.
    const database = new DatabaseSync(file, { readOnly: true });
    const taken = Number(
      database.prepare(`SELECT count(*) AS n FROM items WHERE status = 'accepted'`).get()?.['n'],
    );
    database.close();
    if (taken !== visits.length) throw new Error(`Of ${visits.length} uploads ${taken} were accepted`);
    await register.remove();
    await rm(keysFolder, { recursive: true });

    return [
      figure(
        {
          name: 'sealing: sealed submissions taken in, beside unsealed ones',
          value: median(opened),
          unit: '1/s',
          floor: median(plain),
        },
        { leastTimes: 0.4 },
      ),
      figure(
        // The limit is that of unlocking as a whole; what of it is Argon2id is meant to be dear.
        {
          name: 'sealing: argon2id of a passphrase, 64 MiB',
          value: await measureArgon2(),
          unit: 'ms',
        },
        { most: 2_500 },
      ),
    ];
  },
};
