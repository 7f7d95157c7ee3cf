import * as z from 'zod/mini';
import { day, name } from '#domain/ids.ts';
import {
  differencesReply,
  questionnairesInForce,
  questionnaireVersions,
} from '#domain/office/questionnaires.ts';
import { differencesBetween } from '#domain/questionnaire/differences.ts';
import { questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { listVersions } from '../questionnaires/list-versions.ts';
import { versionsInForce } from '../questionnaires/published-versions.ts';
import { shippedQuestionnaires } from '../questionnaires/shipped/shipped.ts';
import { findDocument } from '../questionnaires/version-store.ts';
import { findPublished } from '../register/published.ts';
import { versionInPath, versionNumber } from './parameters.ts';

const version = endpoint({
  method: 'GET',
  path: '/api/questionnaires/:id/:version',
  access: 'signed-in',
  summary: 'A published version of a questionnaire; it never changes',
  params: versionInPath,
  replies: questionnaire,
  handle: async ({ context, params, reply }) => {
    const found = await findPublished(context.database.query, params);
    if (found === undefined) throw new ProblemError('not-found');
    reply.header('cache-control', 'private, max-age=31536000, immutable');
    return found;
  },
});

const list = endpoint({
  method: 'GET',
  path: '/api/questionnaires',
  access: ['questionnaire:keep'],
  summary: 'All versions of all questionnaires, drafts and retired ones too',
  replies: questionnaireVersions,
  handle: async ({ context }) => {
    const versions = await listVersions(context.database.query);
    const known = new Set(versions.map(({ id }) => id));
    const shipped = shippedQuestionnaires
      .filter(({ id }) => !known.has(id))
      .map(({ id, title }) => ({ id, title }));
    return { versions, shipped };
  },
});

const inForce = endpoint({
  method: 'GET',
  path: '/api/questionnaires/in-force',
  access: ['follow-up:plan'],
  summary: 'The questionnaires that a follow-up of a day can be planned with',
  query: z.object({ on: day }),
  replies: questionnairesInForce,
  handle: async ({ context, query: { on } }) => {
    const found = [];
    for (const ref of await versionsInForce(context.database.query, on)) {
      const document = await findPublished(context.database.query, ref);
      if (document !== undefined) found.push({ ...ref, title: document.title });
    }
    return { questionnaires: found };
  },
});

const differences = endpoint({
  method: 'GET',
  path: '/api/questionnaires/:id/differences',
  access: ['questionnaire:keep'],
  summary: 'What differs between two versions of a questionnaire, part by part',
  params: z.object({ id: name }),
  query: z.object({ from: versionNumber, to: versionNumber }),
  replies: differencesReply,
  handle: async ({ context, params: { id }, query: { from, to } }) => {
    const [before, after] = await Promise.all([
      findDocument(context.database, id, from),
      findDocument(context.database, id, to),
    ]);
    if (before === undefined || after === undefined) throw new ProblemError('not-found');
    return { differences: differencesBetween(before, after) };
  },
});

export const questionnaireEndpoints = [list, inForce, version, differences];
