import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { answers as answersSchema, type Answers } from '#domain/follow-up/answer.ts';
import { genders, ownerships, serviceAreas } from '#domain/organisation/organisation.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { monthsOf, type ReportPeriod } from '#domain/report/period.ts';
import { followUpsThemselves, tallyOf } from '#domain/report/tally.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { prepareRegister } from '#server/first-start.ts';
import { cellOf, countKey } from '#server/reports/rollups.ts';
import { contextOf } from '../server/register-context.ts';
import { wholeAnswers } from '../server/seed.ts';

export const boardCount = 12;
/** Every cell of the report over this half year is filled, from 10,000 entries on, with every answer in it. */
export const period: ReportPeriod = { from: '2026-01', to: '2026-06' };
const months = monthsOf(period);
const unitCount = 300;
const combinations = boardCount * serviceAreas.length * ownerships.length * genders.length;
const variants = 4;

/** Ids in the order of their numbers, so that a million can be inserted at the end of each index. */
const idOf = (kind: string, number: number): string =>
  `${number.toString(16).padStart(8, '0')}-0000-4000-8000-${kind.padStart(12, '0')}`;
export const boardId = (index: number): string => idOf('b', index);
export const unitId = (index: number): string => idOf('d', index);

/** Numbers in [0, 1) that have nothing to do with the order of their numbers. */
const scattered = (number: number): number => (Math.imul(number + 1, 2_654_435_761) >>> 0) / 4_294_967_296;

const at = <Value>(from: readonly Value[], index: number): Value => {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('Nothing to take from');
  return found;
};

const withChoices = z.object({ choices: z.array(z.object({ name: z.string() })) });

/** Four ways of answering, which together give every answer that there is. */
const answersOf = (variant: number): Answers => {
  const answers: Record<string, Answers[string]> = { ...wholeAnswers() };
  for (const section of individualFollowUp.sections) {
    for (const question of section.questions) {
      const asked = withChoices.safeParse(question);
      if (asked.success && answers[question.name] !== undefined)
        answers[question.name] = { value: at(asked.data.choices, variant).name };
    }
  }
  return answers;
};

/** What a placement is of, by its number. */
const placementOf = (number: number) => {
  const combination = number % combinations;
  const rest = Math.floor(combination / boardCount);
  return {
    board: combination % boardCount,
    serviceArea: at(serviceAreas, rest),
    gender: at(genders, Math.floor(rest / 3)),
    ownership: Math.floor(rest / 9) % 3,
  };
};

/** Units have the ownership that their number says. */
const unitOf = (placement: number): number =>
  3 * (Math.floor(placement / combinations) % (unitCount / 3)) + placementOf(placement).ownership;

const insertInto = (database: DatabaseSync, table: string, columns: string) => {
  const count = columns.split(',').length;
  return database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${Array(count).fill('?').join(',')})`);
};

const fillOrganisation = (database: DatabaseSync): void => {
  const board = insertInto(database, 'boards', 'id, key, name');
  const team = insertInto(database, 'teams', 'id, key, name');
  const teamBoard = insertInto(database, 'team_boards', 'team_id, board_id');
  for (let index = 0; index < boardCount; index += 1) {
    board.run(boardId(index), `b${index}`, `Nämnd ${index}`);
    team.run(idOf('e', index), `t${index}`, `Grupp ${index}`);
    teamBoard.run(idOf('e', index), boardId(index));
  }
  insertInto(database, 'providers', 'id, key, name').run(idOf('f', 0), 'p', 'Åkerbo Omsorg');
  const unit = insertInto(database, 'units', 'id, key, name, provider_id, kind, ownership');
  for (let index = 0; index < unitCount; index += 1)
    unit.run(unitId(index), `u${index}`, `Hem ${index}`, idOf('f', 0), 'hvb', at(ownerships, index));
};

const fillPlacements = (database: DatabaseSync, count: number): void => {
  const client = insertInto(database, 'clients', 'id, case_number, initials');
  const columns = 'id, key, client_id, unit_id, board_id, team_id, service_area, gender, decided_on';
  const placement = insertInto(database, 'placements', columns);
  for (let number = 0; number < count; number += 1) {
    const { board, serviceArea, gender } = placementOf(number);
    client.run(idOf('c', number), `A-${number}`, 'AB');
    const of = [unitId(unitOf(number)), boardId(board), idOf('e', board), serviceArea, gender];
    placement.run(idOf('a', number), `P${number}`, idOf('c', number), ...of, '2025-10-01');
  }
};

const queueOf = (chance: number): string =>
  chance < 0.03 ? 'awaiting' : chance < 0.04 ? 'returned' : chance < 0.999 ? 'approved' : 'withdrawn';

const fillEntries = (database: DatabaseSync, entries: number, placements: number): void => {
  const { id, version } = individualFollowUp;
  const documents = Array.from({ length: variants }, (_, variant) => JSON.stringify(answersOf(variant)));
  const followUp = insertInto(
    database,
    'follow_ups',
    `id, placement_id, board_id, method, questionnaire_id, questionnaire_version, state, carried_out_on,
     carried_out_method, carried_out_cell, created_at`,
  );
  const revision = insertInto(
    database,
    'revisions',
    `id, follow_up_id, kind, based_on, answers, is_withdrawn, questionnaire_id, questionnaire_version, carried_out_on,
     method, author_id, received_at`,
  );
  const entry = insertInto(
    database,
    'entries',
    `follow_up_id, board_id, unit_id, number, registered_at, head_id, is_withdrawn, has_conflict, queue, queued_at, cell`,
  );
  const item = insertInto(
    database,
    'items',
    'id, kind, follow_up_id, author_id, device_id, hash, content, received_at, status, reason, settled_at',
  );
  const author = idOf('9', 0);
  for (let number = 0; number < entries; number += 1) {
    const placement = number % placements;
    const round = Math.floor(number / placements);
    const { board, serviceArea, gender, ownership } = placementOf(placement);
    const on = `${at(months, round)}-${String(1 + (number % 28)).padStart(2, '0')}`;
    const cell = cellOf({
      boardId: boardId(board),
      on,
      serviceArea,
      ownership: at(ownerships, ownership),
      gender,
    });
    const [followUpId, revisionId] = [idOf('1', number), idOf('2', number)];
    const queuedAt = new Date(Date.UTC(2026, 0, 1) + scattered(number) * 180 * 86_400_000).toISOString();
    const asked = [id, version];
    followUp.run(
      followUpId,
      idOf('a', placement),
      boardId(board),
      'site-visit',
      ...asked,
      'carried-out',
      on,
      'site-visit',
      cell,
      on,
    );
    const answers = at(documents, Math.floor(placement / combinations) + round);
    const isWithdrawn = scattered(number + 7) >= 0.999 ? 1 : 0;
    revision.run(
      revisionId,
      followUpId,
      'submission',
      '[]',
      answers,
      isWithdrawn,
      ...asked,
      on,
      'site-visit',
      author,
      queuedAt,
    );
    const hasConflict = scattered(number + 13) < 0.002 ? 1 : 0;
    const place = [boardId(board), unitId(unitOf(placement)), `2026-${number}`, queuedAt, revisionId];
    entry.run(followUpId, ...place, isWithdrawn, hasConflict, queueOf(scattered(number + 7)), queuedAt, cell);
    // Two in a thousand were set aside; one in five of these still waits.
    const settledAt = number % 5 === 0 ? null : queuedAt;
    const isSetAside = scattered(number + 29) < 0.002;
    const content = {
      kind: 'not-carried-out',
      id: revisionId,
      followUpId,
      authorId: author,
      writtenAt: queuedAt,
      reason: 'other',
      comment: 'Nobody was at home',
    };
    const fate = isSetAside ? ['set-aside', 'already-carried-out', settledAt] : ['accepted', null, null];
    const what = isSetAside ? JSON.stringify(content) : '{}';
    const kind = isSetAside ? content.kind : 'submission';
    item.run(revisionId, kind, followUpId, author, author, '', what, queuedAt, ...fate);
  }
};

/** The rollups of all entries: counted by cell and way of answering, for a million tallies take long. */
const fillRollups = (database: DatabaseSync): void => {
  const rollup = insertInto(
    database,
    'rollup_cells',
    `board_id, month, service_area, ownership, gender, questionnaire_id, questionnaire_version, counts`,
  );
  const groups = database
    .prepare(
      `SELECT f.carried_out_cell AS cell, r.answers, r.is_withdrawn AS isWithdrawn, count(*) AS count
       FROM follow_ups f JOIN entries e ON e.follow_up_id = f.id JOIN revisions r ON r.id = e.head_id
       GROUP BY f.carried_out_cell, r.answers, r.is_withdrawn`,
    )
    .all();
  const sums = new Map<string, Map<string, number>>();
  const { id, version } = individualFollowUp;
  for (const { cell, answers, isWithdrawn, count } of groups) {
    const [board, month, area, managed, sex] = String(cell).split('/');
    const where = {
      boardId: board ?? '',
      serviceArea: z.enum(serviceAreas).parse(area),
      ownership: z.enum(ownerships).parse(managed),
      gender: z.enum(genders).parse(sex),
    };
    const given = answersSchema.parse(JSON.parse(String(answers)));
    const counted = {
      ...where,
      on: `${month}-01`,
      questionnaire: individualFollowUp,
      answers: isWithdrawn === 1 ? null : given,
    };
    for (const { question, outcome } of tallyOf(counted).counts) {
      const isCarriedOut = question === followUpsThemselves && outcome === 'carried-out';
      const at = [String(cell), isCarriedOut ? '/0' : `${id}/${version}`].join('/');
      const counts = sums.get(at) ?? new Map<string, number>();
      sums.set(at, counts);
      const key = countKey(question, outcome);
      counts.set(key, (counts.get(key) ?? 0) + Number(count));
    }
  }
  for (const [at, counts] of sums) {
    const parts = at.split('/');
    rollup.run(...parts.slice(0, 6), Number(parts[6]), JSON.stringify(Object.fromEntries(counts)));
  }
};

const make = async (path: string, entries: number): Promise<void> => {
  const register = openSqlite(path);
  const prepared = await prepareRegister(contextOf(register));
  await register.close();
  if (!prepared.ok) throw new Error(prepared.problem);
  const database = new DatabaseSync(path);
  database.exec(
    'PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -400000;',
  );
  // Indexes made afterwards, sorted, take a fraction of the time.
  const indexes = database
    .prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`)
    .all();
  for (const { name } of indexes) database.exec(`DROP INDEX ${String(name)}`);
  database.exec('BEGIN');
  const placements = Math.ceil(entries / months.length);
  fillOrganisation(database);
  fillPlacements(database, placements);
  fillEntries(database, entries, placements);
  fillRollups(database);
  database.exec('COMMIT');
  for (const { sql } of indexes) database.exec(String(sql));
  database.exec('PRAGMA journal_mode = WAL;');
  database.close();
};

/**
 * A register of so many entries, over the same cells whatever their number; gives its path. It is kept in the folder
 * for temporary files from run to run, and made anew when the schema or this file changes.
 */
export const largeRegister = async (entries: number): Promise<string> => {
  const sources = ['large-register.ts', '../../sync-server/database/schema.ts'];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(join(import.meta.dirname, source)));
  const path = join(tmpdir(), `foljsam-benchmark-${entries}-${hash.digest('hex').slice(0, 12)}.sqlite`);
  if (existsSync(path)) return path;
  console.error(`Making a register of ${entries} entries …`);
  rmSync(`${path}.new`, { force: true });
  await make(`${path}.new`, entries);
  renameSync(`${path}.new`, path);
  return path;
};
