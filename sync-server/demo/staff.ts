import { createHash, ECDH } from 'node:crypto';
import type { WriteTransaction } from '../database/database.ts';
import { enrol } from '../identity/devices.ts';
import { addUser, changeUser, setPassword } from '../identity/users.ts';
import { idsByKey } from '../import/register-lookup.ts';
import { idOf, idOrNull } from '../import/saving.ts';
import { caseworkers, people } from './people.ts';

/** Since when everybody has worked in the demo city: before the pilot. */
const employedSince = new Date('2021-11-01T08:00:00Z');

/** Adds everybody, with one password hash for all who have a password; gives their ids by user name. */
export const addStaff = async (
  transaction: WriteTransaction,
  newId: () => string,
  passwordHash: string,
): Promise<Map<string, string>> => {
  const { query } = transaction;
  const teamIds = await idsByKey(
    query,
    'teams',
    people.flatMap((each) => each.team ?? []),
  );
  const boardIds = await idsByKey(
    query,
    'boards',
    people.flatMap((each) => each.boards),
  );
  const ids = new Map<string, string>();
  for (const person of people) {
    const id = newId();
    ids.set(person.userName, id);
    const user = {
      userName: person.userName,
      name: person.name,
      roles: [...person.roles],
      teamId: idOrNull(teamIds, person.team),
      boardIds: person.boards.map((key) => idOf(boardIds, key)),
    };
    const isAdded = await addUser(transaction, id, user, employedSince);
    if (!isAdded) throw new Error(`Two people of the demo city are called ${person.userName}`);
    if (person.standing !== 'invited') await setPassword(transaction, id, passwordHash);
    if (person.standing === 'inactive') await changeUser(transaction, id, { isActive: false }, employedSince);
  }
  return ids;
};

/** A point on P-256 of which nobody knows the private key: nothing can be signed by the tablet that has it. */
const keyOfNobody = (label: string): { kty: 'EC'; crv: 'P-256'; x: string; y: string } => {
  for (let attempt = 0; ; attempt += 1) {
    const x = createHash('sha256').update(`${label} ${attempt}`).digest();
    try {
      const compressed = Buffer.concat([Buffer.from([2]), x]);
      const point = ECDH.convertKey(compressed, 'prime256v1', undefined, undefined, 'uncompressed');
      const bytes = Buffer.from(point);
      const part = (from: number): string => bytes.subarray(from, from + 32).toString('base64url');
      return { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) };
    } catch {
      // About every second number is no point on the curve: the next one is tried.
    }
  }
};

/** Gives each caseworker a tablet, as if it had been enrolled; gives the tablets' ids by user name. */
export const enrolTablets = async (
  transaction: WriteTransaction,
  newId: () => string,
  userIds: ReadonlyMap<string, string>,
): Promise<Map<string, string>> => {
  const tablets = new Map<string, string>();
  for (const [index, { userName }] of caseworkers.entries()) {
    const deviceId = newId();
    const label = `Platta ${index + 1}`;
    const enrolment = { deviceId, label, publicKey: keyOfNobody(label) };
    await enrol(transaction, enrolment, idOf(userIds, userName), employedSince.toISOString());
    tablets.set(userName, deviceId);
  }
  return tablets;
};
