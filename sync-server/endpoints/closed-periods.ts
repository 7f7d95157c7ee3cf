import { closedPeriodList } from '#domain/office/reports.ts';
import { closedPeriod, closingRequest, type ClosedPeriod } from '#domain/report/publication.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { closeReportPeriod, findClosedPeriod, listClosedPeriods } from '../reports/closed-periods.ts';
import { idInPath } from './parameters.ts';
import { inLanguage, sendReport, type ReportFormat } from './report-files.ts';

const find = async ({ database }: Context, id: string): Promise<ClosedPeriod> => {
  const found = await findClosedPeriod(database.query, id);
  if (found === undefined) throw new ProblemError('not-found');
  return found;
};

const list = endpoint({
  method: 'GET',
  path: '/api/reports/closed',
  access: ['report:city'],
  summary: 'The closed periods',
  replies: closedPeriodList,
  handle: ({ context }) => listClosedPeriods(context.database.query),
});

const close = endpoint({
  method: 'POST',
  path: '/api/reports/closed',
  access: ['report:city'],
  summary: 'Close a period: its figures are made now, once',
  body: closingRequest,
  replies: closedPeriod,
  handle: async ({ context, scope, body, reply }) => {
    const by = { id: context.randomId(), userId: scope.userId, now: context.now() };
    const closed = await context.database.write((transaction) => closeReportPeriod(transaction, body, by));
    if (!closed.ok) throw new ProblemError('state-conflict', { detail: closed.problem });
    reply.status(201);
    return find(context, closed.value);
  },
});

const read = endpoint({
  method: 'GET',
  path: '/api/reports/closed/:id',
  access: ['report:city'],
  summary: 'The figures of a closed period',
  params: idInPath,
  replies: closedPeriod,
  handle: ({ context, params }) => find(context, params.id),
});

const asFile = (format: ReportFormat) =>
  endpoint({
    method: 'GET',
    path: `/api/reports/closed/:id/figures.${format}`,
    access: ['report:city'],
    summary: `The figures of a closed period as ${format.toUpperCase()}`,
    params: idInPath,
    query: inLanguage,
    handle: async ({ context, params, query, reply }) =>
      sendReport(reply, (await find(context, params.id)).figures, format, query.language),
  });

export const closedPeriodEndpoints = [list, close, read, asFile('csv'), asFile('xlsx')];
