import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submit, wholeAnswers } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
let register: DatabaseSync;
beforeAll(async () => {
  server = await startTestServer();
  register = new DatabaseSync(join(server.dataDir, 'register.sqlite'), { timeout: 5_000 });
});
afterAll(async () => {
  register.close();
  await server.stop();
});

/**
 * How what stands in a column is planted, so that it is known where it is met again: a word of its own, a day, a time, a
 * number; somebody, a team or a board with a name of its own. `made`: it is made below, in the way that it comes to be.
 */
type Planted = 'word' | 'day' | 'time' | 'number' | 'user' | 'team' | 'board' | 'made';

const ids = 'an id that the register gives, which stands for what is told';
const inner = 'how the register finds its way; it follows from what is told';
const toPseudonym = 'the log knows her by a pseudonym, by which its rows are found';

/** Every column of a table that has rows of somebody's case: how it is planted, or why an extract does not tell it. */
const columns: Readonly<Record<string, { readonly planted: Planted } | { readonly not: string }>> = {
  'clients.id': { not: ids },
  'clients.case_number': { planted: 'made' },
  'clients.initials': { planted: 'word' },

  'placements.id': { not: ids },
  'placements.key': { not: 'what the file that it was imported from calls the row' },
  'placements.client_id': { not: ids },
  'placements.unit_id': { planted: 'made' },
  'placements.board_id': { planted: 'made' },
  'placements.team_id': { planted: 'team' },
  'placements.caseworker_id': { planted: 'user' },
  'placements.service_area': { planted: 'word' },
  'placements.gender': { planted: 'word' },
  'placements.decided_on': { planted: 'day' },
  'placements.plan_due_on': { planted: 'day' },
  'placements.monthly_report_day': { planted: 'number' },
  'placements.ended_on': { planted: 'day' },

  'custody.placement_id': { not: ids },
  'custody.valid_from': { planted: 'day' },
  'custody.valid_to': { planted: 'day' },
  'custody.board_id': { planted: 'board' },
  'custody.team_id': { planted: 'team' },
  'custody.caseworker_id': { planted: 'user' },

  'follow_ups.id': { not: ids },
  'follow_ups.key': { not: 'what the file that it was imported from calls the row' },
  'follow_ups.placement_id': { not: ids },
  'follow_ups.board_id': { not: 'that of the placement when it was planned; custody tells whose it was' },
  'follow_ups.assignee_id': { planted: 'user' },
  'follow_ups.planned_on': { planted: 'day' },
  'follow_ups.planned_at': { planted: 'word' },
  'follow_ups.method': { not: 'as planned; told where it was not carried out in another way' },
  'follow_ups.questionnaire_id': { not: 'told with each revision' },
  'follow_ups.questionnaire_version': { not: 'told with each revision' },
  'follow_ups.state': { planted: 'word' },
  'follow_ups.reason': { planted: 'word' },
  'follow_ups.comment': { planted: 'word' },
  'follow_ups.carried_out_on': { planted: 'day' },
  'follow_ups.carried_out_method': { planted: 'word' },
  'follow_ups.carried_out_cell': { not: inner },
  'follow_ups.created_at': { not: 'the log tells who planned it, and when' },

  'items.receipt': { not: ids },
  'items.id': { not: ids },
  'items.kind': { planted: 'word' },
  'items.follow_up_id': { not: ids },
  'items.author_id': { planted: 'user' },
  'items.device_id': { not: 'which tablet it came from; the log tells' },
  'items.hash': { not: inner },
  'items.content': { planted: 'made' },
  'items.received_at': { planted: 'time' },
  'items.status': { planted: 'word' },
  'items.reason': { planted: 'word' },
  'items.questions': { not: inner },
  'items.settled_at': { planted: 'time' },
  'items.settled_by': { planted: 'user' },
  'items.settlement': { planted: 'word' },

  'revisions.ordinal': { not: ids },
  'revisions.id': { not: ids },
  'revisions.follow_up_id': { not: ids },
  'revisions.kind': { not: inner },
  'revisions.based_on': { not: inner },
  'revisions.answers': { planted: 'made' },
  'revisions.is_withdrawn': { planted: 'made' },
  'revisions.questionnaire_id': { planted: 'word' },
  'revisions.questionnaire_version': { planted: 'number' },
  'revisions.carried_out_on': { planted: 'day' },
  'revisions.method': { planted: 'word' },
  'revisions.author_id': { planted: 'user' },
  'revisions.received_at': { planted: 'time' },

  'entries.follow_up_id': { not: ids },
  'entries.board_id': { not: inner },
  'entries.unit_id': { not: inner },
  'entries.number': { planted: 'word' },
  'entries.registered_at': { planted: 'time' },
  'entries.head_id': { not: inner },
  'entries.is_withdrawn': { not: 'told with each revision' },
  'entries.has_conflict': { not: inner },
  'entries.queue': { planted: 'word' },
  'entries.queued_at': { not: inner },
  'entries.reviewer_id': { not: 'who has it open at the desk just now' },
  'entries.reviewer_since': { not: 'who has it open at the desk just now' },
  'entries.cell': { not: inner },

  'reviews.id': { not: ids },
  'reviews.follow_up_id': { not: ids },
  'reviews.revision_id': { not: ids },
  'reviews.decision': { planted: 'word' },
  'reviews.comments': { planted: 'word' },
  'reviews.by_id': { planted: 'user' },
  'reviews.at': { planted: 'time' },

  'protected_placements.placement_id': { not: ids },
  'protected_placements.since': { not: 'each change of it is told' },
  'protected_readers.placement_id': { not: ids },
  'protected_readers.user_id': { not: 'each change of it is told' },
  'protection_changes.id': { not: ids },
  'protection_changes.placement_id': { not: ids },
  'protection_changes.at': { planted: 'time' },
  'protection_changes.by_id': { planted: 'user' },
  'protection_changes.is_protected': { planted: 'made' },
  'protection_changes.readers': { planted: 'word' },
  'protection_changes.reason': { planted: 'word' },

  'access_reasons.user_id': { not: 'the log tells who gave it' },
  'access_reasons.placement_id': { not: ids },
  'access_reasons.given_at': { not: 'the log tells when' },
  'access_reasons.expires_at': { not: inner },
  'access_reasons.reason': { planted: 'made' },
  'access_reasons.comment': { planted: 'made' },

  'draft_copies.user_id': { not: 'sealed working material of its owner (docs/retention.md)' },
  'draft_copies.follow_up_id': { not: ids },
  'draft_copies.device_id': { not: ids },
  'draft_copies.key_id': { not: ids },
  'draft_copies.revision': { not: inner },
  'draft_copies.content': { not: 'sealed working material of its owner (docs/retention.md)' },
  'draft_copies.stored_at': { not: inner },

  'audit_log.board_id': { not: toPseudonym },
  'audit_log.position': { not: ids },
  'audit_log.at': { planted: 'made' },
  'audit_log.actor_id': { planted: 'made' },
  'audit_log.action': { planted: 'made' },
  'audit_log.source': { not: 'from which address: of her who read, not of the client' },
  'audit_log.subjects': { not: toPseudonym },
  'audit_log.marks': { not: inner },
  'audit_log.why': { planted: 'made' },
  'audit_log.hash': { not: inner },
};

/** Tables that name a client, a placement or a follow-up in a column of their own; and the log, which does by pseudonym. */
const columnsOfCases = (): string[] => {
  const all = register
    .prepare(
      `SELECT t.name AS tableName, c.name AS columnName FROM sqlite_master t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ tableName, columnName }) => ({ table: String(tableName), column: String(columnName) }));
  const naming = new Set(['client_id', 'placement_id', 'follow_up_id']);
  const ofCases = new Set(['clients', 'placements', 'follow_ups', 'audit_log']);
  for (const { table, column } of all) if (naming.has(column)) ofCases.add(table);
  return all.filter(({ table }) => ofCases.has(table)).map(({ table, column }) => `${table}.${column}`);
};

test('every column of the tables that hold cases is in the table above', () => {
  expect(Object.keys(columns).toSorted()).toEqual(columnsOfCases().toSorted());
});

/** Plants something that stands nowhere else in a column; gives how a page would show it. */
const plant = (name: string, kind: Planted, at: number): string => {
  const [table = '', column = ''] = name.split('.');
  const word = `planted-${table}-${column}`;
  const nth = String(10 + (at % 18));
  const insert = (into: 'users' | 'teams' | 'boards'): string => {
    const id = crypto.randomUUID();
    if (into === 'users')
      register
        .prepare(
          `INSERT INTO users (id, user_name, name, initials, roles, created_at) VALUES (?, ?, ?, 'XX', '[]', '2026-01-01')`,
        )
        .run(id, word, word);
    else register.prepare(`INSERT INTO ${into} (id, key, name) VALUES (?, ?, ?)`).run(id, word, word);
    return id;
  };
  const [value, shown]: readonly [string | number, string] = {
    word: () => [word, word] as const,
    day: () => [`20${at + 30}-07-${nth}`, `20${at + 30}-07-${nth}`] as const,
    // Winter: an hour before Stockholm's.
    time: () => [`20${at + 30}-01-${nth}T10:15:00.000Z`, `20${at + 30}-01-${nth} 11:15`] as const,
    number: () => [70_000 + at, String(70_000 + at)] as const,
    user: () => [insert('users'), word] as const,
    team: () => [insert('teams'), word] as const,
    board: () => [insert('boards'), word] as const,
    made: () => {
      throw new Error(`${name} is made, not planted`);
    },
  }[kind]();
  const { changes } = register.prepare(`UPDATE ${table} SET ${column} = ?`).run(value);
  if (changes === 0) throw new Error(`There is no row of ${table}`);
  return shown;
};

test('an extract tells all of it, but for what is said not to be told', async () => {
  const { context, seed } = server;
  const { submission } = await submit(context, seed, 'first', {
    answers: wholeAnswers({
      'anything-to-add': { value: 'planted-value', comment: 'planted-comment' },
      overall: { value: 'deficient', deviation: 'planted-deviation' },
    }),
  });
  const path = `/api/review/${seed.followUps.first}`;
  await server.ask('coordinator', `${path}/decision`, {
    method: 'PUT',
    headers: { 'if-match': `"${submission.id}"` },
    body: { decision: 'approved' },
  });
  await server.ask('coordinator', `/api/placements/${seed.placements.first}/protection`, {
    method: 'PUT',
    body: { isProtected: true, readerIds: [seed.users.coordinator], reason: 'Decision of the agency' },
  });
  const reason = { followUpId: seed.followUps.first, reason: 'complaint', comment: 'planted-why' };
  await server.ask('coordinator', '/api/access-reasons', { method: 'POST', body: reason });
  register.exec('UPDATE revisions SET is_withdrawn = 1');

  const expected = Object.entries(columns).flatMap(([name, how], at) =>
    'planted' in how && how.planted !== 'made' ? [{ name, shown: plant(name, how.planted, at % 70) }] : [],
  );
  const { status, text: page } = await server.ask('coordinator', '/api/extracts', {
    method: 'POST',
    body: { caseNumber: `case-${seed.placements.first}`, language: 'en' },
  });
  expect(status).toBe(200);
  expect(new Set(expected.map(({ shown }) => shown)).size).toBe(expected.length);
  expect(expected.filter(({ shown }) => !page.includes(shown))).toEqual([]);
  const made = [
    `case-${seed.placements.first}`,
    'Home first',
    'Board first',
    'planted-value',
    'planted-comment',
  ];
  made.push('planted-deviation', '(Withdrawn)', '<td>yes</td>', 'complaint: planted-why', 'reason-given');
  // Of the upload, as it came; of the log: who, and when.
  made.push('&quot;planted-value&quot;', 'The coordinator', '2026-11-22 13:00');
  expect(made.filter((words) => !page.includes(words))).toEqual([]);
});
