import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesSource } from '#server/import/csv-source.ts';
import { describeFault } from '#server/import/fault-words.ts';
import { importFile } from '#server/import/import-file.ts';
import type { ImportKindName } from '#server/import/import-kind-name.ts';
import { openRegister, type OpenRegister } from '#server/import/open-register.ts';

const organisation = `Typ;Nyckel;Namn;Nämnder;Utförare;Verksamhetstyp;Regiform;Lag;Avtalsområde;Avtal från
Stadsdel;norr;Norra stadsdelen;;;;;;;
Stadsdel;söder;Södra stadsdelen;;;;;;;
Arbetsgrupp;t1;Barn och unga, norr;norr;;;;;;
Arbetsgrupp;t2;Vuxna;norr|söder;;;;;;
Utförare;p1;Linden Omsorg AB;;;;;;;
Verksamhet;u1;Lindens HVB;;p1;HVB;enskild;;;
Verksamhet;u2;Lindens stödboende;;p1;stödboende;enskild;;;
Avtalsområde;a1;HVB för unga;;;;;LOU;;
Avtal;c1;;;p1;;;;a1;2025-01-01
`;
const placements = `Nyckel;Ärendenummer;Initialer;Verksamhet;Ansvarig nämnd;Arbetsgrupp;Verksamhetsområde;Kön;Beslutsdatum;Handläggare
pl1;B-17;A.B.;u1;norr;t1;barn och unga;kvinna;2026-01-15;
pl2;B-18;C.D.;u2;söder;t2;vuxen/missbruk;man;2026-02-01;Karin
`;
const followUps = `Nyckel;Placering;Planerat datum;Tid;Metod;Handläggare
f1;pl1;2026-10-12;09:30;platsbesök;
f2;pl2;2026-10-13;;telefonsamtal;karin
`;

const now = '2026-09-01T08:00:00.000Z';
let folder: string;
let register: OpenRegister;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foljsam-import-'));
  register = await openRegister({ DATA_DIR: folder }, { isDryRun: false });
  await register.database.write(async ({ query }) => {
    const user = { id: randomUUID(), user_name: 'karin', name: 'Karin Ek', initials: 'KE', created_at: now };
    await query
      .insertInto('users')
      .values({ ...user, roles: '["caseworker"]', password_hash: null })
      .execute();
    // The register was made today; the files are of an earlier autumn.
    await query.updateTable('questionnaire_versions').set({ valid_from: '2026-01-01' }).execute();
  });
});
afterEach(async () => {
  await register.close();
  rmSync(folder, { recursive: true });
});

/** Imports a text; gives what came of it as one line, or the faults. */
async function importText(
  name: ImportKindName,
  text: string,
  { isDryRun = false, at = now } = {},
): Promise<string | string[]> {
  const source = bytesSource(new TextEncoder().encode(text));
  const request = { database: register.database, source, isDryRun, newId: randomUUID, now: at };
  const outcome = await importFile(name, request);
  if (!outcome.ok) return outcome.problem.faults.map((fault) => describeFault(fault, 'sv'));
  const { tally } = outcome.value;
  return `${tally.new} new, ${tally.changed} changed, ${tally.unchanged} unchanged`;
}

async function importAll(): Promise<void> {
  await importText('organisation', organisation);
  await importText('placements', placements);
  await importText('follow-ups', followUps);
}

/** Reads the register's file past the server's own code. */
function readRegister<Value>(read: (database: DatabaseSync) => Value): Value {
  const database = new DatabaseSync(join(folder, 'register.sqlite'), { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

const rowsOf = (sql: string): Record<string, unknown>[] =>
  readRegister((database) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row })),
  );

/** Every row of every table. */
const everything = (): Record<string, unknown> =>
  readRegister((database) => {
    const tables = database
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
      )
      .all()
      .map((row) => String(row['name']));
    return Object.fromEntries(
      tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]),
    );
  });

/** Where each subject stands in a channel of the feed. */
const feedOf = (channel: string): Record<string, unknown>[] =>
  rowsOf(
    `SELECT subject_kind, subject_id, position FROM feed WHERE channel = '${channel}' ORDER BY position`,
  );

const idOfKey = (table: string, key: string): unknown =>
  rowsOf(`SELECT id FROM ${table} WHERE key = '${key}'`)[0]?.['id'];

describe('an import', () => {
  it('brings organisation, placements and follow-ups into the register', async () => {
    expect(await importText('organisation', organisation)).toBe('9 new, 0 changed, 0 unchanged');
    expect(await importText('placements', placements)).toBe('2 new, 0 changed, 0 unchanged');
    expect(await importText('follow-ups', followUps)).toBe('2 new, 0 changed, 0 unchanged');

    expect(
      rowsOf(`SELECT u.key, u.name, u.kind, u.ownership, p.key AS provider FROM units u
              JOIN providers p ON p.id = u.provider_id ORDER BY u.key`),
    ).toEqual([
      { key: 'u1', name: 'Lindens HVB', kind: 'hvb', ownership: 'private', provider: 'p1' },
      {
        key: 'u2',
        name: 'Lindens stödboende',
        kind: 'supported-housing',
        ownership: 'private',
        provider: 'p1',
      },
    ]);
    expect(
      rowsOf(`SELECT t.key AS team, b.key AS board FROM team_boards x JOIN teams t ON t.id = x.team_id
              JOIN boards b ON b.id = x.board_id ORDER BY 1, 2`),
    ).toEqual([
      { team: 't1', board: 'norr' },
      { team: 't2', board: 'norr' },
      { team: 't2', board: 'söder' },
    ]);
    expect(
      rowsOf(`SELECT p.key, c.case_number, c.initials, u.key AS unit, b.key AS board, t.key AS team,
                p.service_area, p.gender, p.decided_on, w.user_name AS caseworker
              FROM placements p JOIN clients c ON c.id = p.client_id JOIN units u ON u.id = p.unit_id
              JOIN boards b ON b.id = p.board_id JOIN teams t ON t.id = p.team_id
              LEFT JOIN users w ON w.id = p.caseworker_id ORDER BY p.key`),
    ).toEqual([
      {
        key: 'pl1',
        case_number: 'B-17',
        initials: 'A.B.',
        unit: 'u1',
        board: 'norr',
        team: 't1',
        service_area: 'children-and-youth',
        gender: 'woman',
        decided_on: '2026-01-15',
        caseworker: null,
      },
      {
        key: 'pl2',
        case_number: 'B-18',
        initials: 'C.D.',
        unit: 'u2',
        board: 'söder',
        team: 't2',
        service_area: 'adult-and-addiction',
        gender: 'man',
        decided_on: '2026-02-01',
        caseworker: 'karin',
      },
    ]);
    expect(
      rowsOf(`SELECT f.key, p.key AS placement, b.key AS board, f.planned_on, f.planned_at, f.method, f.state,
                f.questionnaire_id, f.questionnaire_version, w.user_name AS assignee
              FROM follow_ups f JOIN placements p ON p.id = f.placement_id JOIN boards b ON b.id = f.board_id
              LEFT JOIN users w ON w.id = f.assignee_id ORDER BY f.key`),
    ).toEqual([
      {
        key: 'f1',
        placement: 'pl1',
        board: 'norr',
        planned_on: '2026-10-12',
        planned_at: '09:30',
        method: 'site-visit',
        state: 'planned',
        questionnaire_id: 'individual-follow-up',
        questionnaire_version: 1,
        assignee: null,
      },
      {
        key: 'f2',
        placement: 'pl2',
        board: 'söder',
        planned_on: '2026-10-13',
        planned_at: null,
        method: 'telephone-call',
        state: 'planned',
        questionnaire_id: 'individual-follow-up',
        questionnaire_version: 1,
        assignee: 'karin',
      },
    ]);
  });

  it('changes nothing the second time', async () => {
    await importAll();
    const before = everything();
    expect(await importText('organisation', organisation)).toBe('0 new, 0 changed, 9 unchanged');
    expect(await importText('placements', placements)).toBe('0 new, 0 changed, 2 unchanged');
    expect(await importText('follow-ups', followUps)).toBe('0 new, 0 changed, 2 unchanged');
    expect(everything()).toEqual(before);
  });

  it('changes nothing as a dry run, and says what it would do', async () => {
    const empty = everything();
    expect(await importText('organisation', organisation, { isDryRun: true })).toBe(
      '9 new, 0 changed, 0 unchanged',
    );
    expect(everything()).toEqual(empty);
    await importAll();
    const before = everything();
    const changed =
      placements.replace('A.B.', 'A.C.').replace('2026-02-01', '2026-02-02') +
      'pl3;B-18;C.D.;u1;norr;t1;barn och unga;man;2026-03-01;\n';
    expect(await importText('placements', changed, { isDryRun: true })).toBe('1 new, 2 changed, 0 unchanged');
    expect(await importText('follow-ups', followUps.replace('09:30', '10:30'), { isDryRun: true })).toBe(
      '0 new, 1 changed, 1 unchanged',
    );
    expect(everything()).toEqual(before);
  });

  it.each<[string, ImportKindName, string, string[]]>([
    [
      'a bad cell in the last row',
      'organisation',
      `${organisation}Verksamhet;u3;Ny;;p1;slott;enskild;;;\n`,
      ['Rad 11, kolumn ”Verksamhetstyp”: ”slott” – ska vara HVB, stödboende, jourhem, öppenvård eller annan'],
    ],
    [
      'a team that does not handle the board',
      'placements',
      placements.replace('söder;t2', 'söder;t1'),
      ['Rad 3, kolumn ”Arbetsgrupp”: ”t1” – ska vara en arbetsgrupp som handlägger för nämnden söder'],
    ],
    [
      'a placement that would move to another case',
      'placements',
      placements.replace('B-17', 'B-99'),
      ['Rad 2, kolumn ”Ärendenummer”: ”B-99” – placeringen hör till ett annat ärende i registret'],
    ],
    [
      'two initials for one case',
      'placements',
      placements.replace('B-18', 'B-17').replace('pl2', 'pl3'),
      ['Rad 3, kolumn ”Initialer”: ”C.D.” – ärendet har andra initialer på rad 2'],
    ],
    [
      'a caseworker that there is not',
      'placements',
      placements.replace('Karin', 'bo'),
      [
        'Rad 3, kolumn ”Handläggare”: ”bo” – ska vara nyckeln till en användare som finns i registret eller i filen',
      ],
    ],
    [
      'a follow-up that would move to another placement',
      'follow-ups',
      followUps.replace('f1;pl1', 'f1;pl2'),
      ['Rad 2, kolumn ”Placering”: ”pl2” – uppföljningen hör till en annan placering i registret'],
    ],
    [
      'faults of the file and of the register at once',
      'placements',
      placements.replace('kvinna', 'x').replace('söder;t2', 'söder;t1'),
      [
        'Rad 2, kolumn ”Kön”: ”x” – ska vara kvinna, man eller annat',
        'Rad 3, kolumn ”Arbetsgrupp”: ”t1” – ska vara en arbetsgrupp som handlägger för nämnden söder',
      ],
    ],
  ])('changes nothing where there is a fault: %s', async (_what, name, text, faults) => {
    await importAll();
    const before = everything();
    expect(await importText(name, text)).toEqual(faults);
    expect(everything()).toEqual(before);
  });

  it('gives a follow-up the version that holds on its day, and refuses one on a day on which none does', async () => {
    await importText('organisation', organisation);
    await importText('placements', placements);
    await register.database.write(async ({ query }) => {
      const first = { id: 'individual-follow-up', version: 1 };
      const { document } = await query
        .selectFrom('questionnaires')
        .select('document')
        .where('id', '=', first.id)
        .where('version', '=', first.version)
        .executeTakeFirstOrThrow();
      const next = { ...first, version: 99 };
      await query
        .insertInto('questionnaires')
        .values({ ...next, document, published_at: now })
        .execute();
      const held = { state: 'retired', document: null, changed_at: now, changed_by: null };
      await query
        .insertInto('questionnaire_versions')
        .values({ ...next, ...held, valid_from: '2026-10-13', retired_at: '2026-11-01' })
        .execute();
      await query
        .updateTable('questionnaire_versions')
        .set({ state: 'retired', retired_at: '2026-11-01' })
        .where('id', '=', first.id)
        .where('version', '=', first.version)
        .execute();
    });
    expect(await importText('follow-ups', followUps.replace('2026-10-13', '2026-11-01'))).toEqual([
      'Rad 3, kolumn ”Planerat datum”: ”2026-11-01” – ska vara en dag då en version av formuläret individual-follow-up gäller',
    ]);
    // A day that has passed counts as today.
    const past = `${followUps}f3;pl2;2020-01-01;;telefonsamtal;karin\n`;
    expect(await importText('follow-ups', past)).toBe('3 new, 0 changed, 0 unchanged');
    const asked = () =>
      rowsOf('SELECT key, questionnaire_version AS version FROM follow_ups ORDER BY key').map((row) =>
        Object.values(row),
      );
    expect(asked()).toEqual([
      ['f1', 1],
      ['f2', 99],
      ['f3', 1],
    ]);
    // One that is planned keeps its version, also where it is moved to a day on which none holds.
    const moved = past.replace('2026-10-12', '2026-12-01');
    expect(await importText('follow-ups', moved)).toBe('0 new, 1 changed, 2 unchanged');
    expect(asked()[0]).toEqual(['f1', 1]);
  });

  it('changes nothing where writing fails half-way', async () => {
    await importText('organisation', organisation);
    const before = everything();
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    const source = bytesSource(new TextEncoder().encode(placements));
    // The same id for two clients: the register refuses the second.
    const newId = (): string => ids[0] ?? '';
    const request = { database: register.database, source, isDryRun: false, newId, now };
    await expect(importFile('placements', request)).rejects.toThrow(/UNIQUE/);
    expect(everything()).toEqual(before);
  });
});

describe('a changed row', () => {
  it('changes what is there, keeps its id, and is told to those who see it', async () => {
    await importAll();
    const unit = idOfKey('units', 'u1');
    const last = (): number => Number(rowsOf(`SELECT last FROM channels WHERE id = 'city'`)[0]?.['last']);
    const before = last();
    expect(await importText('organisation', organisation.replace('Lindens HVB', 'Lindens nya HVB'))).toBe(
      '0 new, 1 changed, 8 unchanged',
    );
    expect(rowsOf(`SELECT id, name FROM units WHERE key = 'u1'`)).toEqual([
      { id: unit, name: 'Lindens nya HVB' },
    ]);
    expect(feedOf('city').at(-1)).toEqual({ subject_kind: 'unit', subject_id: unit, position: before + 1 });
  });

  it('of a provider or a contract is told as a change of its units', async () => {
    await importAll();
    const last = Number(feedOf('city').at(-1)?.['position']);
    await importText('organisation', organisation.replace('2025-01-01', '2025-02-01'));
    const told = feedOf('city').filter(({ position }) => Number(position) > last);
    expect(told.map(({ subject_id }) => subject_id).toSorted()).toEqual(
      [idOfKey('units', 'u1'), idOfKey('units', 'u2')].toSorted(),
    );
  });

  it('of a placement’s team keeps who had it before, moves what is planned, and is told to both teams', async () => {
    await importAll();
    const at = '2026-09-15T08:00:00.000Z';
    const [placement, followUp] = [idOfKey('placements', 'pl1'), idOfKey('follow_ups', 'f1')];
    const [before, after] = [
      `team:${String(idOfKey('teams', 't1'))}`,
      `team:${String(idOfKey('teams', 't2'))}`,
    ];
    expect(await importText('placements', placements.replace('norr;t1', 'söder;t2'), { at })).toBe(
      '0 new, 1 changed, 1 unchanged',
    );
    expect(
      rowsOf(`SELECT c.valid_from, c.valid_to, b.key AS board, t.key AS team FROM custody c
              JOIN boards b ON b.id = c.board_id JOIN teams t ON t.id = c.team_id
              JOIN placements p ON p.id = c.placement_id WHERE p.key = 'pl1' ORDER BY c.valid_from`),
    ).toEqual([
      { valid_from: '2026-01-15T00:00:00.000Z', valid_to: at, board: 'norr', team: 't1' },
      { valid_from: at, valid_to: null, board: 'söder', team: 't2' },
    ]);
    expect(rowsOf(`SELECT board_id FROM follow_ups WHERE key = 'f1'`)).toEqual([
      { board_id: idOfKey('boards', 'söder') },
    ]);
    for (const channel of [before, after]) {
      const subjects = feedOf(channel).map(({ subject_id }) => subject_id);
      expect(subjects).toEqual(expect.arrayContaining([placement, followUp]));
    }
  });

  it('of a client’s initials changes the client and counts its placements', async () => {
    await importAll();
    expect(await importText('placements', placements.replace('A.B.', 'A.C.'))).toBe(
      '0 new, 1 changed, 1 unchanged',
    );
    expect(rowsOf(`SELECT initials FROM clients WHERE case_number = 'B-17'`)).toEqual([{ initials: 'A.C.' }]);
  });

  it('of a team’s boards changes what it handles', async () => {
    await importAll();
    expect(await importText('organisation', organisation.replace('norr|söder', 'söder'))).toBe(
      '0 new, 1 changed, 8 unchanged',
    );
    expect(rowsOf(`SELECT COUNT(*) AS count FROM team_boards`)).toEqual([{ count: 2 }]);
  });

  it('of a follow-up that is no longer planned is left alone', async () => {
    await importAll();
    await register.database.write(({ query }) =>
      query.updateTable('follow_ups').set({ state: 'carried-out' }).where('key', '=', 'f1').execute(),
    );
    const before = everything();
    expect(await importText('follow-ups', followUps.replace('09:30', '10:30'))).toBe(
      '0 new, 0 changed, 2 unchanged',
    );
    expect(everything()).toEqual(before);
  });
});

it('of a file that changes nothing, the register is not written to', async () => {
  await importAll();
  const other = new DatabaseSync(join(folder, 'register.sqlite'));
  // Whoever holds the register for writing holds this import no more than it would hold them.
  other.exec('BEGIN IMMEDIATE');
  try {
    expect(await importText('organisation', organisation)).toBe('0 new, 0 changed, 9 unchanged');
    expect(await importText('placements', placements)).toBe('0 new, 0 changed, 2 unchanged');
    expect(await importText('follow-ups', followUps)).toBe('0 new, 0 changed, 2 unchanged');
  } finally {
    other.exec('ROLLBACK');
    other.close();
  }
});

describe('the import command', () => {
  const command = join(import.meta.dirname, '..', '..', 'sync-server', 'cli', 'import.ts');
  const run = (
    dataDir: string,
    ...words: string[]
  ): { status: number | null; out: string; errors: string } => {
    const done = spawnSync(process.execPath, [command, ...words], {
      env: { ...process.env, DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    return { status: done.status, out: done.stdout, errors: done.stderr };
  };
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('makes a register where there is none; a dry run leaves none behind', () => {
    const path = write('organisation.csv', organisation);
    const dataDir = join(folder, 'data');
    expect(run(dataDir, 'organisation', path, '--dry-run')).toEqual({
      status: 0,
      out: 'Provkörning, inget har skrivits: 9 nya, 0 ändrade, 0 oförändrade.\n',
      errors: '',
    });
    expect(existsSync(dataDir)).toBe(false);
    expect(run(dataDir, 'organisation', path)).toEqual({
      status: 0,
      out: 'Importen är klar: 9 nya, 0 ändrade, 0 oförändrade.\n',
      errors: '',
    });
    expect(readdirSync(dataDir)).toContain('register.sqlite');
    expect(run(dataDir, 'organisation', path, '--lang', 'en').out).toBe(
      'The import is done: 0 new, 0 changed, 9 unchanged.\n',
    );
  });

  it('lists the faults and ends with 1', () => {
    const path = write('organisation.csv', `${organisation}Kommun;k;K;;;;;;;\n`);
    expect(run(join(folder, 'data'), 'organisation', path, '--lang', 'en')).toEqual({
      status: 1,
      out: '',
      errors:
        'Nothing has been imported. One fault in the file:\n' +
        'Row 11, column “Typ”: “Kommun” – should be district, team, provider, unit, contract area or contract\n',
    });
  });

  it.each([
    [[]],
    [['organisation']],
    [['people', 'x.csv']],
    [['organisation', 'x.csv', '--now']],
    [['organisation', 'x.csv', '--lang', 'fi']],
    [['organisation', 'a.csv', 'b.csv']],
  ])('says how it is called and ends with 2: %j', (words) => {
    const { status, errors } = run(join(folder, 'data'), ...words);
    expect(status).toBe(2);
    expect(errors).toMatch(/^Användning: npm run import -- SLAG FIL/);
  });

  it('says that the file cannot be read and ends with 2', () => {
    expect(run(join(folder, 'data'), 'organisation', join(folder, 'none.csv'))).toEqual({
      status: 2,
      out: '',
      errors: 'Filen finns inte eller kan inte läsas (ENOENT).\n',
    });
    expect(run(join(folder, 'data'), 'organisation', folder).status).toBe(2);
  });
});
