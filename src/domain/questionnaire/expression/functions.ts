import type { FunctionRow } from './function-row.ts';
import { nodeFunctions } from './functions-of-nodes.ts';
import { numberFunctions } from './functions-of-numbers.ts';
import { textFunctions } from './functions-of-texts.ts';
import { timeFunctions } from './functions-of-times.ts';

/** The functions that an expression may call, by name. */
export const functions: ReadonlyMap<string, FunctionRow> = new Map<string, FunctionRow>([
  ...Object.entries(textFunctions),
  ...Object.entries(numberFunctions),
  ...Object.entries(timeFunctions),
  ...Object.entries(nodeFunctions),
]);

/** Functions of ODK that Följsam does not have: named, so that the message can tell them from slips of the pen. */
export const functionsElsewhere: ReadonlySet<string> = new Set([
  'area',
  'base64-decode',
  'checklist',
  'digest',
  'distance',
  'enclosed-area',
  'extract-signed',
  'geofence',
  'id',
  'instance',
  'intersects',
  'jr:itext',
  'property',
  'pulldata',
  'randomize',
  'search',
  'version',
  'weighted-checklist',
]);
