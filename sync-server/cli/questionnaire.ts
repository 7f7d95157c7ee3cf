/**
 * node questionnaire.ts check FILE | import FILE | publish FORM@VERSION [--from DAY] | export FORM[@VERSION] FILE.xlsx
 * [--lang en]
 * Exit status 1: faults, nothing changed; 2: wrongly called, or no such file.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commandWords } from '../questionnaires/command-words.ts';
import {
  checkFile,
  exportToFile,
  importFile,
  publishDraft,
  type CommandOutcome,
  type Language,
} from '../questionnaires/command.ts';

function parseWords(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: { lang: { type: 'string' }, from: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    // An option that there is not; any other failure is a fault of ours.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

// npm runs a script in the project's folder; a path is meant from where npm was called.
const calledFrom =
  process.env['npm_lifecycle_event'] === 'questionnaire' ? process.env['INIT_CWD'] : undefined;
const pathOf = (written: string): string => resolve(calledFrom ?? process.cwd(), written);

async function run(
  [command, first, second, ...more]: string[],
  from: string | undefined,
  language: Language,
): Promise<CommandOutcome> {
  const { env } = process;
  if (first !== undefined && more.length === 0) {
    if (command === 'check' && second === undefined) return checkFile(pathOf(first), language);
    if (command === 'import' && second === undefined)
      return importFile(pathOf(first), language, env, new Date().toISOString());
    if (command === 'publish' && second === undefined)
      return publishDraft(first, from, language, env, new Date().toISOString());
    if (command === 'export' && second !== undefined)
      return exportToFile(first, pathOf(second), language, env);
  }
  return { status: 2, lines: commandWords[language].usage };
}

const parsed = parseWords(process.argv.slice(2));
const language = parsed?.values.lang === 'en' ? 'en' : 'sv';
let outcome: CommandOutcome;
try {
  outcome = await run(parsed?.positionals ?? [], parsed?.values.from, language);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // What the system says of a path; anything else is a fault of ours.
  if (!/^E[A-Z]+$/.test(code)) throw error;
  outcome = { status: 2, lines: [commandWords[language].unreadable(code)] };
}
const print = outcome.status === 0 ? console.log : console.error;
print(outcome.lines.join('\n'));
process.exitCode = outcome.status;
