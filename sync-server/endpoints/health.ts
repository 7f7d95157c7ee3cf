import * as z from 'zod/mini';
import { migrations } from '../database/schema.ts';
import { endpoint } from '../endpoint.ts';
import { readSetting } from '../settings.ts';
import { version } from '../version.ts';

const health = z.strictObject({
  status: z.literal('ok'),
  version: z.string(),
  epoch: z.string(),
  schema: z.int(),
});

const readHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  access: 'public',
  summary: 'Whether the server and its store answer',
  replies: health,
  handle: async ({ context }) => ({
    status: 'ok',
    version,
    epoch: (await readSetting(context.database.query, 'epoch')) ?? '',
    schema: migrations.at(-1)?.id ?? 0,
  }),
});

export const healthEndpoints = [readHealth];
