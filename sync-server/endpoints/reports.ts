import * as z from 'zod/mini';
import { freeTextPage, reportQuestion, type ReportQuestion } from '#domain/office/reports.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import { individualReport, type IndividualReport } from '#domain/report/individual-report.ts';
import type { Context } from '../context.ts';
import { endpoint } from '../endpoint.ts';
import { readFreeTexts } from '../reports/free-texts.ts';
import { readBoards, readIndividualReport } from '../reports/report-store.ts';
import { cursor } from './parameters.ts';
import { inLanguage, sendReport, type ReportFormat } from './report-files.ts';

const filtersOf = (asked: ReportQuestion) => ({
  boardIds: asked.board === undefined ? null : [asked.board],
  serviceArea: asked.serviceArea ?? null,
  ownership: asked.ownership ?? null,
});
const periodOf = ({ from, to }: ReportQuestion) => ({ from, to });

/** Exact, as they stand now, and of the boards that the person coordinates alone. */
const readOwn = async (context: Context, scope: Scope, asked: ReportQuestion): Promise<IndividualReport> => {
  const { query } = context.database;
  return readIndividualReport(query, await readBoards(query, boardsSeen(scope, 'board-figures')), {
    period: periodOf(asked),
    filters: filtersOf(asked),
    basis: { kind: 'present' },
  });
};

const individual = endpoint({
  method: 'GET',
  path: '/api/reports/individual',
  access: ['report:board'],
  summary: 'Figures of individual follow-ups of the boards that the person coordinates',
  query: reportQuestion,
  replies: individualReport,
  handle: ({ context, scope, query }) => readOwn(context, scope, query),
});

const texts = endpoint({
  method: 'GET',
  path: '/api/reports/individual/texts',
  access: ['report:board'],
  summary: 'What was written in the follow-ups of the boards that the person coordinates',
  query: z.intersection(reportQuestion, z.object({ cursor })),
  replies: freeTextPage,
  handle: async ({ context, scope, query: asked, audit }) => {
    const page = await readFreeTexts(
      context.database.query,
      scope,
      asked.board,
      periodOf(asked),
      filtersOf(asked),
      asked.cursor,
    );
    await audit.read('texts-read', { followUpIds: page.texts.map((each) => each.followUpId) });
    return page;
  },
});

const asFile = (format: ReportFormat) =>
  endpoint({
    method: 'GET',
    path: `/api/reports/individual.${format}`,
    access: ['report:board'],
    // Exact, also of small groups: it leaves the house with whoever has it.
    stepUp: true,
    summary: `The same figures as ${format.toUpperCase()}`,
    query: z.intersection(reportQuestion, inLanguage),
    handle: async ({ context, scope, query: asked, reply }) =>
      sendReport(reply, await readOwn(context, scope, asked), format, asked.language),
  });

export const reportEndpoints = [individual, texts, asFile('csv'), asFile('xlsx')];
