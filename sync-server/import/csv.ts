import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError, type Parser } from 'csv-parse';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { CsvSource } from './csv-source.ts';
import { decode, readPreview, type Preview } from './encoding.ts';

/** One record. `row` counts from 1 as a spreadsheet does: header and empty rows too, a quoted break not. */
export interface CsvRecord {
  row: number;
  cells: string[];
}

/** Why a file cannot be read (further). `row` is where, or null for the file as a whole. */
export interface CsvProblem {
  code: 'not-text' | 'quote-not-closed' | 'record-too-long';
  row: number | null;
}

/** Characters of one record. A quote never closed swallows the rest of the file; this stops it early. */
const longestRecord = 1_000_000;

const mostSharedStrings = 20_000;

const delimiters = [';', ',', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

/**
 * Reads records as Swedish municipal systems export them: `;`, `,` or tab; UTF-8, UTF-16 or Windows-1252;
 * any line ends; quoted cells with line breaks and doubled quotes (RFC 4180). Cells come trimmed and in
 * Unicode form C. Empty rows are left out. A problem is the last thing yielded.
 */
export async function* readRecords(source: CsvSource): AsyncGenerator<Result<CsvRecord, CsvProblem>> {
  const preview = await readPreview(source);
  if (preview === null) {
    yield fail({ code: 'not-text', row: null });
    return;
  }
  const problems: CsvProblem[] = [];
  const parser = makeParser(preview, problems);
  const text = Readable.from(untilProblem(decode(source, preview.encoding), problems));
  // Closes the source too when the reading ends early; a failure is thrown by the loop, which reads the parser.
  pipeline(text, parser, () => undefined);
  const records: AsyncIterable<string[]> = parser;
  const shared = stringSharer();
  let row = 0;
  for await (const cells of records) {
    row += 1;
    const problem = problems[0];
    if (problem?.row === row) break;
    const cleaned = cells.map((cell) => shared(cell.normalize('NFC').trim()));
    if (cleaned.some((cell) => cell !== '')) yield succeed({ row, cells: cleaned });
  }
  if (problems[0] !== undefined) yield fail(problems[0]);
}

/** Gives one string for equal ones, so that what stands in every row takes room once. Forgets none, so takes few. */
function stringSharer(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first === undefined && known.size < mostSharedStrings) known.set(text, text);
    return first ?? text;
  };
}

/** A parser that notes its complaints instead of failing, so that the rows before them are still read. */
function makeParser(preview: Preview, problems: CsvProblem[]): Parser {
  const declared = /^sep=([;,\t])\r?\n?/i.exec(preview.beginning);
  const parser = parse({
    delimiter: declared?.[1] ?? detectDelimiter(preview.beginning),
    // Excel's own `sep=;` is an instruction, not a row.
    from_line: declared === null ? 1 : 2,
    record_delimiter: ['\r\n', '\n', '\r'],
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRecord,
    skip_records_with_error: true,
    on_skip: (error) => {
      problems.push({ code: codeOf(error), row: parser.info.records + 1 });
      return undefined;
    },
  });
  return parser;
}

/** The text up to the piece in which the parser found a problem. */
async function* untilProblem(
  text: AsyncIterable<string>,
  problems: readonly CsvProblem[],
): AsyncGenerator<string> {
  for await (const piece of text) {
    yield piece;
    if (problems.length > 0) return;
  }
}

/** The delimiter that stands most often in the first row that has one, outside quotes; `;` when none does. */
function detectDelimiter(text: string): Delimiter {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if ((character === '\n' || character === '\r') && counts.size > 0) break;
    if (character === ';' || character === ',' || character === '\t') {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  let likeliest: Delimiter = ';';
  for (const delimiter of delimiters) {
    if ((counts.get(delimiter) ?? 0) > (counts.get(likeliest) ?? 0)) likeliest = delimiter;
  }
  return likeliest;
}

const codeOf = (error: CsvError | undefined): CsvProblem['code'] =>
  error?.code === 'CSV_MAX_RECORD_SIZE' ? 'record-too-long' : 'quote-not-closed';
