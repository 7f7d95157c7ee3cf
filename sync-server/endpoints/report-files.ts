import type { FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import type { Language } from '#domain/questionnaire/words.ts';
import type { IndividualReport } from '#domain/report/individual-report.ts';
import { reportTables } from '#domain/report/report-tables.ts';
import { tablesToCsv } from '../reports/csv.ts';
import { tablesToSpreadsheet } from '../reports/spreadsheet.ts';

/** In which language a file is asked for. */
export const inLanguage = z.object({ language: z._default(z.enum(['sv', 'en']), 'sv') });

export type ReportFormat = 'csv' | 'xlsx';

const contentTypes: Record<ReportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Answers with the report as a file, with the same figures as the page shows. */
export const sendReport = async (
  reply: FastifyReply,
  report: IndividualReport,
  format: ReportFormat,
  language: Language,
): Promise<FastifyReply> => {
  const tables = reportTables(report, language);
  const name = `individuppfoljning-${report.period.from}-${report.period.to}.${format}`;
  const file = format === 'csv' ? tablesToCsv(tables, language) : await tablesToSpreadsheet(tables, language);
  return reply
    .type(contentTypes[format])
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(file);
};
