import * as z from 'zod/mini';
import { problemDocument, problems, type ProblemCode } from '#domain/problem.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { stepUp } from './step-up.ts';

// The content security policy refuses what zod would compile at run time.
z.config({ jitless: true });

/** Why the office got no answer. `offline`: none came, or none of Följsam's; `unexpected`: not one that we know. */
export interface OfficeProblem {
  readonly code: ProblemCode | 'offline' | 'unexpected';
  readonly detail: string | null;
  /** Where in what was sent, as JSON pointers. */
  readonly pointers: readonly string[];
  /** What was said of those places, where the register says it in words. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
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
    errors,
  });
};

/** Asks once, and once more where the person had to show first that it is she. `take` reads a good answer. */
const ask = async <Value>(
  address: string,
  init: RequestInit,
  take: (response: Response) => Promise<Result<Value, OfficeProblem>>,
  isRepeated = false,
): Answered<Value> => {
  let failed: ReturnType<typeof problem>;
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience) });
    if (response.ok) return await take(response);
    failed = problemOf(response, await response.json());
  } catch {
    // No network, no answer in time, or a page that is not ours.
    return problem('offline');
  }
  const isNeeded = !isRepeated && failed.problem.code === 'step-up-needed';
  return isNeeded && (await stepUp()) ? ask(address, init, take, true) : failed;
};

/** Reads JSON of the schema's shape. */
const as =
  <Value>(schema: z.ZodMiniType<Value>) =>
  async (response: Response): Promise<Result<Value, OfficeProblem>> => {
    const read = schema.safeParse(response.status === 204 ? undefined : await response.json());
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
  ask(withQuery(path, query), { method: 'GET' }, as(schema));

/** Changes something; asked once, and never by itself again. `ifMatch`: the revision that the change is about. */
export const write = <Value>(
  schema: z.ZodMiniType<Value>,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  ifMatch?: string,
): Answered<Value> =>
  ask(
    path,
    {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
    as(schema),
  );

/** Sends a file's bytes. */
export const sendFile = <Value>(
  schema: z.ZodMiniType<Value>,
  path: string,
  query: Query,
  file: Blob,
): Answered<Value> =>
  ask(
    withQuery(path, query),
    { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file },
    as(schema),
  );

/** A file of the register's, with the name that it gives it. */
export interface RegisterFile {
  readonly name: string;
  readonly content: Blob;
}

/**
 * Fetches a file; not by a link, which could not ask the person to show that it is she. With a `body` it is asked for by
 * POST, so that what it says stands in no address.
 */
export const readFile = (address: string, body?: unknown): Answered<RegisterFile> => {
  const init =
    body === undefined
      ? { method: 'GET' }
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return ask(address, init, async (response) => {
    const disposition = response.headers.get('content-disposition') ?? '';
    const [, name] = /filename="([^"]+)"/.exec(disposition) ?? [];
    // Anything without a name is not the register's: a captive portal's page.
    return name === undefined ? problem('offline') : succeed({ name, content: await response.blob() });
  });
};
