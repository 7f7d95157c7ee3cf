import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { ProblemCode } from '#domain/problem.ts';

/** Where the log goes, line by line. */
export interface LogStream {
  write(line: string): void;
}

/** What an error is called and where it came up; never its message, which may hold what was sent or stored. */
export interface Fault {
  readonly error: string;
  readonly code: string | null;
  readonly place: readonly string[];
}

const nameLike = /^[\w.-]{1,60}$/;
const nameOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && nameLike.test(value) ? value : otherwise;

/** The fault that something thrown stands for. A message of several lines stands in the stack too: only places are taken. */
const faultOf = (thrown: unknown): Fault => {
  if (!(thrown instanceof Error)) return { error: typeof thrown, code: null, place: [] };
  const code = 'code' in thrown ? nameOr(thrown.code, '') : '';
  const message = thrown.message.split('\n').map((line) => line.trim());
  const place = (thrown.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at [^\s].*:\d+:\d+\)?$/.test(line) && !message.includes(line))
    .slice(0, 5);
  return { error: nameOr(thrown.name, 'Error'), code: code === '' ? null : code, place };
};

/** The fault in words, for an operator who is told on standard error. */
export const faultWords = (thrown: unknown): string => {
  const { error, code, place } = faultOf(thrown);
  return [code === null ? error : `${error} ${code}`, ...place].join('\n  ');
};

/** All that the log can hold. Ids and codes: no address, no answer, no name, no case number, no cookie, no body. */
type LogEvent =
  | {
      readonly event: 'answered';
      readonly method: string;
      /** As the table of routes has it, without what was asked for in it; null where there is none. */
      readonly route: string | null;
      readonly status: number;
      readonly milliseconds: number;
      readonly problem: ProblemCode | null;
      readonly userId: string | null;
    }
  | ({ readonly event: 'fault'; readonly method: string; readonly route: string | null } & Fault)
  | ({ readonly event: 'framework' } & Fault);

/** What is known of a request beside itself. */
interface Noted {
  problem?: ProblemCode;
  userId?: string;
}

const noted = new WeakMap<FastifyRequest, Noted>();

/** Notes for the log who asks, or with which problem she is answered. */
export const noteOf = (request: FastifyRequest, more: Noted): void => {
  noted.set(request, { ...noted.get(request), ...more });
};

const ours = new WeakSet<object>();
const written = (event: LogEvent): LogEvent => {
  ours.add(event);
  return event;
};

const errorIn = (first: unknown): unknown =>
  typeof first === 'object' && first !== null && !(first instanceof Error) && 'err' in first
    ? first.err
    : first;

/** Methods of HTTP; whatever else a client calls it is not repeated. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const methodOf = ({ method }: FastifyRequest): string => (methods.has(method) ? method : 'other');

/** Writes that a request has been answered. */
export const logAnswer = (request: FastifyRequest, reply: FastifyReply): void => {
  const { problem = null, userId = null } = noted.get(request) ?? {};
  request.log.info(
    written({
      event: 'answered',
      method: methodOf(request),
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      problem,
      userId,
    }),
  );
};

/** Writes that a request came upon a bug. */
export const logFault = (error: Error, request: FastifyRequest): void =>
  request.log.error(
    written({
      event: 'fault',
      method: methodOf(request),
      route: request.routeOptions.url ?? null,
      ...faultOf(error),
    }),
  );

/**
 * Fastify's logger (pino): every answer where `isOn`, else bugs alone. Whatever is logged by others than this file, the
 * framework included, is cut down to the name and place of its error: their messages repeat addresses.
 */
export const loggerOptions = (
  isOn: boolean,
  stream?: LogStream,
): NonNullable<FastifyServerOptions['logger']> => ({
  level: isOn ? 'info' : 'error',
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  hooks: {
    logMethod(inputs, method) {
      const [first] = inputs;
      const isOurs = typeof first === 'object' && first !== null && ours.has(first);
      method.call(this, isOurs ? first : { event: 'framework', ...faultOf(errorIn(first)) });
    },
  },
  ...(stream !== undefined && { stream }),
});
