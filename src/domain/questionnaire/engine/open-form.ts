import { answerToValue } from '../kind-values.ts';
import type { Answer, Answers } from '../../follow-up/answer.ts';
import { mostRows } from '../../follow-up/answer.ts';
import { partsOfPlace } from '../../follow-up/place.ts';
import { kindOf } from '../question-kinds.ts';
import type { FormState } from './form-state.ts';
import { eachRow, type Cell, type Row } from './form-row.ts';
import type { SchemaNode } from './logic.ts';

/** The row of that id; of a repeat with a count it is made, since there a row's id is its number. */
const rowIn = (state: FormState, cell: Cell, id: string, mayMake: boolean): Row | undefined => {
  const last = cell.lastFound;
  // Whoever asks for a row mostly goes on asking for it, and there may be a thousand.
  const isLast = last?.id === id && cell.rows[last.index] === last;
  const found = isLast ? last : cell.rows.find((row) => row.id === id);
  cell.lastFound = found;
  if (found !== undefined || !mayMake || !/^[1-9]\d{0,3}$/.test(id)) return found;
  for (let number = 1; number <= Math.min(Number(id), mostRows); number += 1) {
    if (cell.rows.some((row) => row.id === String(number))) continue;
    const row = state.makeRow(cell, String(number));
    if (row) addAtEnd(cell, row);
  }
  return cell.rows.find((row) => row.id === id);
};

const addAtEnd = (cell: Cell, row: Row): void => {
  row.index = cell.rows.length;
  cell.rows.push(row);
  row.isHidden = cell.row.isHidden || cell.node.logic.count !== undefined;
  if (cell.node.logic.count === undefined) cell.shown = cell.rows.length;
};

/** The cell at a place; undefined where the form has none. `mayMake`: rows that a count may come to show are made. */
export const cellAt = (state: FormState, place: string, mayMake = false): Cell | undefined => {
  const { byName, form } = state.prepared;
  if (!place.includes('/')) {
    const node = byName.get(place) ?? form.children.find((section) => section.name === place);
    return node?.repeats.length === 0 ? state.root.cellOf(node) : undefined;
  }
  const { rows, name } = partsOfPlace(place);
  let row = state.root;
  for (const { repeat, row: id } of rows) {
    const node = byName.get(repeat);
    if (node?.kind !== 'repeat' || node.repeats.at(-1) !== rowRepeat(row)) return undefined;
    const cell = row.cellOf(node);
    const next = rowIn(state, cell, id, mayMake && node.logic.count !== undefined);
    if (next === undefined) return undefined;
    row = next;
  }
  const node = byName.get(name);
  return node && node.repeats.at(-1) === rowRepeat(row) ? row.cellOf(node) : undefined;
};

const rowRepeat = (row: Row): SchemaNode | undefined => (row.parent === undefined ? undefined : row.repeat);

const depthOf = (place: string): number => place.split('/').length;

/** Puts answers in their places, rows before what stands in them. Returns those that the form has no place for. */
export const placeAnswers = (state: FormState, answers: Answers): Map<string, Answer> => {
  const strays = new Map<string, Answer>();
  const entries = Object.entries(answers);
  const withRows = entries.filter(([, { rows }]) => rows !== undefined);
  for (const [place, { rows = [] }] of withRows.sort(([one], [other]) => depthOf(one) - depthOf(other))) {
    const cell = cellAt(state, place, true);
    if (cell?.node.kind !== 'repeat') continue;
    for (const id of new Set(rows)) {
      const row = state.makeRow(cell, id);
      if (row) addAtEnd(cell, row);
    }
  }
  for (const [place, answer] of entries) {
    const cell = cellAt(state, place, true);
    const isFitting = cell && (cell.node.kind === 'question' || cell.node.kind === 'repeat');
    if (!isFitting) {
      strays.set(place, answer);
      continue;
    }
    cell.answer = answer;
    if (cell.node.question) cell.value = answerToValue(answer.value);
  }
  return strays;
};

/** Gives each question under the row its default, where nothing stands there yet: once, and in their order. */
export const applyDefaults = (state: FormState, under: Row): void => {
  for (const node of state.prepared.preset) {
    const { question, logic } = node;
    const isUnder = under.parent === undefined || node.repeats.includes(under.repeat);
    if (!isUnder || question?.default === undefined) continue;
    const preset = question.default;
    eachRow(under, node, (row) => {
      const cell = row.cellOf(node);
      if (cell.answer?.value !== undefined) return;
      const isExpression = typeof preset === 'object' && 'expression' in preset;
      const value = !isExpression
        ? answerToValue(preset)
        : logic.default
          ? state.environment.evaluateFor(cell, logic.default)
          : '';
      state.giveValue(cell, kindOf(question.kind).fromExpression(value));
      state.workOut();
    });
  }
};

/** Gives the rows that counts have brought their defaults, which may bring more rows. */
export const presetBroughtRows = (state: FormState): void => {
  for (let row = state.broughtRows.shift(); row; row = state.broughtRows.shift()) applyDefaults(state, row);
};
