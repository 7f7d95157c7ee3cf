import { faultAt, type ExpressionFault } from './fault.ts';
import { spaces, token } from './tokens.ts';

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

/** What is written in other languages, and what it is called here. */
const otherOperators: readonly (readonly [string, string])[] = [
  ['==', '='],
  ['<>', '!='],
  ['=<', '<='],
  ['=>', '>='],
  ['&&', 'and'],
  ['||', 'or'],
  ['&', 'and'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['–', '-'],
  ['−', '-'],
  ['×', '*'],
  ['÷', 'div'],
  ['%', 'mod'],
];
const notSupported: readonly string[] = ['//', '|', '@', '::', '#'];

/** Where a sign of another language, or one that is not supported, can begin. */
const foreignSigns: ReadonlySet<string> = new Set(
  [...otherOperators.map(([written]) => written), ...notSupported].map((each) => each.charAt(0)),
);

const foreignFault = (source: string, offset: number): ExpressionFault | undefined => {
  if (!foreignSigns.has(source.charAt(offset))) return undefined;
  const other = otherOperators.find(([written]) => source.startsWith(written, offset));
  if (other) return faultAt(offset, 'other-operator', { written: other[0], instead: other[1] });
  const missing = notSupported.find((each) => source.startsWith(each, offset));
  return missing === undefined ? undefined : faultAt(offset, 'not-supported', { written: missing });
};

/** What stands where nothing can be read. */
const unreadableAt = (source: string, offset: number): ExpressionFault => {
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  if ('“”„‟‘’‚‛«»´`'.includes(character)) return faultAt(offset, 'smart-quote', { character });
  if (character === '"' || character === "'") return faultAt(offset, 'text-not-closed');
  if (!source.startsWith('${', offset)) return faultAt(offset, 'unknown-character', { character });
  const name = /^\$\{([^{}]*)\}/.exec(source.slice(offset))?.[1]?.trim();
  if (name === undefined) return faultAt(offset, 'reference-not-closed');
  if (name === '') return faultAt(offset, 'reference-empty');
  return faultAt(offset, name.startsWith('last-saved#') ? 'reference-to-last-saved' : 'reference-name', {
    name,
  });
};

/** The first thing that another language would write so, or that cannot be read; nothing where there is none. */
const firstStrange = (source: string): ExpressionFault | undefined => {
  for (let offset = 0; ;) {
    spaces.lastIndex = offset;
    offset += spaces.exec(source)?.[0].length ?? 0;
    if (offset >= source.length) return undefined;
    const foreign = foreignFault(source, offset);
    if (foreign) return foreign;
    token.lastIndex = offset;
    const read = token.exec(source)?.[0];
    if (read === undefined) return unreadableAt(source, offset);
    offset += read.length;
  }
};

/**
 * Says more of why an expression cannot be read: what a sign of another language is written as here, and whether a
 * function is one of ODK's. For whoever writes logic; a tablet, which gets what was published, has no need of it.
 */
export const explainFault = (source: string, fault: ExpressionFault): ExpressionFault => {
  const strange = fault.code === 'too-long' ? undefined : firstStrange(source);
  if (strange) return strange;
  const name = String(fault.parts['name']);
  const isElsewhere = fault.code === 'unknown-function' && functionsElsewhere.has(name);
  return isElsewhere ? faultAt(fault.offset, 'function-not-supported', { name }) : fault;
};
