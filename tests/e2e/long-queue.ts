import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';

type Row = Record<string, SQLOutputValue>;

const idOf = (kind: string, number: number): string =>
  `${number.toString(16).padStart(8, '0')}-0000-4000-8000-${kind.padStart(12, '0')}`;

/** Puts so many submissions in the desk's line, as after months with nobody there: what one says, over and over. */
export const fillTheQueue = (file: string, board: string, count: number): void => {
  const register = new DatabaseSync(file);
  const read = (query: string, ...of: string[]): Row => {
    const row = register.prepare(query).get(...of);
    if (row === undefined) throw new Error(`There is nothing to copy: ${query}`);
    return row;
  };
  const insert = (table: string, row: Row): void => {
    const columns = Object.keys(row);
    register
      .prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`)
      .run(...Object.values(row));
  };
  register.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
  const entry = read(
    `SELECT entries.* FROM entries JOIN boards ON boards.id = board_id
     WHERE queue = 'approved' AND boards.name = ? ORDER BY queued_at LIMIT 1`,
    board,
  );
  const followUp = read('SELECT * FROM follow_ups WHERE id = ?', String(entry['follow_up_id']));
  const { ordinal: _, ...revision } = read('SELECT * FROM revisions WHERE id = ?', String(entry['head_id']));
  for (let number = 1; number <= count; number += 1) {
    const [id, head] = [idOf('f', number), idOf('e', number)];
    insert('follow_ups', { ...followUp, id, key: null });
    insert('revisions', { ...revision, id: head, follow_up_id: id });
    insert('entries', {
      ...entry,
      follow_up_id: id,
      head_id: head,
      number: `1999-${String(number).padStart(5, '0')}`,
      queue: 'awaiting',
    });
  }
  register.exec('COMMIT');
  register.close();
};
