import Fastify, {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type * as z from 'zod/mini';
import { makeScope, may } from '#domain/organisation/access.ts';
import { problemDocumentOf, type ProblemCode, type ProblemDocument } from '#domain/problem.ts';
import { createTrail } from './audit/trail.ts';
import { isWithin, type BodyLimits } from './body-limits.ts';
import type { Context } from './context.ts';
import { ProblemError, type Endpoint } from './endpoint.ts';
import { httpLimits, type HttpLimits } from './http-limits.ts';
import { callerOf, isLatelyProved, type Caller } from './identity/sessions.ts';
import { logAnswer, logFault, loggerOptions, noteOf, type LogStream } from './log.ts';
import { securityHeadersFor } from './security-headers.ts';
import { answerUnreadable } from './unreadable.ts';

/** Bodies are kept as they came too: a tablet's signature is over the bytes. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly json: unknown;
}

const nobody = makeScope({ userId: '', roles: [], team: null, boards: [] });

const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  more: Pick<ProblemDocument, 'detail' | 'errors'> = {},
): FastifyReply => {
  noteOf(request, { problem: code });
  const document = problemDocumentOf(code, more);
  return reply.status(document.status).type('application/problem+json').send(JSON.stringify(document));
};

/** The problem that an error of Fastify's own stands for; anything unknown is a bug of ours. */
const problemOfError = (error: FastifyError): ProblemCode => {
  if (error.statusCode === 413) return 'too-large';
  if (error.statusCode === 415) return 'unsupported-media-type';
  if (error.statusCode === 503) return 'unavailable';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'bad-request' : 'internal';
};

const parse = (schema: z.ZodMiniType | undefined, value: unknown, where: string): unknown => {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProblemError('invalid', {
    errors: parsed.error.issues.slice(0, 20).map((issue) => ({
      pointer: `${where}/${issue.path.map(String).join('/')}`,
      // What was sent is never repeated: it may be somebody's.
      detail: issue.code,
    })),
  });
};

type Admitted = Pick<Caller, 'scope'> & { readonly session: Caller['session'] | null };

const admit = async (context: Context, request: FastifyRequest, of: Endpoint): Promise<Admitted> => {
  const { access } = of;
  if (access === 'public' || access === 'device') return { scope: nobody, session: null };
  const caller = await callerOf(context, request);
  if (caller === null) throw new ProblemError('not-signed-in');
  noteOf(request, { userId: caller.scope.userId });
  if (access !== 'signed-in' && !access.some((permission) => may(caller.scope, permission))) {
    throw new ProblemError('not-allowed');
  }
  if (of.stepUp === true && !isLatelyProved(caller.session, context.now())) {
    throw new ProblemError('step-up-needed');
  }
  return caller;
};

/** A change must come from our own pages (Fetch Metadata), or from a program that is no browser. */
const refuseForeignWrites = (request: FastifyRequest): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ProblemError('foreign-site');
};

const ifMatchOf = (request: FastifyRequest): string | null =>
  request.headers['if-match']?.replace(/^W\//, '').replaceAll('"', '') ?? null;

const isRawBody = (value: unknown): value is RawBody =>
  typeof value === 'object' && value !== null && 'bytes' in value && 'json' in value;

/** The body as it came. Only for an endpoint that has a body. */
export const rawBodyOf = (request: FastifyRequest): RawBody => {
  if (!isRawBody(request.body)) throw new ProblemError('bad-request');
  return request.body;
};

/** 64 kB, and what a form could hold in it, unless the endpoint says otherwise. */
const bodyBytes = 64 * 1024;
const bodyLimits: BodyLimits = { depth: 16, values: 5_000 };

const route = (server: FastifyInstance, context: Context, of: Endpoint): void => {
  server.route({
    method: of.method,
    url: of.path,
    bodyLimit: of.bodyLimit ?? bodyBytes,
    ...(of.timeLimit !== undefined && { handlerTimeout: of.timeLimit }),
    // A file is large: it is not even read from whoever may not send one.
    ...(of.takesFile === true && {
      onRequest: async (request: FastifyRequest) => {
        refuseForeignWrites(request);
        await admit(context, request, of);
      },
    }),
    handler: async (request, reply) => {
      refuseForeignWrites(request);
      const { scope, session } = await admit(context, request, of);
      const value = await of.handle({
        context,
        scope,
        session,
        params: parse(of.params, request.params, ''),
        query: parse(of.query, request.query, ''),
        body: parse(of.body, isRawBody(request.body) ? request.body.json : undefined, ''),
        audit: createTrail(context.audit, scope, request),
        ifMatch: ifMatchOf(request),
        request,
        reply,
      });
      if (reply.sent || value === reply) return reply;
      if (value === undefined) return reply.status(204).send();
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
    },
  });
};

export interface HttpOptions {
  readonly onBug?: (error: Error, request: FastifyRequest) => void;
  readonly limits?: HttpLimits;
  /** Where the log goes; standard output unless said. */
  readonly log?: LogStream | undefined;
}

const readJson = (bytes: Buffer, limits: BodyLimits = bodyLimits): RawBody => {
  if (!isWithin(bytes, limits)) throw new ProblemError('too-large');
  try {
    // Bytes that are no UTF-8 are no JSON: with a stand-in for them it would be something else that was signed.
    const json: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    return { bytes, json };
  } catch {
    throw new ProblemError('bad-request');
  }
};

/** The HTTP server with all endpoints; not listening yet. Errors, limits, parsing and admission are done here. */
export const createHttp = (
  context: Context,
  endpoints: readonly Endpoint[],
  { onBug = logFault, limits = httpLimits, log }: HttpOptions = {},
): FastifyInstance => {
  const server = Fastify({
    logger: loggerOptions(context.config.allowsLogging, log),
    // An answer is logged once, by `logAnswer`.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytes,
    requestTimeout: limits.requestTimeout,
    connectionTimeout: limits.connectionTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    handlerTimeout: limits.handlerTimeout,
    maxRequestsPerSocket: limits.requestsPerConnection,
    http: {
      headersTimeout: limits.headersTimeout,
      connectionsCheckingInterval: limits.checkEvery,
      maxHeaderSize: limits.headerBytes,
    },
    forceCloseConnections: 'idle',
    // Behind a proxy the address for throttling is the one that the proxy saw; a proxy is near, and whoever is far away
    // may write what she likes into the header.
    trustProxy: context.config.publicOrigin === null ? false : ['loopback', 'linklocal', 'uniquelocal'],
    // A request that cannot even be routed gets a problem document like any other.
    frameworkErrors: (_error, request, reply) => {
      // No hook is run for it.
      reply.headers({ ...securityHeadersFor(request.url, context.config), 'cache-control': 'no-store' });
      void sendProblem(request, reply, 'bad-request');
    },
    clientErrorHandler: answerUnreadable(context.config),
    routerOptions: { maxParamLength: 200 },
  });
  server.server.maxConnections = limits.connections;
  server.removeAllContentTypeParsers();
  const byRoute = new Map(endpoints.map((each) => [`${each.method} ${each.path}`, each]));
  const endpointOf = ({ method, routeOptions }: FastifyRequest) =>
    byRoute.get(`${method} ${routeOptions.url ?? ''}`);
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => readJson(bytes, endpointOf(request)?.bodyShape),
  );
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer): Promise<RawBody> => {
      if (endpointOf(request)?.takesFile !== true) throw new ProblemError('unsupported-media-type');
      return { bytes, json: undefined };
    },
  );
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof ProblemError) return sendProblem(request, reply, error.code, error.more);
    const code = problemOfError(error);
    if (code === 'internal') onBug(error, request);
    return sendProblem(request, reply, code);
  });
  server.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not-found'));
  let isStopping = false;
  server.addHook('preClose', async () => {
    isStopping = true;
  });
  server.addHook('onSend', async (request, reply) => {
    // Else whoever stops it waits until the connection has rested for as long as it may: longer than some wait before they kill.
    if (isStopping) reply.header('connection', 'close');
    if (request.url.startsWith('/api/'))
      reply.header('cache-control', reply.getHeader('cache-control') ?? 'no-store');
  });
  server.addHook('onResponse', async (request, reply) => logAnswer(request, reply));
  for (const each of endpoints) route(server, context, each);
  return server;
};
