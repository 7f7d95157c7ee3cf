import { isOneSlipFrom } from './one-slip.ts';

/**
 * What a column is to the import. `plain`: one cell a row. `texts`: a column a language. `media`: noted, its words do
 * not become part of the document. `refused`: where it is filled in, the workbook means what the app cannot do.
 */
export type FieldUse = 'plain' | 'texts' | 'media' | 'refused' | 'unread';
export type FieldTable = Readonly<Record<string, FieldUse>>;

const media: FieldTable = {
  image: 'media',
  'big-image': 'media',
  audio: 'media',
  video: 'media',
  media: 'media',
};

/** The columns of the sheet `survey`; those of XLSForm, and `foljsam::…` for what it has no word for. */
export const surveyFields: FieldTable = {
  type: 'plain',
  name: 'plain',
  label: 'texts',
  hint: 'texts',
  guidance_hint: 'texts',
  required: 'plain',
  required_message: 'texts',
  relevant: 'plain',
  constraint: 'plain',
  constraint_message: 'texts',
  calculation: 'plain',
  default: 'plain',
  choice_filter: 'plain',
  repeat_count: 'plain',
  read_only: 'plain',
  parameters: 'plain',
  trigger: 'plain',
  appearance: 'plain',
  disabled: 'plain',
  'foljsam::kind': 'plain',
  'foljsam::put_to': 'plain',
  'foljsam::voluntary': 'plain',
  'foljsam::intro': 'texts',
  'foljsam::why': 'texts',
  'foljsam::who_sees': 'texts',
  'foljsam::used_for': 'texts',
  'foljsam::you_decide': 'texts',
  'foljsam::item_title': 'texts',
  'foljsam::short_label': 'texts',
  'foljsam::layout': 'plain',
  'foljsam::comment': 'plain',
  'foljsam::finding': 'plain',
  'foljsam::own_choices': 'plain',
  'foljsam::required': 'plain',
  'foljsam::relevant_any_of': 'plain',
  'foljsam::default': 'plain',
  'foljsam::parameters': 'plain',
  'foljsam::unchecked': 'plain',
  ...media,
  autoplay: 'media',
  bind: 'refused',
  instance: 'refused',
  body: 'refused',
  control: 'refused',
  save_to: 'refused',
  query: 'refused',
};

/** The columns of the sheet `choices`; all others are columns of the list, for filters. */
export const choiceFields: FieldTable = {
  list_name: 'plain',
  name: 'plain',
  label: 'texts',
  'foljsam::unchecked': 'plain',
  ...media,
};

export const settingFields: FieldTable = {
  form_title: 'plain',
  form_id: 'plain',
  version: 'plain',
  default_language: 'plain',
  'foljsam::title': 'texts',
  'foljsam::languages': 'plain',
  'foljsam::put_to': 'plain',
  'foljsam::voluntary': 'plain',
  'foljsam::unchecked': 'plain',
  allow_choice_duplicates: 'unread',
  public_key: 'unread',
  submission_url: 'unread',
  auto_send: 'unread',
  auto_delete: 'unread',
  instance_name: 'unread',
  style: 'unread',
  clean_text_values: 'unread',
  namespaces: 'unread',
  sms_keyword: 'refused',
};

/** Other ways in which columns are called in the field, in lower case and with `_` for spaces. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['value', 'name'],
  ['caption', 'label'],
  ['relevance', 'relevant'],
  ['bind::relevant', 'relevant'],
  ['calculate', 'calculation'],
  ['bind::calculate', 'calculation'],
  ['readonly', 'read_only'],
  ['bind::readonly', 'read_only'],
  ['count', 'repeat_count'],
  ['jr:count', 'repeat_count'],
  ['control::jr:count', 'repeat_count'],
  ['body::jr:count', 'repeat_count'],
  ['control::appearance', 'appearance'],
  ['body::appearance', 'appearance'],
  ['bind::constraint', 'constraint'],
  ['constraint_msg', 'constraint_message'],
  ['constraining_message', 'constraint_message'],
  ['bind::jr:constraintmsg', 'constraint_message'],
  ['bind::required', 'required'],
  ['required_msg', 'required_message'],
  ['requiredmsg', 'required_message'],
  ['bind::jr:requiredmsg', 'required_message'],
  ['id_string', 'form_id'],
  ['set_form_id', 'form_id'],
  ['title', 'form_title'],
  ['set_form_title', 'form_title'],
  ['foljsam_unchecked', 'foljsam::unchecked'],
]);

/** The name of a column as the tables above have it. */
const fieldName = (written: string): string => {
  const lower = written.trim().toLowerCase().replaceAll(/\s+/g, '_');
  return otherNames.get(lower) ?? lower;
};

/** The column of a list that `foljsam_column_NAME` is, called as one of XLSForm's own; undefined where it is none. */
export const ownColumn = (header: string): string | undefined =>
  /^foljsam(?:_column_|::column::)(.+)$/i.exec(header)?.[1];

/** What a header says: the column, and in which language its words are; undefined where it names none. */
interface Header {
  readonly field: string;
  readonly language: string | undefined;
}

/**
 * Takes a header apart: `label::English (en)`, `foljsam::intro::English (en)`, `bind::jr:constraintMsg::English (en)`.
 * Old workbooks have single colons (`label:English`), as pyxform still reads them.
 */
export const readHeader = (header: string, fields: FieldTable): Header => {
  const isDouble = header.includes('::');
  // The colon of `jr:count` is a part of the word.
  const parts = header.split(isDouble ? '::' : /(?<!\bjr):/i).map((each) => each.trim());
  const [first = '', second = '', third] = parts;
  if (isDouble && first.toLowerCase() === 'foljsam')
    return { field: `foljsam::${second.toLowerCase()}`, language: third };
  if (ownColumn(header) !== undefined) return { field: 'foljsam::column', language: undefined };
  const both = fieldName(`${first}::${second}`);
  if (Object.hasOwn(fields, both)) return { field: both, language: third };
  const field = fieldName(first);
  if (isDouble || Object.hasOwn(fields, field))
    return { field, language: second === '' ? undefined : second };
  return { field: fieldName(header), language: undefined };
};

/** The column that was meant by one that there is not: `relevant` for `relevent`; undefined where none is near. */
export const meantField = (field: string, fields: FieldTable): string | undefined => {
  // Short words that the app's table lacks are one letter from too much: `count` from `county`.
  const others = [...otherNames.keys()].filter(
    (name) => name.length >= 6 && Object.hasOwn(fields, otherNames.get(name) ?? ''),
  );
  return [...Object.keys(fields), ...others].find((name) => name.length >= 4 && isOneSlipFrom(field, name));
};
