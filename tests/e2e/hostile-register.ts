import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { hostileWords } from '../server/hostile-words.ts';

/** A table of which each row can be seen by itself gets all of them in each row; a long one some in each. */
const fewRows = 20;

/** Columns that people or imports fill with words. */
const columns = [
  ['boards', 'name'],
  ['teams', 'name'],
  ['providers', 'name'],
  ['units', 'name'],
  ['units', 'municipality'],
  ['units', 'licence_number'],
  ['contract_areas', 'name'],
  ['users', 'name'],
  ['users', 'initials'],
  ['clients', 'case_number'],
  ['clients', 'initials'],
  ['follow_ups', 'comment'],
  ['access_reasons', 'comment'],
  ['protection_changes', 'reason'],
  ['log_checks', 'comment'],
  ['publications', 'decision'],
  ['devices', 'label'],
  ['sessions', 'label'],
  ['audit_log', 'why'],
] as const;

/** Columns of JSON in which there are words, and under which names. */
const documents = [
  ['revisions', 'answers', ['comment', 'deviation']],
  ['items', 'content', ['comment', 'deviation']],
  ['reviews', 'comments', ['text']],
  ['questionnaires', 'document', ['sv', 'en']],
  ['closed_periods', 'figures', ['sv', 'en']],
  ['publications', 'figures', ['sv', 'en', 'decision']],
] as const;

/** Alternatives of the questionnaire keep their names: the walk answers by them. */
const isKept = (name: string): boolean => name === 'choices';

const spoilt = (value: unknown, names: readonly string[], next: () => string): unknown => {
  if (Array.isArray(value)) return value.map((each) => spoilt(each, names, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => {
      if (isKept(name)) return [name, each];
      const isText = typeof each === 'string' && names.includes(name);
      return [name, isText ? `${each} ${next()}` : spoilt(each, names, next)];
    }),
  );
};

/**
 * Puts hostile words behind every text of a register: all 500 in each column, over its rows. `turn` says which comes first.
 * Gives how many texts there were.
 */
export const spoilRegister = (dataDir: string, turn: number): number => {
  const register = new DatabaseSync(join(dataDir, 'register.sqlite'));
  let [at, texts] = [turn, 0];
  /** One that leaves room within what can be asked for as a case number. */
  const takeShort = (): string => {
    do at += 1;
    while ((hostileWords[at % hostileWords.length] ?? '').length > 50);
    return hostileWords[at % hostileWords.length] ?? '';
  };
  const take = (count: number): string => {
    texts += 1;
    const taken = Array.from(
      { length: count },
      (_, index) => hostileWords[(at + index) % hostileWords.length],
    );
    at += count;
    return taken.join(' ');
  };
  const share = (table: string): number => {
    const [row] = register.prepare(`SELECT count(*) AS count FROM ${table}`).all();
    const count = Number(row?.['count'] ?? 0);
    return count <= fewRows ? hostileWords.length : Math.ceil(hostileWords.length / count) + 2;
  };
  const isText = (words: unknown): words is string => typeof words === 'string';
  register.exec('BEGIN');
  for (const [table, column] of columns) {
    const count = share(table);
    const more = (): string => (column === 'case_number' ? takeShort() : take(count));
    const name = `spoil_${table}_${column}`;
    register.function(name, { deterministic: false }, (words) =>
      isText(words) ? `${words} ${more()}` : words,
    );
    register.exec(`UPDATE ${table} SET ${column} = ${name}(${column})`);
  }
  for (const [table, column, names] of documents) {
    const name = `spoil_${table}_${column}`;
    const more = (words: string): string => JSON.stringify(spoilt(JSON.parse(words), names, () => take(8)));
    register.function(name, { deterministic: false }, (words) => (isText(words) ? more(words) : words));
    register.exec(`UPDATE ${table} SET ${column} = ${name}(${column})`);
  }
  register.exec('COMMIT');
  register.close();
  return texts;
};
