import {
  questionsOf,
  type Item,
  type Question,
  type Questionnaire,
} from '#domain/questionnaire/questionnaire.ts';
import type { Choice, LocalizedText } from '#domain/questionnaire/words.ts';
import {
  anyOfToExpression,
  readDefault,
  readParameters,
  writeAnyOf,
  writeDefault,
  writeParameters,
  writeTrigger,
} from './cell-values.ts';
import { isSame } from './is-same.ts';
import { languageHeader } from './languages.ts';
import { impliedKind } from './read-question.ts';
import { surveyTypes, typeOfKind } from './survey-types.ts';

/** A row to be written, by the names of `fields.ts`. */
export interface ExportRow {
  readonly cells: Readonly<Record<string, string | undefined>>;
  readonly texts: Readonly<Record<string, LocalizedText | undefined>>;
  /** Columns of a choice that its list has for filters. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
}

type ListNames = ReadonlyMap<Question, string>;
type Cells = Record<string, string | undefined>;

const yesNo = (of: boolean | undefined): string | undefined =>
  of === undefined ? undefined : of ? 'yes' : 'no';

const typeCells = (of: Question, lists: ListNames): Cells => {
  const { type } = typeOfKind(of.kind);
  const list = of.choiceList ?? lists.get(of);
  return {
    type: surveyTypes.get(type)?.hasList === true && list !== undefined ? `${type} ${list}` : type,
    'foljsam::kind': impliedKind(type, of.appearance) === of.kind ? undefined : of.kind,
    'foljsam::own_choices': of.choices === undefined ? undefined : 'yes',
  };
};

/** What the reader would take for yes or no, or that stands beside a yes, goes to a column of its own. */
const requiredCells = ({ mandatory, required }: Question): Cells => {
  const isAmbiguous = /^(yes|no|true|false|ja|nej|true\(\)|false\(\))$/i.test(required ?? '');
  return mandatory || isAmbiguous
    ? { required: mandatory ? 'yes' : undefined, 'foljsam::required': required }
    : { required };
};

const relevantCells = ({ relevant }: Question): Cells =>
  relevant === undefined || typeof relevant === 'string'
    ? { relevant }
    : { relevant: anyOfToExpression(relevant), 'foljsam::relevant_any_of': writeAnyOf(relevant) };

const presetCells = ({ default: preset, kind }: Question): Cells => {
  if (preset === undefined) return {};
  const written = writeDefault(preset).trim();
  const isExact = written !== '' && isSame(readDefault(written, kind), preset);
  return { default: written, 'foljsam::default': isExact ? undefined : JSON.stringify(preset) };
};

const parameterCells = ({ parameters, kind }: Question): Cells => {
  if (parameters === undefined) return {};
  const written = writeParameters(parameters, typeOfKind(kind).type);
  const isExact = written !== '' && isSame(readParameters(written), parameters);
  return { parameters: written, 'foljsam::parameters': isExact ? undefined : JSON.stringify(parameters) };
};

const questionRow = (of: Question, lists: ListNames): ExportRow => ({
  cells: {
    ...typeCells(of, lists),
    name: of.name,
    ...requiredCells(of),
    ...relevantCells(of),
    ...presetCells(of),
    ...parameterCells(of),
    constraint: of.constraint,
    calculation: of.calculation,
    choice_filter: of.choiceFilter,
    read_only: typeof of.readOnly === 'string' ? of.readOnly : yesNo(of.readOnly),
    trigger: of.trigger && writeTrigger(of.trigger),
    appearance: of.appearance,
    'foljsam::comment': yesNo(of.comment),
    'foljsam::finding': yesNo(of.deviation),
  },
  texts: {
    label: of.label,
    hint: of.hint,
    guidance_hint: of.guidance,
    required_message: of.requiredMessage,
    constraint_message: of.constraintMessage,
    'foljsam::short_label': of.shortLabel,
  },
});

const itemRows = (items: readonly Item[], lists: ListNames): ExportRow[] =>
  items.flatMap((of): ExportRow[] => {
    if (of.kind !== 'group' && of.kind !== 'repeat') return [questionRow(of, lists)];
    const { name, title: label, relevant, appearance } = of;
    const own: Cells = of.kind === 'repeat' ? { repeat_count: of.count } : { 'foljsam::layout': of.layout };
    const itemTitle = of.kind === 'repeat' ? of.itemTitle : undefined;
    return [
      {
        cells: { type: `begin_${of.kind}`, name, relevant, appearance, ...own },
        texts: { label, 'foljsam::item_title': itemTitle },
      },
      ...itemRows(of.items, lists),
      { cells: { type: `end_${of.kind}`, name }, texts: {} },
    ];
  });

const choiceRows = (list: string, choices: readonly Choice[]): ExportRow[] =>
  choices.map(({ name, label, columns }) => ({
    cells: { list_name: list, name },
    texts: { label },
    columns,
  }));

const yesAndNo: readonly Choice[] = [
  { name: 'yes', label: { sv: 'Ja', en: 'Yes' } },
  { name: 'no', label: { sv: 'Nej', en: 'No' } },
];

/** The rows of the three sheets. */
export const exportRows = (
  of: Questionnaire,
  lists: ListNames,
): { survey: ExportRow[]; choices: ExportRow[]; settings: ExportRow } => {
  const survey = of.sections.flatMap((section): ExportRow[] => [
    {
      cells: {
        type: 'begin_group',
        name: section.name,
        relevant: section.relevant,
        'foljsam::put_to': section.putTo,
        'foljsam::voluntary': yesNo(section.voluntary),
      },
      texts: {
        label: section.title,
        'foljsam::intro': section.intro,
        'foljsam::why': section.told?.why,
        'foljsam::who_sees': section.told?.whoSees,
        'foljsam::used_for': section.told?.usedFor,
        'foljsam::you_decide': section.told?.youDecide,
      },
    },
    ...itemRows(section.questions, lists),
    { cells: { type: 'end_group', name: section.name }, texts: {} },
  ]);
  const yesNoList = questionsOf(of).find(({ kind }) => kind === 'yes-no');
  const yesNoName = yesNoList && lists.get(yesNoList);
  const choices = [
    ...Object.entries(of.choiceLists ?? {}).flatMap(([list, each]) => choiceRows(list, each)),
    ...questionsOf(of).flatMap((each) => {
      const list = lists.get(each);
      return list === undefined || each.choices === undefined ? [] : choiceRows(list, each.choices);
    }),
    ...(yesNoName === undefined ? [] : choiceRows(yesNoName, yesAndNo)),
  ];
  const { sv, unchecked, ...rest } = of.title;
  const settings = {
    cells: {
      form_title: sv,
      form_id: of.id,
      version: String(of.version),
      default_language: languageHeader('sv'),
      'foljsam::languages': of.languages?.join(' '),
    },
    texts: { 'foljsam::title': { sv: '', ...rest, ...(unchecked && { unchecked }) } },
  };
  return { survey, choices, settings };
};
