import { describe, expect, it } from 'vitest';
import { hasRightCheckDigit } from '#domain/organisation/personal-identity-number.ts';
import { organisationKind } from '#server/import/organisation-kind.ts';
import { readText } from './import-reading.ts';

/** Organisation numbers are made here, with their check digit. */
const organisationNumber = (nineDigits: string): string => {
  const last = [...'0123456789'].find((digit) => hasRightCheckDigit(nineDigits + digit)) ?? '';
  return `${nineDigits.slice(0, 6)}-${nineDigits.slice(6)}${last}`;
};
const number = organisationNumber('556000100');

const heading =
  'Typ;Nyckel;Namn;Nämnder;Organisationsnummer;Utförare;Verksamhetstyp;Regiform;Kommun;Tillståndsnummer;' +
  'Tillstånd från;Tillstånd till;Lag;Avtalsområde;Avtal från;Avtal till';

/** A line under the heading, of the cells named. */
const line = (cells: Record<string, string>): string =>
  heading
    .split(';')
    .map((name) => cells[name] ?? '')
    .join(';');

const file = (...lines: Record<string, string>[]): string => [heading, ...lines.map(line)].join('\r\n');

const district = { Typ: 'Stadsdel', Nyckel: 'norr', Namn: 'Norra stadsdelen' };
const provider = { Typ: 'Utförare', Nyckel: 'p1', Namn: 'Linden Omsorg AB', Organisationsnummer: number };
const unit = {
  Typ: 'Verksamhet',
  Nyckel: 'u1',
  Namn: 'Lindens HVB',
  Utförare: 'p1',
  Verksamhetstyp: 'HVB',
  Regiform: 'Enskild',
};

describe('the organisation file', () => {
  it('is read whole, whatever the order of its rows', async () => {
    const read = await readText(
      organisationKind,
      file(
        { ...unit, Kommun: 'Ekerö', Tillståndsnummer: 'IVO 1', 'Tillstånd från': '2024-01-01' },
        { Typ: 'avtal', Nyckel: 'c1', Utförare: 'p1', Avtalsområde: 'a1', 'Avtal till': '2027-12-31' },
        { Typ: 'Avtalsområde', Nyckel: 'a1', Namn: 'HVB för unga', Lag: 'lou' },
        provider,
        { Typ: 'enhet', Nyckel: 't1', Namn: 'Barn och unga, norr', Nämnder: 'norr | söder' },
        district,
        { ...district, Nyckel: 'söder', Namn: 'Södra stadsdelen' },
      ),
    );
    expect(read.faults).toEqual([]);
    expect(read.rows).toEqual([
      {
        type: 'unit',
        key: 'u1',
        name: 'Lindens HVB',
        provider: 'p1',
        unitKind: 'hvb',
        ownership: 'private',
        municipality: 'Ekerö',
        licenceNumber: 'IVO 1',
        licenceFrom: '2024-01-01',
        licenceTo: null,
      },
      {
        type: 'contract',
        key: 'c1',
        provider: 'p1',
        contractArea: 'a1',
        validFrom: null,
        validTo: '2027-12-31',
      },
      { type: 'contract-area', key: 'a1', name: 'HVB för unga', act: 'LOU' },
      { type: 'provider', key: 'p1', name: 'Linden Omsorg AB', organisationNumber: number },
      { type: 'team', key: 't1', name: 'Barn och unga, norr', boards: ['norr', 'söder'] },
      { type: 'district', key: 'norr', name: 'Norra stadsdelen' },
      { type: 'district', key: 'söder', name: 'Södra stadsdelen' },
    ]);
  });

  it('is read with English headings and words, in any order of columns', async () => {
    const read = await readText(
      organisationKind,
      'name,KEY,organisation_number,type\nLinden,p1,16' + number.replace('-', '') + ',Provider\n',
    );
    expect(read.faults).toEqual([]);
    expect(read.rows).toEqual([{ type: 'provider', key: 'p1', name: 'Linden', organisationNumber: number }]);
  });

  it('refers to what the register has already', async () => {
    const read = await readText(organisationKind, file(unit), { provider: ['p1'] });
    expect(read.faults).toEqual([]);
  });

  it('gives the same key to things of different types', async () => {
    const read = await readText(organisationKind, file(district, { ...provider, Nyckel: 'norr' }));
    expect(read.faults).toEqual([]);
  });

  it.each([
    [
      'an unknown type',
      [{ ...district, Typ: 'kommun' }],
      [
        'Rad 2, kolumn ”Typ”: ”kommun” – ska vara stadsdel, arbetsgrupp, utförare, verksamhet, avtalsområde eller avtal',
      ],
    ],
    [
      'an empty name',
      [{ ...district, Namn: ' ' }],
      ['Rad 2, kolumn ”Namn”: tomt – ska vara text på en rad, högst 200 tecken'],
    ],
    [
      'the same key twice',
      [district, provider, district],
      ['Rad 4, kolumn ”Nyckel”: ”norr” – nyckeln finns redan på rad 2'],
    ],
    [
      'a cell of another type',
      [{ ...district, Lag: 'LOU' }],
      ['Rad 2, kolumn ”Lag”: ”LOU” – ska vara tomt på en rad för en stadsdel'],
    ],
    [
      'a provider that nobody knows',
      [unit],
      [
        'Rad 2, kolumn ”Utförare”: ”p1” – ska vara nyckeln till en utförare som finns i registret eller i filen',
      ],
    ],
    [
      'one unknown board of two',
      [district, { Typ: 'team', Nyckel: 't', Namn: 'T', Nämnder: 'norr|väst' }],
      [
        'Rad 3, kolumn ”Nämnder”: ”väst” – ska vara nyckeln till en stadsdel som finns i registret eller i filen',
      ],
    ],
    [
      'a team without boards',
      [{ Typ: 'team', Nyckel: 't', Namn: 'T', Nämnder: ',' }],
      ['Rad 2, kolumn ”Nämnder”: ”,” – ska vara en eller flera nycklar skilda med |'],
    ],
    [
      'a wrong check digit',
      [{ ...provider, Organisationsnummer: number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10) }],
      [
        `Rad 2, kolumn ”Organisationsnummer”: ”${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}” – ska vara ett organisationsnummer, NNNNNN-NNNN, med rätt kontrollsiffra`,
      ],
    ],
    [
      'several at once',
      [{ ...unit, Utförare: 'x', Verksamhetstyp: 'slott', Regiform: '', 'Tillstånd från': '2025-02-30' }],
      [
        'Rad 2, kolumn ”Utförare”: ”x” – ska vara nyckeln till en utförare som finns i registret eller i filen',
        'Rad 2, kolumn ”Verksamhetstyp”: ”slott” – ska vara HVB, stödboende, jourhem, öppenvård eller annan',
        'Rad 2, kolumn ”Regiform”: tomt – ska vara enskild regi, egen regi eller entreprenad',
        'Rad 2, kolumn ”Tillstånd från”: ”2025-02-30” – ska vara ett datum som 2026-10-12',
      ],
    ],
    [
      'days in the wrong order',
      [provider, { ...unit, 'Tillstånd från': '2025-02-01', 'Tillstånd till': '2025-01-31' }],
      ['Rad 3, kolumn ”Tillstånd till”: ”2025-01-31” – ska vara 2025-02-01 eller senare'],
    ],
  ])('says what is wrong: %s', async (_what, lines, faults) => {
    expect((await readText(organisationKind, file(...lines))).faults).toEqual(faults);
  });
});
