import { inLanguage, type Language, type LocalizedText } from '../questionnaire/words.ts';
import type { Figure } from './figure.ts';
import {
  bestOverall,
  veryGoodShare,
  type IndividualReport,
  type QuestionReport,
} from './individual-report.ts';
import {
  decimalsByGender,
  emptyCell,
  figureCells,
  hiddenCell,
  ordinaryDecimals,
  percentCell,
  textCell,
  type ReportCell,
} from './report-cell.ts';
import {
  genderWords,
  ownershipWords,
  reasonWords,
  serviceAreaWords,
  tableWords,
  versionWords,
} from './words.ts';

export interface ReportTable {
  /** Stable name, for anchors and sheets: `registered`, `boards`, `question-overall` … */
  readonly name: string;
  readonly title: string;
  /** What has to be said of the figures, where something has. */
  readonly note: string | null;
  readonly columns: readonly { readonly kind: 'text' | 'count' | 'percent'; readonly label: string }[];
  readonly rows: readonly (readonly ReportCell[])[];
}

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
      rows.map(({ label, share }) => [textCell(label), ...figureCells(share, decimals)]),
    );

  const questionTables = (question: QuestionReport): ReportTable[] => {
    const note =
      question.versionsLeftOut.length === 0
        ? null
        : versionWords('leftOut', question.versionsLeftOut, language);
    const answers = question.choices.map((each) => [textCell(say(each.label)), ...figureCells(each.share)]);
    const reasons = question.reasons
      .filter(({ reason, share }) => reason !== null || (share.kind === 'exact' && share.count > 0))
      .map(({ reason, share }) => [
        textCell(say(reason === null ? tableWords.noReason : reasonWords[reason])),
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

  const { dropped = [] } = report;
  const droppedTables =
    dropped.length === 0
      ? []
      : [
          tableOf(
            'dropped',
            say(tableWords.droppedTitle),
            [
              { kind: 'text', label: say(tableWords.question) },
              { kind: 'text', label: say(tableWords.askedInVersions) },
            ],
            dropped.map(({ label, versions }) => [textCell(say(label)), textCell(versions.join(', '))]),
          ),
        ];
  const [firstGender] = report.overallByGender;
  return [
    tableOf('registered', say(tableWords.registered), figureColumns(tableWords.state), [
      [
        textCell(say(tableWords.carriedOut)),
        report.carriedOut === null ? hiddenCell : { kind: 'count', count: report.carriedOut },
        emptyCell,
        emptyCell,
      ],
      [textCell(say(tableWords.registeredRow)), ...figureCells(report.registered)],
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
    ...droppedTables,
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
              textCell(say(genderWords[row.gender])),
              ...row.distribution.map((each) => percentCell(each.share, decimalsByGender)),
            ]),
          ),
        ]),
  ];
};
