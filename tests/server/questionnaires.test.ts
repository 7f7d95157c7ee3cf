import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  differencesReply,
  draftSaved,
  draftView,
  importReply,
  questionnaireVersion,
  questionnaireVersions,
  questionnairesInForce,
} from '#domain/office/questionnaires.ts';
import { changesReply } from '#domain/protocol.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { workbookOf } from '../unit/workbook-builder.ts';
import { section, question } from '../unit/small-questionnaire.ts';
import type { Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  cookie = await server.signIn('administrator');
});
afterAll(() => server.stop());

const ask = (path: string, asked: Parameters<TestServer['ask']>[2] = {}, who: Person = 'administrator') =>
  server.ask(who, `/api/questionnaires${path}`, asked);
const begin = async (body: unknown) =>
  questionnaireVersion.parse((await ask('', { method: 'POST', body })).body);
const draftOf = async (ref: { id: string; version: number }) =>
  draftView.parse((await ask(`/${ref.id}/${ref.version}/draft`)).body);
const save = (document: Questionnaire, revision?: string) =>
  ask(`/${document.id}/${document.version}/draft`, {
    method: 'PUT',
    body: document,
    headers: revision === undefined ? {} : { 'if-match': `"${revision}"` },
  });
const publish = (ref: { id: string; version: number }, revision: string, validFrom: string) =>
  ask(`/${ref.id}/${ref.version}/publication`, {
    method: 'POST',
    body: { validFrom },
    headers: { 'if-match': `"${revision}"` },
  });
const inForce = async (on: string) =>
  questionnairesInForce
    .parse((await ask(`/in-force?on=${on}`, {}, 'coordinator')).body)
    .questionnaires.map(({ id, version }) => `${id}/${version}`);
const sendFile = async (name: string, bytes: Uint8Array) => {
  const response = await fetch(`${server.address}/api/questionnaires/imports?name=${name}&lang=en`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
};

test('a draft is changed by those who know how it stands, published with a day, planned with, and retired', async () => {
  const made = await begin({ id: 'neighbours', title: 'Grannar' });
  expect(made).toMatchObject({ state: 'draft', version: 1, followUps: 0 });
  expect(made.changedBy).not.toBeNull();
  expect((await ask('', { method: 'POST', body: { id: 'neighbours', title: 'Igen' } })).body['code']).toBe(
    'already-exists',
  );
  const { document, revision } = await draftOf(made);
  const asked = { ...document, sections: [...document.sections, section('near', [question('noise')])] };
  expect((await save(asked)).body['code']).toBe('precondition-required');
  const saved = draftSaved.parse((await save(asked, revision)).body);
  // Somebody else, who has not seen it.
  expect((await save(document, revision)).body['code']).toBe('stale-revision');
  expect((await draftOf(made)).document).toEqual(asked);
  expect((await publish(made, revision, '2026-12-10')).body['code']).toBe('stale-revision');
  expect((await publish(made, saved.revision, '2026-11-21')).body).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/validFrom' }],
  });
  expect((await publish(made, saved.revision, '2026-12-10')).status).toBe(200);
  expect((await save(asked, saved.revision)).body['code']).toBe('state-conflict');

  expect(await inForce('2026-12-09')).toEqual(['individual-follow-up/1']);
  expect(await inForce('2026-12-10')).toEqual(['individual-follow-up/1', 'neighbours/1']);
  const plan = (plannedOn: string) =>
    server.ask('coordinator', '/api/follow-ups', {
      method: 'POST',
      body: {
        placementId: server.seed.placements.first,
        plannedOn,
        method: 'site-visit',
        assigneeId: server.seed.users.caseworker,
        questionnaireId: 'neighbours',
      },
    });
  expect((await plan('2026-12-09')).body).toMatchObject({ errors: [{ pointer: '/questionnaireId' }] });
  const planned = z.string().parse((await plan('2026-12-10')).body['id']);
  const told = changesReply.parse((await server.ask('caseworker', '/api/changes?limit=500')).body).changes;
  expect(told.find((each) => each.id === 'neighbours/1')).toMatchObject({ body: asked });
  expect(told.find((each) => each.id === planned)).toMatchObject({
    body: { questionnaire: { id: 'neighbours', version: 1 } },
  });

  const retired = await ask('/neighbours/1/retirement', { method: 'POST', body: { from: '2026-12-20' } });
  expect(retired.body).toMatchObject({ state: 'retired', retiredFrom: '2026-12-20', followUps: 1 });
  expect(await inForce('2026-12-19')).toContain('neighbours/1');
  expect(await inForce('2026-12-20')).not.toContain('neighbours/1');
  // What was planned with it is still read.
  expect(questionnaire.parse((await ask('/neighbours/1', {}, 'caseworker')).body)).toEqual(asked);
});

test('the next version is begun from the one before, and what differs is told', async () => {
  const next = await begin({ from: { id: 'individual-follow-up', version: 1 } });
  expect(next).toMatchObject({ id: 'individual-follow-up', version: 2, state: 'draft' });
  const { document, revision } = await draftOf(next);
  const changed = {
    ...document,
    sections: document.sections.map((each) =>
      each.name === 'client' ? { ...each, title: { ...each.title, sv: 'Steg ett' } } : each,
    ),
  };
  const saved = draftSaved.parse((await save(changed, revision)).body);
  const { differences } = differencesReply.parse(
    (await ask('/individual-follow-up/differences?from=1&to=2')).body,
  );
  expect(differences).toMatchObject([
    {
      kind: 'changed',
      part: 'section',
      name: 'client',
      fields: [{ field: 'title (sv)', after: 'Steg ett' }],
    },
  ]);
  // A draft is nobody's business yet: neither planned with nor told.
  expect(await inForce('2026-12-24')).toContain('individual-follow-up/1');
  expect((await ask('/individual-follow-up/2', {}, 'caseworker')).status).toBe(404);
  const remove = (given: string) =>
    ask('/individual-follow-up/2/draft', { method: 'DELETE', headers: { 'if-match': `"${given}"` } });
  expect((await remove(revision)).body['code']).toBe('stale-revision');
  expect((await remove(saved.revision)).status).toBe(204);
  expect((await ask('/individual-follow-up/1/draft')).status).toBe(404);
});

test('what cannot be asked is not published: each fault with its place, and nothing is changed', async () => {
  const made = await begin({ id: 'faulty', title: 'Fel' });
  const { document, revision } = await draftOf(made);
  const circle = [
    question('a', { kind: 'calculated', mandatory: false, calculation: '${b}' }),
    question('b', { kind: 'calculated', mandatory: false, calculation: '${a} + ${nobody}' }),
  ];
  const saved = draftSaved.parse(
    (await save({ ...document, sections: [section('one', circle)] }, revision)).body,
  );
  const refused = await publish(made, saved.revision, '2026-12-01');
  expect(refused.status).toBe(422);
  expect(refused.body['errors']).toEqual(
    expect.arrayContaining([
      { pointer: '/one/b/calculation', detail: 'unknown-name' },
      { pointer: '/one/a/calculation', detail: 'circular' },
    ]),
  );
  const { versions } = questionnaireVersions.parse((await ask('')).body);
  expect(versions.find(({ id }) => id === 'faulty')).toMatchObject({ state: 'draft' });
});

test('a workbook becomes a draft, beside what is there; its faults have sheet, row and column', async () => {
  const settings = 'form_id | version\nfrom-file | 1';
  const sound = await workbookOf({ survey: 'type | name | label\ntext | a | A', settings });
  const first = await sendFile('form.xlsx', sound);
  expect([first.status, importReply.parse(first.body)]).toMatchObject([201, { id: 'from-file', version: 1 }]);
  expect((await sendFile('form.xlsx', sound)).body).toMatchObject({ id: 'from-file', version: 2 });
  const tables = zipSync({ 'survey.csv': strToU8('type;name;label\ntext;a;A\n') });
  expect((await sendFile('from-csv.zip', tables)).body).toMatchObject({ id: 'from-csv', version: 1 });
  const faulty = await workbookOf({ survey: 'type | name | label\ntxet | a | A', settings });
  expect(await sendFile('form.xlsx', faulty)).toMatchObject({
    status: 422,
    body: { code: 'invalid', errors: [{ pointer: '/survey/2/A', detail: 'The type “txet” is unknown.' }] },
  });
  expect((await sendFile('form.xlsx', new Uint8Array(10_000_001))).status).toBe(413);
  const bomb = zipSync({ 'survey.csv': new Uint8Array(21_000_000) });
  expect((await sendFile('bomb.zip', bomb)).body).toMatchObject({
    errors: [{ detail: 'The file is larger than 20 MB when unpacked.' }],
  });
  // Out again, and in.
  const file = await fetch(`${server.address}/api/questionnaires/from-file/1/workbook`, {
    headers: { cookie },
  });
  expect(file.headers.get('content-disposition')).toContain('from-file-1.xlsx');
  expect((await sendFile('again.xlsx', await file.bytes())).body).toMatchObject({
    id: 'from-file',
    version: 3,
  });
  expect((await draftOf({ id: 'from-file', version: 3 })).document.sections).toEqual(
    (await draftOf({ id: 'from-file', version: 1 })).document.sections,
  );
});

test('what is done is in the log, changes of one sitting once', async () => {
  const made = await begin({ shipped: 'inspection' });
  const first = await draftOf(made);
  let { revision } = first;
  for (const sv of ['Ett', 'Två', 'Tre']) {
    const saved = await save({ ...first.document, title: { sv, en: 'Title' } }, revision);
    revision = draftSaved.parse(saved.body).revision;
  }
  expect((await publish(made, revision, '2026-12-01')).status).toBe(200);
  const rows = await server.context.database.query
    .selectFrom('audit_log')
    .select(['action', 'actor_id'])
    .where('why', '=', `inspection/${made.version}`)
    .orderBy('position')
    .execute();
  expect(rows.map(({ action }) => action)).toEqual(['questionnaire-changed', 'questionnaire-published']);
  expect(new Set(rows.map((row) => row.actor_id))).toEqual(new Set([server.seed.users.administrator]));
});

test('of very many notes the first are told, and how many there are besides', async () => {
  const rows = Array.from({ length: 230 }, (_, at) => `text | q${at} | Fråga ${at} | made-up-${at}`);
  const sent = await sendFile(
    'noted.xlsx',
    await workbookOf({
      survey: ['type | name | label | appearance', ...rows].join('\n'),
      settings: 'form_title | form_id\nNoterat | noted',
    }),
  );
  const { notes, moreNotes } = z
    .object({ notes: z.array(z.string()), moreNotes: z.number() })
    .parse(sent.body);
  expect(notes.length).toBe(200);
  expect(moreNotes).toBeGreaterThanOrEqual(30);
  expect(notes.at(-1)).not.toBe(notes[0]);
});
