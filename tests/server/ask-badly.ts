import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { routes } from '#server/routes.ts';
import { badRequest, type Asker, type BadRequest, type Known } from './bad-requests.ts';
import { lookInto } from './register-check.ts';
import { submit } from './seed.ts';
import type { TestServer } from './start-server.ts';
import { randomFrom } from './visits.ts';

/** What reading and failing leave behind: who was here, and what she tried. */
const traces = [
  'sessions',
  'sign_in_failures',
  'audit_log',
  'audit_chains',
  'ceremonies',
  'feed',
  'channels',
];

/** A digest of each table but the traces. */
const digests = (file: string): Map<string, string> =>
  lookInto(file, (ask) => {
    const tables = ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .map(({ name }) => String(name))
      .filter((name) => !traces.includes(name));
    return new Map(
      tables.map((name) => {
        const rows = ask(`SELECT * FROM "${name}"`).map((row) => JSON.stringify(row));
        return [name, createHash('sha256').update(rows.toSorted().join('\n')).digest('hex')];
      }),
    );
  });

const knownOf = async (server: TestServer): Promise<Known> => {
  const { seed, context } = server;
  const { submission } = await submit(context, seed, 'first');
  const cookies = [
    await server.signIn('caseworker'),
    await server.signIn('otherCoordinator'),
    await server.signIn('coordinator'),
    await server.signIn('inspector'),
    await server.signIn('cityCoordinator'),
    await server.signIn('administrator'),
  ];
  const strangers = [
    null,
    '__Host-foljsam=',
    `__Host-foljsam=${'A'.repeat(43)}`,
    "__Host-foljsam=' OR 1=1; foljsam=x",
  ];
  const ids = [seed.users, seed.boards, seed.teams, seed.units, seed.placements, seed.followUps].flatMap(
    (each) => Object.values<string>(each),
  );
  return {
    routes,
    askers: [
      ...cookies.map((cookie): Asker => ({ cookie, isMember: true })),
      ...strangers.map((cookie): Asker => ({ cookie, isMember: false })),
    ],
    ids: [...ids, submission.id],
  };
};

const send = (agent: Agent, port: string, of: BadRequest): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { method, path, headers, body } = of;
    const asked = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      buffer(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 0, text: bytes.toString('utf8') }),
        reject,
      );
    });
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });

export interface Asked {
  readonly count: number;
  readonly statuses: Readonly<Record<number, number>>;
  readonly slowest: { readonly milliseconds: number; readonly words: string };
  /** What should not have been, with all that is needed to see it again. */
  readonly faults: readonly string[];
}

const wordsOf = ({ method, path, headers, body }: BadRequest): string =>
  `${method} ${path} ${JSON.stringify({ ...headers, cookie: '…' })} ${body?.toString('utf8').slice(0, 400) ?? ''}`;

/** Asks the server so many bad things, eight at a time, and looks whether it stood. */
export const askBadly = async (server: TestServer, seed: number, count: number): Promise<Asked> => {
  const random = randomFrom(seed);
  const known = await knownOf(server);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { port } = new URL(server.address);
  const file = join(server.dataDir, 'register.sqlite');
  const before = digests(file);
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  let asked = 0;
  let slowest = { milliseconds: 0, words: '' };

  const askOn = async (): Promise<void> => {
    while (asked < count && faults.length < 10) {
      asked += 1;
      const of = badRequest(known, random);
      const started = performance.now();
      const { status, text } = await send(agent, port, of);
      const took = performance.now() - started;
      if (took > slowest.milliseconds) slowest = { milliseconds: took, words: wordsOf(of) };
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status >= 500) faults.push(`${status} for ${wordsOf(of)}`);
      if (status >= 400 && of.method !== 'HEAD' && !text.includes('urn:foljsam:problem:')) {
        faults.push(`No problem document (${status}) for ${wordsOf(of)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, askOn));
  agent.destroy();
  const after = digests(file);
  for (const [name, digest] of before) if (after.get(name) !== digest) faults.push(`${name} has changed`);
  // It still stands, and those who were signed in still are.
  const { status } = await server.ask('coordinator', `/api/review/queue?again=${randomUUID()}`);
  if (status !== 200) faults.push(`Afterwards the review queue is answered with ${status}`);
  return { count: asked, statuses, slowest, faults };
};
