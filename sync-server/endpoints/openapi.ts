import { endpoint, type Endpoint } from '../endpoint.ts';
import { describe } from '../openapi.ts';

/** The description of these endpoints, and of itself. */
export const openapiEndpoint = (described: readonly Endpoint[]): Endpoint => {
  let description: unknown;
  const itself: Endpoint = endpoint({
    method: 'GET',
    path: '/api/openapi.json',
    access: 'public',
    summary: 'This description',
    // Made once: it never changes, and takes its time.
    handle: async () => (description ??= describe([...described, itself])),
  });
  return itself;
};
