import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Agent } from 'node:http';
import type { UploadItem } from '#domain/protocol.ts';
import type { Sender } from './fault-register.ts';
import { compiledFolder } from './kill-bundle.ts';
import type { KillOrders } from './kill-orders.ts';
import type { Acknowledged } from './register-check.ts';
import { send, signItems } from './tablet-client.ts';
import { endlessVisits, uploadOf } from './visits.ts';

/** A server process: what it says, line by line, and its end. */
export interface ServerProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** The next line, or null where it ended without one. */
  nextLine(): Promise<string | null>;
  /** Resolves when the process is gone, with the signal that ended it. */
  readonly gone: Promise<NodeJS.Signals | null>;
}

/** Starts a script as a process. */
export const startProcess = (
  script: string,
  environment: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
): ServerProcess => {
  const child = spawn(process.execPath, [script, ...words], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  child.stderr.on('data', (words: Buffer) => process.stderr.write(words));
  // A kill may come between two writes to it.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    nextLine: async () => {
      const { value, done } = await lines.next();
      return done === true ? null : value;
    },
    gone: once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null),
  };
};

/** Processes that have loaded and wait for their orders, so that a kill costs no more than opening the register. */
export class StandIns {
  readonly #waiting: ServerProcess[] = [];
  readonly #script: string;

  constructor(script: string, count: number) {
    this.#script = script;
    for (let index = 0; index < count; index += 1) this.#waiting.push(this.#start());
  }

  #start(): ServerProcess {
    return startProcess(this.#script, { NODE_COMPILE_CACHE: compiledFolder(this.#script) });
  }

  /** The next process, which has got its orders. */
  async take(orders: KillOrders): Promise<ServerProcess> {
    const next = this.#waiting.shift() ?? this.#start();
    this.#waiting.push(this.#start());
    if ((await next.nextLine()) !== 'loaded') throw new Error('A process to be killed did not load');
    next.child.stdin.write(`${JSON.stringify(orders)}\n`);
    return next;
  }

  async stop(): Promise<void> {
    for (const { child } of this.#waiting) child.kill('SIGKILL');
    await Promise.all(this.#waiting.map(({ gone }) => gone));
  }
}

/** A tablet that goes on sending across any number of servers: what is not answered is sent again. */
export class Pushing {
  readonly #sender: Sender;
  readonly #acknowledged: Acknowledged;
  readonly #random: () => number;
  readonly #work: () => UploadItem[];
  #queue: UploadItem[] = [];
  readonly #old: UploadItem[] = [];

  constructor(sender: Sender, acknowledged: Acknowledged, random: () => number) {
    const { authorId, placementIds } = sender;
    const work = endlessVisits({ authorId, placementIds, random });
    this.#sender = sender;
    this.#acknowledged = acknowledged;
    this.#random = random;
    this.#work = () => work().map(uploadOf);
  }

  /** Sends batch after batch until the server answers no more. */
  async until(agent: Agent, port: number): Promise<void> {
    for (;;) {
      const replayed = this.#old[Math.floor(this.#random() * this.#old.length * 10)];
      while (this.#queue.length < 6) this.#queue.push(...this.#work());
      const batch = this.#queue.slice(0, 1 + Math.floor(this.#random() * 6));
      const items = replayed === undefined ? batch : [replayed, ...batch];
      if (!(await this.#deliver(agent, port, items))) return;
      this.#queue = this.#queue.slice(batch.length);
      this.#old.push(...batch);
    }
  }

  /** Sends what is left, once; false where the server did not answer. */
  async finish(agent: Agent, port: number): Promise<boolean> {
    return this.#queue.length === 0 || this.#deliver(agent, port, this.#queue);
  }

  async #deliver(agent: Agent, port: number, items: readonly UploadItem[]): Promise<boolean> {
    const reply = await send(agent, port, await signItems(this.#sender.tablet, items));
    if (reply === null) return false;
    if (reply.results.length !== items.length) throw new Error('Not every item got a receipt');
    for (const [index, result] of reply.results.entries()) {
      const item = items[index];
      if (item?.id !== result.id) throw new Error('A receipt is for another item');
      this.#acknowledged.note(result, item.followUpId);
    }
    return true;
  }
}
