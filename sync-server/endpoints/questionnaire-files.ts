import * as z from 'zod/mini';
import { importReply } from '#domain/office/questionnaires.ts';
import type { SourcePlace } from '#domain/questionnaire/publication-fault.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { rawBodyOf } from '../http.ts';
import { describeNote, faultText } from '../questionnaires/describe-fault.ts';
import { addDraft } from '../questionnaires/draft-store.ts';
import { exportQuestionnaire } from '../questionnaires/export-questionnaire.ts';
import { importApart } from '../questionnaires/import-apart.ts';
import type { Fault } from '../questionnaires/import-fault.ts';
import { largestFile } from '../questionnaires/read-workbook.ts';
import { findDocument } from '../questionnaires/version-store.ts';
import { writeWorkbook } from '../questionnaires/write-workbook.ts';
import { versionInPath } from './parameters.ts';

const language = z._default(z.enum(['sv', 'en']), 'sv');

/** Most faults, or notes, that are told at once. */
const mostTold = 200;

const placeOf = ({ sheet, row, column }: SourcePlace): string =>
  `/${[sheet, ...(row === 0 ? [] : [row]), ...(column === '' ? [] : [column])].join('/')}`;
const pointerOf = (fault: Fault): string =>
  fault.source === undefined ? ('path' in fault ? `/${fault.path}` : '') : placeOf(fault.source);

const importFile = endpoint({
  method: 'POST',
  path: '/api/questionnaires/imports',
  access: ['questionnaire:keep'],
  summary: 'A draft from an .xlsx or a zip of CSVs in XLSForm; faults come with sheet, row and column',
  query: z.object({ name: z.string().check(z.minLength(1), z.maxLength(200)), lang: language }),
  replies: importReply,
  takesFile: true,
  bodyLimit: largestFile,
  timeLimit: 60_000,
  handle: async ({ context, scope, query, request, reply, audit }) => {
    const read = await importApart(rawBodyOf(request).bytes, query.name);
    if (!read.ok) {
      const { faults } = read.problem;
      throw new ProblemError('invalid', {
        detail: `${faults.length}`,
        errors: faults
          .slice(0, mostTold)
          .map((fault) => ({ pointer: pointerOf(fault), detail: faultText(fault, query.lang) })),
      });
    }
    const { document, notes } = read.value;
    const stored = await context.database.write(async (transaction) => {
      const keeper = { userId: scope.userId, at: context.now().toISOString() };
      const added = await addDraft(transaction, document, keeper);
      audit.write(transaction, 'questionnaire-changed', {}, `${added.id}/${added.version}`);
      return added;
    });
    reply.status(201);
    return {
      ...stored,
      notes: notes.slice(0, mostTold).map((note) => describeNote(note, query.lang)),
      moreNotes: Math.max(0, notes.length - mostTold),
    };
  },
});

const exportFile = endpoint({
  method: 'GET',
  path: '/api/questionnaires/:id/:version/workbook',
  access: ['questionnaire:keep'],
  summary: 'A version as a workbook in XLSForm, from which the very same document is read',
  params: versionInPath,
  handle: async ({ context, params: { id, version }, reply }) => {
    const document = await findDocument(context.database, id, version);
    if (document === undefined) throw new ProblemError('not-found');
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="${id}-${version}.xlsx"`)
      .send(await writeWorkbook(exportQuestionnaire(document)));
  },
});

export const questionnaireFileEndpoints = [importFile, exportFile];
