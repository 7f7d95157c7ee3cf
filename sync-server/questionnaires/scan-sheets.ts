import type { ImportFault } from './import-fault.ts';
import { isLookedInto } from './sheet-names.ts';
import { columnIndex, mostColumns, mostRows } from './workbook.ts';

/** Where the sheets of a workbook lie in it. */
export const sheetPath = /^xl\/worksheets\/[^/]+\.xml$/;

const most = 20;
// Of a cell without anything in it only the first tag and the end are seen: programs write its looks, far out too.
const cell =
  /<c\b([^>]*?)(\/>|>(?:\s*<\/c>)?)|<mergeCell\b[^>]*?\bref="([A-Z]+)(\d+)[^"]*"|<(?:\w+:)?f\b[^>]*>/g;
const reference = /\br="([A-Z]{1,4})(\d{1,9})"/;

const attribute = (of: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(of)?.[1];

/** Names of sheets by the path of their file. */
const sheetNames = (files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, string> => {
  const textOf = (path: string) => Buffer.from(files.get(path) ?? new Uint8Array()).toString('utf8');
  const targets = new Map<string, string>();
  for (const [written] of textOf('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const target = attribute(written, 'Target') ?? '';
    targets.set(attribute(written, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const names = new Map<string, string>();
  for (const [written] of textOf('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const path = targets.get(attribute(written, 'r:id') ?? '');
    if (path !== undefined) names.set(path, attribute(written, 'name') ?? path);
  }
  return names;
};

const scanSheet = (sheet: string, xml: string): ImportFault[] => {
  const faults: ImportFault[] = [];
  let [row, column] = [1, 'A'];
  for (const [written, attributes, end, mergedColumn, mergedRow] of xml.matchAll(cell)) {
    if (faults.length >= most) break;
    if (mergedColumn !== undefined) {
      const source = { sheet, row: Number(mergedRow), column: mergedColumn };
      faults.push({ code: 'merged-cells', parts: {}, source });
      continue;
    }
    if (attributes === undefined) {
      faults.push({ code: 'formula', parts: {}, source: { sheet, row, column } });
      continue;
    }
    const at = end === '>' ? reference.exec(written) : null;
    if (at === null) continue;
    column = at[1] ?? column;
    row = Number(at[2]);
    if (attributes.includes('t="e"'))
      faults.push({ code: 'error-value', parts: {}, source: { sheet, row, column } });
    // One cell far out would have the reader make all the cells before it.
    const isFarDown = row > mostRows;
    if (!isFarDown && columnIndex(column) < mostColumns) continue;
    const code = isFarDown ? 'too-many-rows' : 'too-many-columns';
    faults.push({
      code,
      parts: { most: isFarDown ? mostRows : mostColumns },
      source: { sheet, row, column },
    });
    return faults;
  }
  return faults;
};

const emptySheet = Buffer.from(
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
);

/** What a workbook's sheets hold that cannot be read as text, or is more than is read; before it is parsed. */
export const scanSheets = (files: ReadonlyMap<string, Uint8Array>): ImportFault[] => {
  const names = sheetNames(files);
  return [...files].flatMap(([path, content]) =>
    sheetPath.test(path) ? scanSheet(names.get(path) ?? path, Buffer.from(content).toString('utf8')) : [],
  );
};

/** The workbook's files, those of sheets that are not looked into emptied: their author may write there as she likes. */
export const emptyOtherSheets = (files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> => {
  const names = sheetNames(files);
  return new Map(
    [...files].map(([path, content]) => {
      const name = sheetPath.test(path) ? names.get(path) : undefined;
      return [path, name === undefined || isLookedInto(name) ? content : emptySheet];
    }),
  );
};
