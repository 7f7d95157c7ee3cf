import type { Endpoint } from './endpoint.ts';
import { healthEndpoints } from './endpoints/health.ts';
import { sessionEndpoints } from './endpoints/session.ts';

/** Every endpoint there is. The tests of access and the OpenAPI description are made from this very list. */
export const routes: readonly Endpoint[] = [...healthEndpoints, ...sessionEndpoints];
