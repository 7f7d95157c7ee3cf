import { choiceName } from '#domain/ids.ts';
import type { Choice } from '#domain/questionnaire/words.ts';
import { ownColumn } from './fields.ts';
import { readRow, type ReadingOf } from './reading.ts';
import { cellIn, placeIn, placeOfColumn } from './table.ts';

/** Reads the lists of choices by their names, in the order of the sheet. */
export const readChoices = (of: ReadingOf): ReadonlyMap<string, Choice[]> => {
  const { table, log } = of;
  const lists = new Map<string, Choice[]>();
  // A column of a list that is called as one of XLSForm's own is written foljsam_column_NAME.
  const columns = table.others.map(({ index, header }) => ({
    index,
    name: ownColumn(header) ?? header,
  }));
  for (const row of table.rows) {
    const list = cellIn(table, row, 'list_name');
    const name = cellIn(table, row, 'name');
    // Rows without a list are remarks of the author; what they say is no choice.
    if (list === '' && name === '') {
      log.note(
        'column-not-read',
        { header: row.cells.find((each) => each !== '') ?? '' },
        placeOfColumn(
          table,
          row,
          row.cells.findIndex((each) => each !== ''),
        ),
      );
      continue;
    }
    if (list === '') log.refuse('name-missing', { type: 'list_name' }, placeIn(table, row, 'list_name'));
    else if (!choiceName.safeParse(list).success)
      log.refuse('choice-name-not-usable', { name: list }, placeIn(table, row, 'list_name'));
    if (name === '') log.refuse('name-missing', { type: list }, placeIn(table, row, 'name'));
    else if (!choiceName.safeParse(name).success)
      log.refuse('choice-name-not-usable', { name }, placeIn(table, row, 'name'));
    const reading = readRow(of, row, `choiceLists/${list}/${name}`);
    reading.cell('name', 'name');
    const filled = columns.flatMap(({ index, name: column }) => {
      const cell = row.cells[index] ?? '';
      return cell === '' ? [] : [[column, cell] as const];
    });
    const choice: Choice = {
      name,
      label: reading.text('label', '') ?? { sv: '' },
      ...(filled.length > 0 && { columns: Object.fromEntries(filled) }),
    };
    const known = lists.get(list);
    if (known === undefined) lists.set(list, [choice]);
    else known.push(choice);
  }
  return lists;
};
