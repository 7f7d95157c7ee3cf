import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { RegisterProcess } from './register-process.ts';
import { marker } from './planted-words.ts';
import { demoPassword } from './tablet.ts';

/** Where words about somebody stand in the register. JSON is taken apart: each text in it is one. */
const places: readonly string[] = [
  'SELECT case_number FROM clients',
  'SELECT initials FROM clients',
  'SELECT name FROM units',
  'SELECT name FROM users',
  'SELECT user_name FROM users',
  'SELECT comment FROM follow_ups',
  'SELECT content FROM items',
  'SELECT answers FROM revisions',
  'SELECT comments FROM reviews',
  'SELECT comment FROM access_reasons',
  'SELECT comment FROM log_checks',
  'SELECT reason FROM protection_changes',
];

/** Texts within a value that people wrote: ids, codes and days are no words. */
const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return /\s|[åäö]/i.test(value) && value.length >= 8 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
};

const wordsOfCell = (cell: unknown): string[] => {
  if (typeof cell !== 'string' || cell.length < 4) return [];
  return /^[[{]/.test(cell) ? wordsIn(JSON.parse(cell)) : [cell];
};

/** Every word about somebody that the register holds now. */
const wordsOfRegister = (dataDir: string): Set<string> => {
  const register = new DatabaseSync(join(dataDir, 'register.sqlite'), { readOnly: true });
  const cells = places.flatMap((place) =>
    register
      .prepare(place)
      .all()
      .flatMap((row) => Object.values(row)),
  );
  register.close();
  return new Set([...cells.flatMap(wordsOfCell), demoPassword, marker, 'foljsam=']);
};

/** The words about somebody that the log of a register's whole life holds, and how many lines of a log there are. */
export const readWholeLog = ({ dataDir, heard }: RegisterProcess): { lines: number; found: string[] } => {
  const lines = heard()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  // An id may hold the digits of a case number by chance.
  const log = lines.join('\n').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
  const words = [...wordsOfRegister(dataDir)];
  const forms = (word: string): string[] => [
    word,
    encodeURIComponent(word),
    JSON.stringify(word).slice(1, -1),
  ];
  return {
    lines: lines.length,
    found: words.filter((word) => forms(word).some((form) => log.includes(form))),
  };
};
