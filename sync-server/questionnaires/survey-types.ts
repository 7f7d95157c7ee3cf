import type { QuestionKindName } from '#domain/questionnaire/question-kinds.ts';

interface SurveyType {
  /** What the type is where nothing else is said. */
  readonly kind: QuestionKindName;
  /** What `foljsam::kind` may make of it. */
  readonly mayBe: readonly QuestionKindName[];
  readonly hasList?: true;
  /** The parameters that XLSForm has for the type: other programs refuse a workbook with more; undefined: any. */
  readonly parameters?: readonly string[];
}

const type = (
  kind: QuestionKindName,
  mayBe: readonly QuestionKindName[] = [],
  parameters?: readonly string[],
): SurveyType => ({ kind, mayBe, ...(parameters && { parameters }) });

const ofLists = { hasList: true, parameters: ['randomize', 'seed'] } as const;

/** XLSForm's types as kinds of question. */
export const surveyTypes: ReadonlyMap<string, SurveyType> = new Map<string, SurveyType>([
  ['select_one', { kind: 'choice', mayBe: ['scale', 'yes-no'], ...ofLists }],
  ['select_multiple', { kind: 'choices', mayBe: [], ...ofLists }],
  ['rank', { kind: 'rank', mayBe: [], ...ofLists }],
  ['text', type('short-text', ['long-text', 'unit', 'placement'], ['rows'])],
  ['integer', type('integer')],
  ['decimal', type('decimal', ['number'])],
  ['range', type('range', [], ['start', 'end', 'step', 'placeholder', 'tick_interval', 'tick_labelset'])],
  ['date', type('date')],
  ['time', type('time')],
  ['dateTime', type('date-time')],
  ['acknowledge', type('acknowledge')],
  ['note', type('note')],
  ['calculate', type('calculated')],
  ['hidden', type('hidden')],
  ['image', type('photo', ['signature'], ['max-pixels', 'app'])],
  ['file', type('file')],
]);

const otherWords: readonly (readonly [RegExp, string])[] = [
  [/^(select_one|select one|select1)( from)?\b/, 'select_one'],
  [/^(select multiple|select all that apply)( from)?\b/, 'select_multiple'],
  [/^(int)$/, 'integer'],
  [/^(string)$/, 'text'],
  [/^(datetime|dateTime)$/, 'dateTime'],
  [/^(photo)$/, 'image'],
  [/^(trigger)$/, 'acknowledge'],
  [/^begin[ _]group\b/, 'begin_group'],
  [/^end[ _]group\b/, 'end_group'],
  [/^begin[ _](repeat|looped group)\b/, 'begin_repeat'],
  [/^end[ _](repeat|looped group)\b/, 'end_repeat'],
  [/^begin[ _]loop\b/, 'begin_loop'],
  [/^end[ _]loop\b/, 'end_loop'],
];

/** Types of XLSForm that the app does not have. */
export const typesElsewhere: ReadonlySet<string> = new Set([
  'geopoint',
  'geotrace',
  'geoshape',
  'start-geopoint',
  'background-geopoint',
  'barcode',
  'audio',
  'video',
  'background-audio',
  'osm',
  'xml-external',
  'csv-external',
  'select_one_from_file',
  'select_multiple_from_file',
  'select_one_external',
  'range_from_file',
  'include',
  'add',
  'location',
  'begin_loop',
  'end_loop',
]);

/** What devices note by themselves in ODK, and what stands for it here; null where nothing does. */
export const metadata: ReadonlyMap<string, string | null> = new Map([
  ['start', 'once(now())'],
  ['today', 'once(today())'],
  ['end', null],
  ['deviceid', null],
  ['imei', null],
  ['subscriberid', null],
  ['simserial', null],
  ['phonenumber', null],
  ['username', null],
  ['email', null],
  ['audit', null],
]);

export interface WrittenType {
  readonly name: string;
  /** The list of choices that it names. */
  readonly list: string | undefined;
  readonly hasOther: boolean;
  /** Words that the type has no use for; '' where there are none. */
  readonly extra: string;
}

const orOther = /^(or_other|or other|(or )?specify ?other)$/;

/** A cell of the column `type`, taken apart: `select_one district or_other`. */
export const readType = (cell: string): WrittenType => {
  const written = cell.replace(/\s+/g, ' ');
  const other = otherWords.find(([pattern]) => pattern.test(written));
  const normal = other === undefined ? written : written.replace(other[0], other[1]);
  const [name = '', ...words] = normal.split(' ');
  if (surveyTypes.get(name)?.hasList !== true)
    return { name, list: undefined, hasOther: false, extra: words.join(' ') };
  const [list, ...others] = words;
  const rest = others.join(' ');
  const hasOther = orOther.test(rest);
  return { name, list, hasOther, extra: hasOther ? '' : rest };
};

/** The type, and where needed `foljsam::kind`, that a kind is written as. */
export const typeOfKind = (kind: QuestionKindName): { readonly type: string; readonly kind: string } => {
  for (const [name, row] of surveyTypes) {
    if (row.kind === kind) return { type: name, kind: '' };
    if (row.mayBe.includes(kind)) return { type: name, kind };
  }
  throw new Error(`no type of XLSForm stands for ${kind}`);
};
