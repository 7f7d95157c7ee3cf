import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewEntry, reviewPage } from '#domain/office/review.ts';
import { question, questionnaireOf, section } from '../unit/small-questionnaire.ts';
import { startTestServer, type TestServer } from './start-server.ts';
import { addPlacement, publish, submit } from './seed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('what answers refer to is told by name, and of a placement that is not hers nothing', async () => {
  const { context, seed } = server;
  const asked = questionnaireOf(
    section('where', [
      question('moved-to', { kind: 'unit' }),
      question('sibling', { kind: 'placement' }),
      question('stranger', { kind: 'placement' }),
    ]),
  );
  await publish(context, asked);
  const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
  await addPlacement(context, seed, 'first', placementId, followUpId);
  const { result } = await submit(context, seed, 'first', {
    followUpId: crypto.randomUUID(),
    placementId,
    questionnaire: { id: asked.id, version: 1 },
    answers: {
      'moved-to': { value: seed.units.other },
      sibling: { value: seed.placements.first },
      stranger: { value: seed.placements.other },
    },
  });
  expect(result.status).toBe('accepted');
  const { rows } = reviewPage.parse((await server.ask('coordinator', '/api/review/queue')).body);
  const row = rows.find((each) => each.number === result.number);
  const read = await server.ask('coordinator', `/api/review/${row?.followUpId}`);
  expect(reviewEntry.parse(read.body).references).toEqual({
    [seed.units.other]: 'Home other · Åkerbo Omsorg, Stockholm',
    [seed.placements.first]: `AB, case-${seed.placements.first} · Home first`,
  });

  const page = await server.ask('coordinator', '/api/extracts', {
    method: 'POST',
    body: { caseNumber: `case-${placementId}` },
  });
  expect(page.text).toContain('<td>Home other · Åkerbo Omsorg, Stockholm</td>');
  expect(page.text).toContain(`<td>AB, case-${seed.placements.first} · Home first</td>`);
  expect(page.text).not.toContain(`case-${seed.placements.other}`);

  const again = await submit(context, seed, 'first', {
    followUpId: crypto.randomUUID(),
    placementId,
    questionnaire: { id: asked.id, version: 1 },
    answers: { 'moved-to': { value: seed.units.first } },
  });
  expect(again.result.status).toBe('set-aside');
  const aside = await server.ask('coordinator', '/api/review/queue?list=set-aside');
  const waiting = reviewPage.parse(aside.body).setAside.find((each) => each.itemId === again.submission.id);
  expect(waiting?.references).toEqual({ [seed.units.first]: 'Home first · Åkerbo Omsorg, Stockholm' });
});
