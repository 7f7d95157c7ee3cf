import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import type { Permission, Scope } from '#domain/organisation/access.ts';
import type { ProblemCode, ProblemDocument } from '#domain/problem.ts';
import type { Trail } from './audit/trail.ts';
import type { BodyLimits } from './body-limits.ts';
import type { Context } from './context.ts';
import type { CallerSession } from './identity/sessions.ts';

/** Thrown by a handler to answer with a problem of the catalogue; nothing it did in a transaction stays. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly more: Pick<ProblemDocument, 'detail' | 'errors'>;

  constructor(code: ProblemCode, more: Pick<ProblemDocument, 'detail' | 'errors'> = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

/**
 * Who may call: anybody; a tablet by its signature; whoever is signed in; or whoever has one of the permissions.
 */
export type Access = 'public' | 'device' | 'signed-in' | readonly Permission[];

type Schema = z.ZodMiniType;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.infer<S> : undefined;

export interface Call<Params, Query, Body> {
  readonly context: Context;
  /** The caller's scope; a public or device endpoint has none. */
  readonly scope: Scope;
  /** The caller's session; null for a public or device endpoint. */
  readonly session: CallerSession | null;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Where it notes whose data it reads and writes. */
  readonly audit: Trail;
  /** What `If-Match` says, without quotes; null where it is not sent. */
  readonly ifMatch: string | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A route as data: the table of routes, the tests of access and the OpenAPI description are made from it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/api/${string}`;
  readonly access: Access;
  /** Whoever may must have proved within the last minutes who she is; else `step-up-needed`. */
  readonly stepUp?: true | undefined;
  /** One line for the OpenAPI description. */
  readonly summary: string;
  readonly params?: Schema | undefined;
  readonly query?: Schema | undefined;
  readonly body?: Schema | undefined;
  /** JSON reply; absent where it answers 204 or with a file. */
  readonly replies?: Schema | undefined;
  /** Largest body in bytes; 64 kB unless said. */
  readonly bodyLimit?: number | undefined;
  /** How much its JSON may hold, where that is more than a form's. */
  readonly bodyShape?: BodyLimits | undefined;
  /** It takes a file's bytes (`application/octet-stream`), read by `rawBodyOf`; no JSON. */
  readonly takesFile?: true | undefined;
  /** Milliseconds until whoever asks is told that it takes too long; 20 s unless said. */
  readonly timeLimit?: number | undefined;
  readonly handle: (call: Call<unknown, unknown, unknown>) => Promise<unknown>;
}

/** Ties the handler's types to the schemas that check what comes in. */
export const endpoint = <
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
>(
  of: Omit<Endpoint, 'handle' | 'params' | 'query' | 'body'> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly handle: (call: Call<Parsed<Params>, Parsed<Query>, Parsed<Body>>) => Promise<unknown>;
  },
): Endpoint =>
  // The one place where types are asserted: http.ts parses with these very schemas before it calls.
  of as unknown as Endpoint;
