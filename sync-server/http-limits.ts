/** What one connection, and all together, may take of the server. Times in milliseconds. */
export interface HttpLimits {
  /** For the head of a request, from its first byte. */
  readonly headersTimeout: number;
  /** For a whole request, body and all. */
  readonly requestTimeout: number;
  /** For a connection on which nothing moves. */
  readonly connectionTimeout: number;
  readonly keepAliveTimeout: number;
  /** How often Node looks for requests that are too slow. */
  readonly checkEvery: number;
  /** From the request until its answer, unless the endpoint says otherwise. */
  readonly handlerTimeout: number;
  readonly connections: number;
  readonly requestsPerConnection: number;
  readonly headerBytes: number;
}

/**
 * A tablet on a poor line sends its 1 MB in two minutes from 75 kbit/s on. Connections: some for each of the few thousand
 * who work at the same time; behind a proxy far fewer.
 */
export const httpLimits: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionTimeout: 60_000,
  keepAliveTimeout: 10_000,
  checkEvery: 2_000,
  handlerTimeout: 20_000,
  connections: 4_096,
  requestsPerConnection: 10_000,
  headerBytes: 16 * 1024,
};
