import * as z from 'zod/mini';
import { name } from '#domain/ids.ts';
import { questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { findPublished } from '../register/published.ts';

const version = endpoint({
  method: 'GET',
  path: '/api/questionnaires/:id/:version',
  access: 'signed-in',
  summary: 'A published version of a questionnaire; it never changes',
  params: z.object({ id: name, version: z.coerce.number().check(z.int(), z.positive(), z.maximum(100_000)) }),
  replies: questionnaire,
  handle: async ({ context, params, reply }) => {
    const found = await findPublished(context.database.query, params);
    if (found === undefined) throw new ProblemError('not-found');
    reply.header('cache-control', 'private, max-age=31536000, immutable');
    return found;
  },
});

export const questionnaireEndpoints = [version];
