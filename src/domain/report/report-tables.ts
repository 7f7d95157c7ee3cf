import { inLanguage, type Language, type LocalizedText } from '../questionnaire/questionnaire.ts';
import { asPrinted, type Figure } from './figure.ts';
import {
  bestOverall,
  veryGoodShare,
  type IndividualReport,
  type QuestionReport,
} from './individual-report.ts';
import { genderWords, ownershipWords, reasonWords, serviceAreaWords, tableWords } from './words.ts';

/** One cell of a table. A percent has as many decimals as are printed, at most. */
export type ReportCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percent'; readonly percent: number; readonly decimals: number }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'empty' };

export interface ReportTable {
  /** Stable name, for anchors and sheets: `registered`, `boards`, `question-overall` … */
  readonly name: string;
  readonly title: string;
  /** What has to be said of the figures, where something has. */
  readonly note: string | null;
  readonly columns: readonly { readonly kind: 'text' | 'count' | 'percent'; readonly label: string }[];
  readonly rows: readonly (readonly ReportCell[])[];
}

const empty: ReportCell = { kind: 'empty' };
const hiddenCell: ReportCell = { kind: 'hidden' };
const text = (of: string): ReportCell => ({ kind: 'text', text: of });

/** With one decimal, as the pilot's report prints all but the shares by gender, which have none. */
const ordinaryDecimals = 1;
const decimalsByGender = 0;

const percentCell = (of: Figure | undefined, decimals = ordinaryDecimals): ReportCell => {
  if (of === undefined || of.kind === 'hidden') return hiddenCell;
  return of.percent === null ? empty : { kind: 'percent', percent: of.percent, decimals };
};

/** Count, of how many, percent. No count stands beside a rounded share. */
const figureCells = (of: Figure | undefined, decimals = ordinaryDecimals): ReportCell[] => {
  const percent = percentCell(of, decimals);
  if (of === undefined || of.kind === 'hidden') return [hiddenCell, hiddenCell, percent];
  if (of.kind === 'rounded') return [empty, empty, percent];
  return [{ kind: 'count', count: of.count }, { kind: 'count', count: of.of }, percent];
};

const hasHidden = (rows: readonly (readonly ReportCell[])[]): boolean =>
  rows.some((row) => row.some((cell) => cell.kind === 'hidden'));

/**
 * The report as tables: what the page draws, and CSV and XLSX hold. `language`: of titles and labels; Swedish where a
 * label has no other.
 */
export const reportTables = (report: IndividualReport, language: Language): ReportTable[] => {
  const say = (words: LocalizedText): string => inLanguage(words, language);
  const figureColumns = (first: LocalizedText): ReportTable['columns'] => [
    { kind: 'text', label: say(first) },
    { kind: 'count', label: say(tableWords.count) },
    { kind: 'count', label: say(tableWords.of) },
    { kind: 'percent', label: say(tableWords.percent) },
  ];
  const tableOf = (
    name: string,
    title: string,
    columns: ReportTable['columns'],
    rows: ReportTable['rows'],
    note: string | null = null,
  ): ReportTable => {
    const notes = [note, hasHidden(rows) ? say(tableWords.hidden) : null].filter((each) => each !== null);
    return { name, title, note: notes.length === 0 ? null : notes.join(' '), columns, rows };
  };
  const shares = (
    name: string,
    title: LocalizedText,
    first: LocalizedText,
    rows: readonly { readonly label: string; readonly share: Figure | undefined }[],
    decimals = ordinaryDecimals,
  ): ReportTable =>
    tableOf(
      name,
      say(title),
      figureColumns(first),
      rows.map(({ label, share }) => [text(label), ...figureCells(share, decimals)]),
    );

  const questionTables = (question: QuestionReport): ReportTable[] => {
    const note =
      question.versionsLeftOut.length === 0
        ? null
        : say(tableWords.leftOut).replace('{versions}', question.versionsLeftOut.join(', '));
    const answers = question.choices.map((each) => [text(say(each.label)), ...figureCells(each.share)]);
    const reasons = question.reasons
      .filter(({ reason, share }) => reason !== null || (share.kind === 'exact' && share.count > 0))
      .map(({ reason, share }) => [
        text(say(reason === null ? tableWords.noReason : reasonWords[reason])),
        ...figureCells(share),
      ]);
    const reasonsTitle = `${say(question.label)} – ${say(tableWords.reasons)}`;
    return [
      ...(answers.length === 0
        ? []
        : [
            tableOf(
              `question-${question.name}`,
              say(question.label),
              figureColumns(tableWords.answer),
              answers,
              note,
            ),
          ]),
      ...(reasons.length === 0
        ? []
        : [tableOf(`reasons-${question.name}`, reasonsTitle, figureColumns(tableWords.reason), reasons)]),
    ];
  };

  const [firstGender] = report.overallByGender;
  return [
    tableOf('registered', say(tableWords.registered), figureColumns(tableWords.state), [
      [
        text(say(tableWords.carriedOut)),
        report.carriedOut === null ? hiddenCell : { kind: 'count', count: report.carriedOut },
        empty,
        empty,
      ],
      [text(say(tableWords.registeredRow)), ...figureCells(report.registered)],
    ]),
    shares(
      'boards',
      tableWords.boards,
      tableWords.board,
      report.boards.map(({ name, share }) => ({ label: name, share })),
    ),
    shares(
      'genders',
      tableWords.genders,
      tableWords.genders,
      report.genders.map(({ gender, share }) => ({ label: say(genderWords[gender]), share })),
    ),
    shares(
      'service-areas',
      tableWords.serviceAreas,
      tableWords.serviceAreas,
      report.serviceAreas.map(({ serviceArea, share }) => ({
        label: say(serviceAreaWords[serviceArea]),
        share,
      })),
    ),
    shares(
      'ownerships',
      tableWords.ownerships,
      tableWords.ownerships,
      report.ownerships.map(({ ownership, share }) => ({ label: say(ownershipWords[ownership]), share })),
    ),
    shares(
      'response',
      tableWords.response,
      tableWords.question,
      report.questions.map((each) => ({ label: say(each.label), share: each.response })),
    ),
    ...report.questions.flatMap(questionTables),
    ...(firstGender === undefined
      ? []
      : [
          ...(firstGender.distribution.some((each) => each.name === bestOverall)
            ? [
                shares(
                  'very-good-by-gender',
                  tableWords.veryGoodByGender,
                  tableWords.genders,
                  report.overallByGender.map((each) => ({
                    label: say(genderWords[each.gender]),
                    share: veryGoodShare(each),
                  })),
                  decimalsByGender,
                ),
              ]
            : []),
          tableOf(
            'overall-by-gender',
            say(tableWords.overallByGender),
            [
              { kind: 'text', label: say(tableWords.genders) },
              ...firstGender.distribution.map((each) => ({
                kind: 'percent' as const,
                label: say(each.label),
              })),
            ],
            report.overallByGender.map((row) => [
              text(say(genderWords[row.gender])),
              ...row.distribution.map((each) => percentCell(each.share, decimalsByGender)),
            ]),
          ),
        ]),
  ];
};

/** A cell in words: `46,9` in Swedish and `46.9` in English, `..` for what is hidden, nothing for an empty one. */
export const cellText = (cell: ReportCell, language: Language): string => {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return String(cell.count);
    case 'percent': {
      const printed = String(asPrinted(cell.percent, cell.decimals));
      return language === 'sv' ? printed.replace('.', ',') : printed;
    }
    case 'hidden':
      return '..';
    case 'empty':
      return '';
  }
};
