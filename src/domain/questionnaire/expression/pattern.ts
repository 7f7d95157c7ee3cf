import { readPattern, type CharacterTest, type PatternNode } from './pattern-syntax.ts';

/**
 * Regular expressions that are matched in one pass over the text, with all ways to match followed side by side
 * (Thompson's construction). The platform's own matcher tries one way after the other, which a pattern such as
 * `(a+)+` makes take for ever; no author of a form may stop a tablet or the register.
 */
type Instruction =
  | { readonly kind: 'character'; readonly fits: CharacterTest }
  | { readonly kind: 'assertion'; readonly what: 'start' | 'end' | 'boundary' | 'no-boundary' }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' };

const longestPattern = 1_000;
/** With the longest text (`longestText`) this bounds a match to some ten million steps. */
const mostInstructions = 2_000;

const add = (program: Instruction[], instruction: Instruction): boolean =>
  program.push(instruction) <= mostInstructions;

const emitRepeat = (program: Instruction[], node: Extract<PatternNode, { kind: 'repeat' }>): boolean => {
  for (let time = 0; time < node.least; time += 1) if (!emit(program, node.of)) return false;
  if (node.most === Infinity) {
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    if (!add(program, split) || !emit(program, node.of)) return false;
    const isAdded = add(program, { kind: 'jump', to: split.first - 1 });
    split.second = program.length;
    return isAdded;
  }
  const splits: { second: number }[] = [];
  for (let time = node.least; time < node.most; time += 1) {
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    splits.push(split);
    if (!add(program, split) || !emit(program, node.of)) return false;
  }
  for (const split of splits) split.second = program.length;
  return true;
};

const emitEither = (program: Instruction[], branches: readonly PatternNode[]): boolean => {
  const jumps: { to: number }[] = [];
  for (const [index, branch] of branches.entries()) {
    const isLast = index === branches.length - 1;
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    if (!isLast && !add(program, split)) return false;
    if (!emit(program, branch)) return false;
    if (isLast) break;
    const jump = { kind: 'jump' as const, to: 0 };
    jumps.push(jump);
    if (!add(program, jump)) return false;
    split.second = program.length;
  }
  for (const jump of jumps) jump.to = program.length;
  return true;
};

/** Appends the instructions of the node; false where they become too many. */
const emit = (program: Instruction[], node: PatternNode): boolean => {
  switch (node.kind) {
    case 'character':
    case 'assertion':
      return add(program, node);
    case 'sequence':
      return node.parts.every((part) => emit(program, part));
    case 'either':
      return emitEither(program, node.branches);
    case 'repeat':
      return emitRepeat(program, node);
  }
};

const isWord = (character: string | undefined): boolean => character !== undefined && /^\w$/.test(character);

const holds = (
  what: Extract<Instruction, { kind: 'assertion' }>['what'],
  characters: readonly string[],
  at: number,
): boolean => {
  if (what === 'start') return at === 0;
  if (what === 'end') return at === characters.length;
  return (isWord(characters[at - 1]) !== isWord(characters[at])) === (what === 'boundary');
};

/** Follows jumps and splits from an instruction to those that wait for a character. Returns whether `match` was met. */
const follow = (
  program: readonly Instruction[],
  from: number,
  characters: readonly string[],
  at: number,
  seen: Uint8Array,
  waiting: number[],
): boolean => {
  const stack = [from];
  let isMatch = false;
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const instruction = program[index];
    if (instruction === undefined || seen[index] === 1) continue;
    seen[index] = 1;
    if (instruction.kind === 'match') isMatch = true;
    else if (instruction.kind === 'jump') stack.push(instruction.to);
    else if (instruction.kind === 'split') stack.push(instruction.second, instruction.first);
    else if (instruction.kind === 'character') waiting.push(index);
    else if (holds(instruction.what, characters, at)) stack.push(index + 1);
  }
  return isMatch;
};

const isWholeMatch = (program: readonly Instruction[], text: string): boolean => {
  const characters = [...text];
  const seen = new Uint8Array(program.length);
  let waiting: number[] = [];
  let isMatch = follow(program, 0, characters, 0, seen, waiting);
  for (const [index, character] of characters.entries()) {
    const before = waiting;
    waiting = [];
    seen.fill(0);
    isMatch = false;
    for (const each of before) {
      const instruction = program[each];
      if (instruction?.kind !== 'character' || !instruction.fits(character)) continue;
      isMatch = follow(program, each + 1, characters, index + 1, seen, waiting) || isMatch;
    }
    if (waiting.length === 0 && !isMatch) return false;
  }
  return isMatch;
};

const compile = (source: string): readonly Instruction[] | undefined => {
  const node = source.length > longestPattern ? undefined : readPattern(source);
  const program: Instruction[] = [];
  const isWhole = node !== undefined && emit(program, node) && add(program, { kind: 'match' });
  return isWhole ? program : undefined;
};

const compiled = new Map<string, readonly Instruction[] | undefined>();
const mostCompiled = 500;

const programOf = (source: string): readonly Instruction[] | undefined => {
  if (!compiled.has(source)) {
    if (compiled.size >= mostCompiled) compiled.clear();
    compiled.set(source, compile(source));
  }
  return compiled.get(source);
};

/** Whether a pattern can be matched: no looking ahead or behind, no references back, not too long. */
export const isPattern = (source: string): boolean => programOf(source) !== undefined;

/** Whether the whole text fits the pattern, as Java's `Pattern.matches`; a pattern that cannot be read fits nothing. */
export const matchesWhole = (text: string, source: string): boolean => {
  const program = programOf(source);
  return program !== undefined && isWholeMatch(program, text);
};
