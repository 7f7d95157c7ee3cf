import { publicationList } from '#domain/office/reports.ts';
import { publication, publicationDecision, type Publication } from '#domain/report/publication.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { findPublication, listPublications, publishReport } from '../reports/publications.ts';
import { idInPath } from './parameters.ts';
import { inLanguage, sendReport, type ReportFormat } from './report-files.ts';

const find = async ({ database }: Context, id: string): Promise<Publication> => {
  const found = await findPublication(database.query, id);
  if (found === undefined) throw new ProblemError('not-found');
  return found;
};

const list = endpoint({
  method: 'GET',
  path: '/api/reports/publications',
  access: 'signed-in',
  summary: 'The reports whose exact figures have been published by a decision',
  replies: publicationList,
  handle: ({ context }) => listPublications(context.database.query),
});

const publish = endpoint({
  method: 'POST',
  path: '/api/reports/publications',
  access: ['report:city'],
  // What has been published is not taken back.
  stepUp: true,
  summary: 'Publish the exact figures of a period, by a decision',
  body: publicationDecision,
  replies: publication,
  handle: async ({ context, body, reply }) => {
    const by = { id: context.randomId(), now: context.now() };
    const published = await context.database.write((transaction) => publishReport(transaction, body, by));
    if (!published.ok) throw new ProblemError('state-conflict', { detail: published.problem });
    reply.status(201);
    return find(context, published.value);
  },
});

const read = endpoint({
  method: 'GET',
  path: '/api/reports/publications/:id',
  access: 'signed-in',
  summary: 'A published report',
  params: idInPath,
  replies: publication,
  handle: ({ context, params }) => find(context, params.id),
});

const asFile = (format: ReportFormat) =>
  endpoint({
    method: 'GET',
    path: `/api/reports/publications/:id/figures.${format}`,
    access: 'signed-in',
    summary: `A published report as ${format.toUpperCase()}`,
    params: idInPath,
    query: inLanguage,
    handle: async ({ context, params, query, reply }) =>
      sendReport(reply, (await find(context, params.id)).figures, format, query.language),
  });

export const publicationEndpoints = [list, publish, read, asFile('csv'), asFile('xlsx')];
