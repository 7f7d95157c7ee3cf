import * as z from 'zod/mini';
import { problemDocument, problems, type ProblemCode } from '#domain/problem.ts';
import { fail, succeed, type Result } from '#domain/result.ts';

// The content security policy refuses what zod would compile at run time.
z.config({ jitless: true });

/** Why the office got no answer. `offline`: none came, or none of Följsam's; `unexpected`: not one that we know. */
export interface OfficeProblem {
  readonly code: ProblemCode | 'offline' | 'unexpected';
  readonly detail: string | null;
  /** Where in what was sent, as JSON pointers. */
  readonly pointers: readonly string[];
}

export type Answered<Value> = Promise<Result<Value, OfficeProblem>>;

/** Tells (`needed`) that the session has ended, whatever was asked for; the page asks the person to sign in. */
export const signInNeeds = new EventTarget();

/** How long is waited for an answer, in milliseconds. */
const patience = 30_000;

const problem = (
  code: OfficeProblem['code'],
  more: Partial<Omit<OfficeProblem, 'code'>> = {},
): { ok: false; problem: OfficeProblem } => fail({ code, detail: null, pointers: [], ...more });

const isKnown = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

const problemOf = (response: Response, json: unknown): { ok: false; problem: OfficeProblem } => {
  const document = problemDocument.safeParse(json);
  // A gateway's page says nothing of ours.
  if (!document.success) return problem(response.status >= 500 ? 'unavailable' : 'offline');
  const { code, detail = null, errors = [] } = document.data;
  if (code === 'not-signed-in') signInNeeds.dispatchEvent(new Event('needed'));
  return problem(isKnown(code) ? code : 'unexpected', {
    detail,
    pointers: errors.map((each) => each.pointer),
  });
};

const ask = async <Value>(
  schema: z.ZodMiniType<Value>,
  address: string,
  init: RequestInit,
): Answered<Value> => {
  let response: Response;
  let json: unknown;
  try {
    response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience) });
    json = response.status === 204 ? undefined : await response.json();
  } catch {
    // No network, no answer in time, or a page that is not ours.
    return problem('offline');
  }
  if (!response.ok) return problemOf(response, json);
  const read = schema.safeParse(json);
  return read.success ? succeed(read.data) : problem('unexpected');
};

/** Values to stand after the question mark; those that are null are left out. */
export type Query = Readonly<Record<string, string | null>>;

/** An address with what is asked for. */
export const withQuery = (path: string, query: Query): string => {
  const given = Object.entries(query).filter((each): each is [string, string] => each[1] !== null);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

/** Asks the register for something, and parses what comes. */
export const read = <Value>(schema: z.ZodMiniType<Value>, path: string, query: Query = {}): Answered<Value> =>
  ask(schema, withQuery(path, query), { method: 'GET' });

/** Changes something; asked once, and never by itself again. `ifMatch`: the revision that the change is about. */
export const write = <Value>(
  schema: z.ZodMiniType<Value>,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  ifMatch?: string,
): Answered<Value> =>
  ask(schema, path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
