import { describe, expect, it } from 'vitest';
import { columnsByHeading } from '#server/import/import-kind.ts';
import { followUpsKind } from '#server/import/follow-ups-kind.ts';
import { organisationKind } from '#server/import/organisation-kind.ts';
import { placementsKind } from '#server/import/placements-kind.ts';
import { comparable } from '#server/import/vocabulary.ts';
import { readText } from './import-reading.ts';

const register = {
  unit: ['u1'],
  district: ['norr'],
  team: ['t1'],
  user: ['anna', 'anna@exempel.se'],
  placement: ['pl1'],
  questionnaire: ['individual-follow-up'],
};

const heading =
  'Nyckel;Ärendenummer;Initialer;Verksamhet;Ansvarig nämnd;Arbetsgrupp;Verksamhetsområde;Kön;Beslutsdatum;' +
  'Genomförandeplan senast;Månadsrapport senast;Handläggare';
const good = ['pl1', 'B-17', 'A.B.', 'u1', 'norr', 't1', 'barn och unga', 'kvinna', '2026-01-15', '', '', ''];

/** The good line with other cells, by heading. */
const file = (...lines: Record<string, string>[]): string =>
  [
    heading,
    ...lines.map((cells) =>
      heading
        .split(';')
        .map((name, index) => cells[name] ?? good[index])
        .join(';'),
    ),
  ].join('\n');

/** A number that no person has: put together here, with a separator, so the check digit does not matter. */
const personalIdentityNumber = ['850312', '1234'].join('-');

describe('the placements file', () => {
  it('is read', async () => {
    const full = {
      'Genomförandeplan senast': '2026-02-15',
      'Månadsrapport senast': '5',
      Handläggare: 'Anna',
    };
    const read = await readText(placementsKind, file(full), register);
    expect(read.faults).toEqual([]);
    expect(read.rows).toEqual([
      {
        type: 'placement',
        key: 'pl1',
        caseNumber: 'B-17',
        initials: 'A.B.',
        unit: 'u1',
        board: 'norr',
        team: 't1',
        serviceArea: 'children-and-youth',
        gender: 'woman',
        decidedOn: '2026-01-15',
        planDueOn: '2026-02-15',
        monthlyReportDay: 5,
        endedOn: null,
        caseworker: 'anna',
        protectedReaders: null,
      },
    ]);
  });

  it.each([
    ['Initialer', 'AB', { initials: 'A.B.' }],
    ['Initialer', 'å. ö.', { initials: 'Å.Ö.' }],
    ['Initialer', 'C', { initials: 'C.' }],
    ['Verksamhetsområde', 'Vuxen/missbruk', { serviceArea: 'adult-and-addiction' }],
    ['Verksamhetsområde', 'SOCIALPSYKIATRI', { serviceArea: 'social-psychiatry' }],
    ['Verksamhetsområde', 'social-psychiatry', { serviceArea: 'social-psychiatry' }],
    ['Kön', 'annat', { gender: 'other' }],
    ['Kön', 'man', { gender: 'man' }],
    ['Beslutsdatum', '20260115', { decidedOn: '2026-01-15' }],
    ['Beslutsdatum', '2026-01-15 00:00:00', { decidedOn: '2026-01-15' }],
    ['Månadsrapport senast', '2026-02-28', { monthlyReportDay: 28 }],
    ['Månadsrapport senast', '25,0', { monthlyReportDay: 25 }],
    ['Handläggare', 'Anna@Exempel.se', { caseworker: 'anna@exempel.se' }],
  ])('reads %s “%s”', async (column, text, expected) => {
    const read = await readText(placementsKind, file({ [column]: text }), register);
    expect(read.faults).toEqual([]);
    expect(read.rows[0]).toMatchObject(expected);
  });

  it.each([
    ['Initialer', 'Eva', 'ska vara initialer: 1–4 bokstäver, som A.B.'],
    ['Initialer', 'A.B.C.D.E.', 'ska vara initialer: 1–4 bokstäver, som A.B.'],
    ['Kön', 'x', 'ska vara kvinna, man eller annat'],
    ['Verksamhetsområde', 'skola', 'ska vara barn och unga, vuxen/missbruk eller socialpsykiatri'],
    ['Beslutsdatum', '15/1 2026', 'ska vara ett datum som 2026-10-12'],
    ['Beslutsdatum', '2026-01-15 13:00', 'ska vara ett datum som 2026-10-12'],
    ['Månadsrapport senast', '32', 'ska vara en dag i månaden, 1–31, eller ett datum'],
    ['Månadsrapport senast', '2,5', 'ska vara en dag i månaden, 1–31, eller ett datum'],
    ['Verksamhet', 'U1', 'ska vara nyckeln till en verksamhet som finns i registret eller i filen'],
    ['Handläggare', 'bo', 'ska vara nyckeln till en användare som finns i registret eller i filen'],
  ])('refuses %s “%s”', async (column, text, words) => {
    const read = await readText(placementsKind, file({ [column]: text }), register);
    expect(read.faults).toEqual([`Rad 2, kolumn ”${column}”: ”${text}” – ${words}`]);
  });

  it('says everything in English too', async () => {
    const cells = { Kön: 'x', Beslutsdatum: '', Arbetsgrupp: 't2' };
    expect((await readText(placementsKind, file({}, cells), register, 'en')).faults).toEqual([
      'Row 3, column “Nyckel”: “pl1” – the key is already on row 2',
      'Row 3, column “Arbetsgrupp”: “t2” – should be the key of a team in the register or in the file',
      'Row 3, column “Kön”: “x” – should be woman, man or other',
      'Row 3, column “Beslutsdatum”: empty – should be a date such as 2026-10-12',
    ]);
  });

  it('refuses a personal identity number wherever it stands, and never says it', async () => {
    const text = [
      `${heading};Anteckning;${personalIdentityNumber}`,
      [...good, `Se akt ${personalIdentityNumber}`].join(';'),
      [...good.slice(0, 1), personalIdentityNumber.replace('-', ' - '), ...good.slice(2)]
        .join(';')
        .replace('pl1', 'pl2'),
      [...good, '', '', `19${personalIdentityNumber}`].join(';').replace('pl1', 'pl3'),
    ].join('\n');
    const { faults } = await readText(placementsKind, text, register);
    const words = '(visas inte) – personnummer och samordningsnummer får inte finnas i filen';
    expect(faults).toEqual([
      `Rad 1, kolumn 14: ${words}`,
      `Rad 2, kolumn ”Anteckning”: ${words}`,
      `Rad 3, kolumn ”Ärendenummer”: ${words}`,
      `Rad 4, kolumn 15: ${words}`,
    ]);
  });

  it('does not say a personal identity number that is wrong as a reference or a key too', async () => {
    const cells = { Nyckel: personalIdentityNumber, Verksamhet: personalIdentityNumber };
    const { faults } = await readText(placementsKind, file(cells, cells), register);
    expect(faults).toHaveLength(4);
    expect(faults.join()).not.toContain(personalIdentityNumber.slice(0, 6));
  });

  it('names a missing column once, and one that is there twice', async () => {
    const text = file({}, { Nyckel: 'pl2' }).replace('Kön', 'Handläggare');
    expect((await readText(placementsKind, text, register)).faults).toEqual([
      'Rad 1, kolumn ”Handläggare”: ”Handläggare” – samma uppgift ska bara ha en kolumn',
      'Rad 1, kolumn ”Kön”: kolumnen saknas; den ska innehålla kvinna, man eller annat',
      'Rad 2, kolumn ”Handläggare”: ”kvinna” – ska vara nyckeln till en användare som finns i registret eller i filen',
      'Rad 3, kolumn ”Handläggare”: ”kvinna” – ska vara nyckeln till en användare som finns i registret eller i filen',
    ]);
  });

  it('tells which columns it does not use', async () => {
    const text = file({})
      .replace('Beslutsdatum', 'Beslutsdatum;Handläggarens telefon')
      .replace('kvinna', 'kvinna;2026-01-15');
    expect((await readText(placementsKind, text, register)).unused).toEqual(['Handläggarens telefon']);
  });

  it('keeps line breaks and long values out of the messages', async () => {
    const read = await readText(placementsKind, file({ Kön: `"x\ny${'z'.repeat(200)}"` }), register);
    expect(read.faults).toEqual([
      `Rad 2, kolumn ”Kön”: ”x y${'z'.repeat(77)}…” – ska vara kvinna, man eller annat`,
    ]);
  });

  it('keeps a thousand faults and counts the rest', async () => {
    const lines = Array.from({ length: 1_200 }, (_, index) => ({ Nyckel: `k${index}`, Kön: 'x' }));
    const read = await readText(placementsKind, file(...lines), register);
    expect(read.faults).toHaveLength(1_000);
    expect(read.count).toBe(1_200);
  });

  it('says that a file is empty, cut short, or no text', async () => {
    expect((await readText(placementsKind, '\n\n')).faults).toEqual(['Filen är tom']);
    expect((await readText(placementsKind, 'PK\u0003\u0004')).faults).toEqual([
      'Filen är ingen textfil. Spara den som CSV (UTF-8) och försök igen',
    ]);
    expect((await readText(placementsKind, `${file({})}\n"pl2;B-18`, register)).faults).toEqual([
      'Rad 3: ett citattecken öppnas men stängs aldrig; resten av filen har inte lästs',
    ]);
  });
});

describe('the follow-ups file', () => {
  const heading = 'Nyckel;Placering;Planerat datum;Tid;Metod;Formulär;Handläggare';

  it('is read', async () => {
    const text = `${heading}\nf1;pl1;2026-10-12;9.30;Platsbesök;individual-follow-up;anna\nf2;pl1;2026-10-13;;telefon;;`;
    const read = await readText(followUpsKind, text, register);
    expect(read.faults).toEqual([]);
    const common = { type: 'follow-up', placement: 'pl1' };
    expect(read.rows).toEqual([
      {
        ...common,
        key: 'f1',
        plannedOn: '2026-10-12',
        plannedAt: '09:30',
        method: 'site-visit',
        questionnaire: 'individual-follow-up',
        caseworker: 'anna',
      },
      {
        ...common,
        key: 'f2',
        plannedOn: '2026-10-13',
        plannedAt: null,
        method: 'telephone-call',
        questionnaire: null,
        caseworker: null,
      },
    ]);
  });

  it('says what is wrong', async () => {
    const text = `${heading}\nf1;pl9;2026-10-12;25:00;brev;Enkät A;anna`;
    expect((await readText(followUpsKind, text, register)).faults).toEqual([
      'Rad 2, kolumn ”Placering”: ”pl9” – ska vara nyckeln till en placering som finns i registret eller i filen',
      'Rad 2, kolumn ”Tid”: ”25:00” – ska vara ett klockslag som 09:30',
      'Rad 2, kolumn ”Metod”: ”brev” – ska vara platsbesök, videosamtal, telefonsamtal, egenrapportering, tillsynsrapport eller enkät',
      'Rad 2, kolumn ”Formulär”: ”Enkät A” – ska vara namnet på ett formulär, som individual-follow-up',
    ]);
  });
});

describe('headings', () => {
  it.each([
    ['organisation', organisationKind],
    ['placements', placementsKind],
    ['follow-ups', followUpsKind],
  ])('each stand for one column: %s', (_name, kind) => {
    const columns = columnsByHeading(kind);
    for (const [name, { headings }] of Object.entries(kind.columns)) {
      for (const heading of [name, ...headings])
        expect([heading, columns.get(comparable(heading))]).toEqual([heading, name]);
    }
  });
});
