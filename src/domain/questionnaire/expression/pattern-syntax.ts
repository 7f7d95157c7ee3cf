/** Tells of one character whether it fits. */
export type CharacterTest = (character: string) => boolean;

/** A regular expression as a tree. */
export type PatternNode =
  | { readonly kind: 'character'; readonly fits: CharacterTest }
  | { readonly kind: 'assertion'; readonly what: 'start' | 'end' | 'boundary' | 'no-boundary' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly branches: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly of: PatternNode; readonly least: number; readonly most: number };

/** Reads a pattern by code points; `undefined` from any part means that it is no pattern, or one with what we lack. */
interface Reader {
  readonly characters: readonly string[];
  next: number;
  depth: number;
  ignoresCase: boolean;
}

const deepest = 50;
const closing = ')';

/** One character's class is left to the platform: with a single character it cannot take long. */
const classTest = (source: string, ignoresCase: boolean): CharacterTest | undefined => {
  try {
    const pattern = new RegExp(`^${source}$`, ignoresCase ? 'isu' : 'su');
    return (character) => pattern.test(character);
  } catch {
    // What the platform cannot read is no pattern: the answer is undefined, and the form's publication says so.
    return undefined;
  }
};

const literal = (character: string, ignoresCase: boolean): PatternNode => {
  const lower = character.toLowerCase();
  return {
    kind: 'character',
    fits: ignoresCase ? (given) => given.toLowerCase() === lower : (given) => given === character,
  };
};

const ofClass = (reader: Reader, source: string): PatternNode | undefined => {
  const fits = classTest(source, reader.ignoresCase);
  return fits && { kind: 'character', fits };
};

const upTo = (reader: Reader, last: string): string | undefined => {
  const end = reader.characters.indexOf(last, reader.next);
  if (end < 0) return undefined;
  const read = reader.characters.slice(reader.next, end + 1).join('');
  reader.next = end + 1;
  return read;
};

const escaped = (reader: Reader): PatternNode | undefined => {
  const letter = reader.characters[reader.next];
  reader.next += 1;
  if (letter === undefined) return undefined;
  if (letter === 'b') return { kind: 'assertion', what: 'boundary' };
  if (letter === 'B') return { kind: 'assertion', what: 'no-boundary' };
  if (letter === 'A') return { kind: 'assertion', what: 'start' };
  if (letter === 'z' || letter === 'Z') return { kind: 'assertion', what: 'end' };
  if ('dDwWsStnrfv'.includes(letter)) return ofClass(reader, `\\${letter}`);
  if (letter === 'p' || letter === 'P') {
    const name = reader.characters[reader.next] === '{' ? upTo(reader, '}') : undefined;
    return name === undefined ? undefined : ofClass(reader, `\\${letter}${name}`);
  }
  if (letter === 'u' || letter === 'x') {
    const digits = reader.characters.slice(reader.next, reader.next + (letter === 'u' ? 4 : 2)).join('');
    reader.next += digits.length;
    return ofClass(reader, `\\${letter}${digits}`);
  }
  // A letter or digit with a meaning that is not here, as a reference back, is refused; signs stand for themselves.
  return /[\p{L}\p{N}]/u.test(letter) ? undefined : literal(letter, reader.ignoresCase);
};

const characterClass = (reader: Reader): PatternNode | undefined => {
  let source = '[';
  if (reader.characters[reader.next] === '^') {
    source += '^';
    reader.next += 1;
  }
  for (let isFirst = true; reader.next < reader.characters.length; isFirst = false) {
    const character = reader.characters[reader.next] ?? '';
    reader.next += 1;
    if (character === ']' && !isFirst) return ofClass(reader, `${source}]`);
    if (character === '\\') {
      const letter = reader.characters[reader.next] ?? '';
      reader.next += 1;
      // In a class the platform refuses to escape what needs none.
      source += /[\p{L}\p{N}\\\]^/.*+?()[{}|$-]/u.test(letter) ? `\\${letter}` : letter;
    } else {
      source += character === '[' || character === ']' ? `\\${character}` : character;
    }
  }
  return undefined;
};

const group = (reader: Reader): PatternNode | undefined => {
  const ignoredBefore = reader.ignoresCase;
  if (reader.characters[reader.next] === '?') {
    const flags = upTo(reader, reader.characters.slice(reader.next).includes(':') ? ':' : closing);
    const outer = reader.characters[reader.next - 1] === closing;
    if (flags === '?i)' && outer) {
      reader.ignoresCase = true;
      return { kind: 'sequence', parts: [] };
    }
    // Looking ahead or behind cannot be done in one pass.
    if (flags !== '?:' && flags !== '?i:') return undefined;
    if (flags === '?i:') reader.ignoresCase = true;
  }
  const inner = either(reader);
  if (inner === undefined || reader.characters[reader.next] !== closing) return undefined;
  reader.next += 1;
  reader.ignoresCase = ignoredBefore;
  return inner;
};

const atom = (reader: Reader): PatternNode | undefined => {
  const character = reader.characters[reader.next] ?? '';
  reader.next += 1;
  switch (character) {
    case '\\':
      return escaped(reader);
    case '[':
      return characterClass(reader);
    case '(':
      return group(reader);
    case '.':
      return { kind: 'character', fits: (given) => given !== '\n' && given !== '\r' };
    case '^':
      return { kind: 'assertion', what: 'start' };
    case '$':
      return { kind: 'assertion', what: 'end' };
    case '*':
    case '+':
    case '?':
    case '{':
      return undefined;
    default:
      return literal(character, reader.ignoresCase);
  }
};

const bounds = (reader: Reader): readonly [number, number] | undefined | 'none' => {
  const sign = reader.characters[reader.next];
  if (sign !== '*' && sign !== '+' && sign !== '?' && sign !== '{') return 'none';
  if (sign !== '{') {
    reader.next += 1;
    return sign === '*' ? [0, Infinity] : sign === '+' ? [1, Infinity] : [0, 1];
  }
  const found = /^\{(\d{1,4})(,(\d{0,4}))?\}$/.exec(upTo(reader, '}') ?? '');
  if (!found) return undefined;
  const least = Number(found[1]);
  const most = found[2] === undefined ? least : found[3] === '' ? Infinity : Number(found[3]);
  return most < least ? undefined : [least, most];
};

const repeated = (reader: Reader): PatternNode | undefined => {
  const of = atom(reader);
  if (of === undefined) return undefined;
  const times = bounds(reader);
  if (times === undefined || times === 'none') return times && of;
  // Lazy or possessive makes no difference to whether the whole text fits, but for rare possessive ones.
  if (['?', '+'].includes(reader.characters[reader.next] ?? '')) reader.next += 1;
  return { kind: 'repeat', of, least: times[0], most: times[1] };
};

const sequence = (reader: Reader): PatternNode | undefined => {
  const parts: PatternNode[] = [];
  while (reader.next < reader.characters.length) {
    const character = reader.characters[reader.next];
    if (character === '|' || character === closing) break;
    const part = repeated(reader);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { kind: 'sequence', parts };
};

const either = (reader: Reader): PatternNode | undefined => {
  if (reader.depth >= deepest) return undefined;
  reader.depth += 1;
  const branches: PatternNode[] = [];
  do {
    if (branches.length > 0) reader.next += 1;
    const branch = sequence(reader);
    if (branch === undefined) return undefined;
    branches.push(branch);
  } while (reader.characters[reader.next] === '|');
  reader.depth -= 1;
  return { kind: 'either', branches };
};

/** Reads a regular expression; undefined where it is none, or has what cannot be matched in one pass. */
export const readPattern = (source: string): PatternNode | undefined => {
  const reader: Reader = { characters: [...source], next: 0, depth: 0, ignoresCase: false };
  const read = either(reader);
  return reader.next === reader.characters.length ? read : undefined;
};
