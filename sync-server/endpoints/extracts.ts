import { dayIn } from '#domain/day.ts';
import { extractRequest } from '#domain/office/extract.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { readExtract } from '../extract/extract-data.ts';
import { extractPage } from '../extract/extract-page.ts';
import { findPublished } from '../register/published.ts';

const make = endpoint({
  method: 'POST',
  path: '/api/extracts',
  access: ['extract:read'],
  stepUp: true,
  summary: 'Everything held on a case number, as a file to be read and printed (registerutdrag)',
  body: extractRequest,
  handle: async ({ context, scope, body, audit, reply }) => {
    const { query } = context.database;
    const data = await readExtract(query, context.audit.keys, scope, body.caseNumber);
    if (data === undefined) throw new ProblemError('not-found');
    const versions = new Map<string, Questionnaire | undefined>();
    for (const { questionnaire_id: id, questionnaire_version: version } of data.revisions) {
      versions.set(`${id}/${version}`, await findPublished(query, { id, version }));
    }
    await audit.read('extract-made', { placementIds: data.placements.map((row) => row.id) });
    const page = extractPage(
      data,
      (id, version) => versions.get(`${id}/${version}`),
      body.language,
      context.now(),
    );
    // Whose it is does not stand in the name of the file.
    return reply
      .type('text/html; charset=utf-8')
      .header('content-disposition', `attachment; filename="registerutdrag-${dayIn(context.now())}.html"`)
      .send(page);
  },
});

export const extractEndpoints = [make];
