import { addressees, type Item, type Question, type Section } from '#domain/questionnaire/questionnaire.ts';
import { readYesNo } from './cell-values.ts';
import { ownWords } from './languages.ts';
import { readAppearance, readQuestion } from './read-question.ts';
import { noteUnread, readName, readRow, type Reading, type ReadingOf } from './reading.ts';
import type { Settings } from './read-settings.ts';
import { metadata, readType, surveyTypes, typesElsewhere, type WrittenType } from './survey-types.ts';
import { cellIn, hasColumn, placeIn } from './table.ts';
import type { SheetRow } from './workbook.ts';

/** A question that draws from a list of the workbook. */
export interface ListUse {
  readonly question: Question;
  readonly list: string;
  readonly isOwn: boolean;
  readonly isYesNo: boolean;
  readonly hasOther: boolean;
  readonly path: string;
}

export interface Survey {
  readonly sections: Section[];
  readonly uses: readonly ListUse[];
}

interface Frame {
  readonly kind: 'form' | 'section' | 'group' | 'repeat';
  readonly path: string;
  readonly items: Item[];
  readonly row: SheetRow | undefined;
}

const deepest = 20;
/** The section that holds the questions of a workbook which has none of its own. */
const onlySection = 'questions';

const isHeading = (type: string): boolean => /^(begin|end)_(group|repeat)$/.test(type);

/** Reads the rows of the survey into sections, groups, repeats and questions. */
export const readSurvey = (of: ReadingOf, settings: Settings, spoken: readonly string[]): Survey => {
  const { table, log } = of;
  const sections: Section[] = [];
  const uses: ListUse[] = [];
  const hasSections = table.rows.some((row) => cellIn(table, row, 'foljsam::put_to') !== '');
  const only: Item[] = [];
  const stack: Frame[] = [
    { kind: 'form', path: hasSections ? '' : onlySection, items: only, row: undefined },
  ];
  const top = (): Frame => stack.at(-1) ?? { kind: 'form', path: '', items: only, row: undefined };
  const pathOf = (name: string) => (top().path === '' ? name : `${top().path}/${name}`);
  const place = (reading: Reading, item: Item) => {
    if (hasSections && top().kind === 'form') reading.refuse('outside-section', { name: item.name }, 'type');
    top().items.push(item);
  };

  const begin = (row: SheetRow, kind: 'group' | 'repeat'): void => {
    const name = readName(table, row, log, `begin_${kind}`) ?? `row-${row.row}`;
    const reading = readRow(of, row, pathOf(name));
    reading.cell('name', 'name');
    // All in it would be locked; elsewhere the cell says nothing, and is noted.
    if (readYesNo(cellIn(table, row, 'read_only') || 'no') !== false)
      reading.refuse('cell-not-supported', { header: 'read_only', type: `begin_${kind}` }, 'read_only');
    const isSection = reading.cell('foljsam::put_to') !== undefined;
    // Where the word is not one of them, that is refused, and the rest is read on.
    const putTo = reading.oneOf('foljsam::put_to', addressees) ?? (isSection ? 'caseworker' : undefined);
    const items: Item[] = [];
    const frame = { path: reading.path, items, row };
    const title = reading.text('label', 'title');
    const relevant = reading.expression('relevant', 'relevant');
    if (stack.length > deepest) reading.refuse('groups-too-deep', { most: deepest }, 'type');
    if (putTo !== undefined && stack.length === 1 && kind === 'group') {
      const intro = reading.text('foljsam::intro', 'intro');
      const told = {
        why: reading.text('foljsam::why', 'told/why'),
        whoSees: reading.text('foljsam::who_sees', 'told/whoSees'),
        usedFor: reading.text('foljsam::used_for', 'told/usedFor'),
        youDecide: reading.text('foljsam::you_decide', 'told/youDecide'),
      };
      const voluntary = reading.yesNo('foljsam::voluntary') ?? false;
      sections.push({
        name,
        title: title ?? { sv: '' },
        intro,
        putTo,
        told: Object.values(told).some((each) => each !== undefined) ? told : undefined,
        voluntary,
        relevant,
        questions: items,
      });
      reading.noteUnread();
      stack.push({ kind: 'section', ...frame });
      return;
    }
    if (putTo !== undefined) reading.refuse('section-inside', { name }, 'foljsam::put_to');
    const appearance = readAppearance(reading);
    if (kind === 'repeat') {
      const itemTitle = reading.text('foljsam::item_title', 'itemTitle');
      const count = reading.cell('repeat_count', 'count');
      place(reading, {
        kind,
        name,
        title: title ?? { sv: '' },
        itemTitle,
        relevant,
        count,
        appearance,
        items,
      });
    } else {
      const isPage = (appearance ?? '').split(/\s+/).includes('field-list');
      const said = reading.oneOf('foljsam::layout', ['page', 'list']);
      const layout = hasColumn(table, 'foljsam::layout') ? said : isPage ? 'page' : undefined;
      place(reading, { kind, name, title, relevant, layout, appearance, items });
    }
    reading.noteUnread();
    stack.push({ kind, ...frame });
  };

  const end = (row: SheetRow, kind: 'group' | 'repeat'): void => {
    const frame = top();
    const source = placeIn(table, row, 'type');
    noteUnread(table, row, log);
    if (frame.kind === 'form') return log.refuse('end-without-begin', { type: `end_${kind}` }, source);
    stack.pop();
    if ((frame.kind === 'repeat') !== (kind === 'repeat')) {
      const begun = `begin_${frame.kind === 'repeat' ? 'repeat' : 'group'}`;
      log.refuse('end-does-not-match', { type: `end_${kind}`, begun, row: frame.row?.row ?? 0 }, source);
    }
  };

  const noteDevice = (row: SheetRow, type: string): void => {
    const calculation = metadata.get(type);
    if (calculation === undefined || calculation === null || (hasSections && top().kind === 'form'))
      return log.note('metadata-left-out', { type }, placeIn(table, row, 'type'));
    const isNamed = cellIn(table, row, 'name') !== '';
    const name = isNamed ? (readName(table, row, log, type) ?? `row-${row.row}`) : type;
    const reading = readRow(of, row, pathOf(name));
    reading.cell('name', 'name');
    reading.noteUnread();
    place(reading, { name, kind: 'calculated', label: { sv: '' }, mandatory: false, calculation });
  };

  const ask = (row: SheetRow, type: WrittenType): void => {
    const isUnnamed = type.name === 'note' && cellIn(table, row, 'name') === '';
    // As pyxform calls them.
    const given = isUnnamed ? `generated_note_name_${row.row}` : readName(table, row, log, type.name);
    const name = given ?? `row-${row.row}`;
    if (isUnnamed) log.note('note-named', { name }, placeIn(table, row, 'name'));
    const reading = readRow(of, row, pathOf(name));
    const read = readQuestion(reading, type, name);
    if (read === undefined) return;
    reading.noteUnread();
    place(reading, read.question);
    if (type.list === undefined) return;
    const isYesNo = read.question.kind === 'yes-no';
    const use = { question: read.question, list: type.list, isYesNo, isOwn: read.hasOwnChoices };
    uses.push({ ...use, hasOther: type.hasOther, path: reading.path });
    if (!type.hasOther) return;
    log.note('or-other-added', { name: `${name}_other` }, reading.place('type'));
    const label = ownWords('Ange annat', 'Specify other', spoken);
    const relevant = `selected(\${${name}}, 'other')`;
    of.sources.set(pathOf(`${name}_other`), reading.place('type'));
    place(reading, { name: `${name}_other`, kind: 'short-text', label, mandatory: false, relevant });
  };

  for (const row of table.rows) {
    const written = cellIn(table, row, 'type');
    const source = placeIn(table, row, 'type');
    const disabled = cellIn(table, row, 'disabled');
    if (disabled !== '' && readYesNo(disabled) === undefined)
      log.note('disabled-not-understood', { written: disabled }, placeIn(table, row, 'disabled'));
    if (readYesNo(disabled) === true) {
      log.note('row-disabled', { name: cellIn(table, row, 'name') }, source);
      continue;
    }
    if (written === '') {
      // What is only in columns that are not read is noted there.
      if (table.columns.every(({ index }) => (row.cells[index] ?? '') === '')) continue;
      log.refuse('type-missing', {}, source);
      continue;
    }
    const type = readType(written);
    const isKnown = isHeading(type.name) || metadata.has(type.name) || surveyTypes.has(type.name);
    if (isKnown && type.extra !== '') log.refuse('type-extra-words', { words: type.extra }, source);
    if (type.name === 'begin_group') begin(row, 'group');
    else if (type.name === 'begin_repeat') begin(row, 'repeat');
    else if (type.name === 'end_group') end(row, 'group');
    else if (type.name === 'end_repeat') end(row, 'repeat');
    else if (metadata.has(type.name)) noteDevice(row, type.name);
    else if (surveyTypes.has(type.name)) ask(row, type);
    else
      log.refuse(
        typesElsewhere.has(type.name) ? 'type-not-supported' : 'type-unknown',
        { type: written },
        source,
      );
  }
  for (const { kind, row } of stack)
    if (row !== undefined)
      log.refuse(
        'not-ended',
        { type: `begin_${kind === 'repeat' ? 'repeat' : 'group'}`, name: cellIn(table, row, 'name') },
        placeIn(table, row, 'type'),
      );
  if (hasSections) {
    settings.noteSectionUnread();
    return { sections, uses };
  }
  const { title, putTo, isVoluntary: voluntary } = settings;
  log.note('one-section', { title: title.sv });
  // The section has the form's title; its own place is where that is written.
  for (const [path, source] of of.sources)
    if (/^title(\/|$)/.test(path) && !of.sources.has(`${onlySection}/${path}`))
      of.sources.set(`${onlySection}/${path}`, source);
  return { sections: [{ name: onlySection, title, putTo, voluntary, questions: only }], uses };
};
