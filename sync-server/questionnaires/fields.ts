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

/** Other ways in which columns are called in the field. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['list name', 'list_name'],
  ['value', 'name'],
  ['caption', 'label'],
  ['guidance hint', 'guidance_hint'],
  ['relevance', 'relevant'],
  ['calculate', 'calculation'],
  ['readonly', 'read_only'],
  ['read only', 'read_only'],
  ['repeat count', 'repeat_count'],
  ['choice filter', 'choice_filter'],
  ['constraint message', 'constraint_message'],
  ['constraint_msg', 'constraint_message'],
  ['required message', 'required_message'],
  ['required_msg', 'required_message'],
  ['id_string', 'form_id'],
  ['title', 'form_title'],
  ['set form id', 'form_id'],
  ['set form title', 'form_title'],
]);

/** The name of a column as the tables above have it. */
export const fieldName = (written: string): string => {
  const lower = written.trim().toLowerCase();
  return otherNames.get(lower) ?? lower;
};
