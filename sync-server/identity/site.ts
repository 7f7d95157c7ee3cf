import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';

/** Where the browser is: a passkey is bound to the host, and says from which origin it was used. */
export interface Site {
  readonly origin: string;
  readonly host: string;
}

/** The site as people reach it. In the demo, on loopback, it is the one that the request names. */
export const siteOf = ({ config }: Context, request: FastifyRequest): Site => {
  const origin = config.publicOrigin ?? `http://${request.headers.host ?? 'localhost'}`;
  return { origin, host: URL.canParse(origin) ? new URL(origin).hostname : 'localhost' };
};
