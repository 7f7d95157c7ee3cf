import { afterAll, beforeAll, expect, test } from 'vitest';
import { submit, wholeAnswers } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const ask = (who: 'coordinator' | 'otherCoordinator', language = 'sv') =>
  server.ask(who, '/api/extracts', {
    method: 'POST',
    body: { caseNumber: `case-${server.seed.placements.first}`, language },
  });

test('an extract holds everything of the case, harmless to open, with nothing of it in its name', async () => {
  const { context, seed } = server;
  const text = '<script>alert(1)</script> Gullviva & "Blåklint"';
  await submit(context, seed, 'first', { answers: wholeAnswers({ 'anything-to-add': { value: text } }) });
  await server.ask('coordinator', `/api/review/${seed.followUps.first}`);
  const { status, text: page, headers } = await ask('coordinator');
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toBe('attachment; filename="registerutdrag-2026-11-22.html"');
  expect(page).toContain(`case-${seed.placements.first}`);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; Gullviva &amp; &quot;Blåklint&quot;');
  expect(page).not.toContain('<script');
  // The answers in words, who wrote them, and who has read them.
  for (const word of [
    'Är det något du vill tillägga',
    'The caseworker',
    'The coordinator',
    'case-read',
    'Home first',
  ])
    expect(page).toContain(word);
  expect((await ask('coordinator', 'en')).text).toContain('Extract from the register');
  const rows = await context.database.query.selectFrom('audit_log').select('action').execute();
  expect(rows.map((row) => row.action)).toContain('extract-made');
});

test('to a coordinator of another board, and of a protected identity, there is nothing to extract', async () => {
  const { seed } = server;
  const none = await server.ask('otherCoordinator', '/api/extracts', {
    method: 'POST',
    body: { caseNumber: 'no such case' },
  });
  expect((await ask('otherCoordinator')).text).toBe(none.text);
  await server.context.database.write(async ({ query }) => {
    const board_id = seed.boards.first;
    await query
      .insertInto('user_boards')
      .values({ user_id: seed.users.otherCoordinator, board_id })
      .execute();
  });
  expect((await ask('otherCoordinator')).status).toBe(200);
  await server.ask('coordinator', `/api/placements/${seed.placements.first}/protection`, {
    method: 'PUT',
    body: { isProtected: true, readerIds: [seed.users.coordinator], reason: 'Decision' },
  });
  expect((await ask('otherCoordinator')).text).toBe(none.text);
});
