import { writeFile } from 'node:fs/promises';
import { dayIn } from '#domain/day.ts';
import { day } from '#domain/ids.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { openRegister } from '../import/open-register.ts';
import { commandWords } from './command-words.ts';
import { describeFault, describeNote } from './describe-fault.ts';
import { readDraft } from './draft-store.ts';
import { exportQuestionnaire } from './export-questionnaire.ts';
import { importFileApart } from './import-apart.ts';
import type { RefusedQuestionnaire } from './import-questionnaire.ts';
import { publishVersion } from './published-versions.ts';
import { shippedQuestionnaires } from './shipped/shipped.ts';
import { findDocument, storeDraft } from './version-store.ts';
import { writeWorkbook } from './write-workbook.ts';

export type Language = 'sv' | 'en';

/** Lines to show, and the exit status: 0 done, 1 refused, 2 wrongly called or no such file. */
export interface CommandOutcome {
  readonly status: 0 | 1 | 2;
  readonly lines: readonly string[];
}

const mostFaultsShown = 200;

const refusedLines = ({ faults, notes }: RefusedQuestionnaire, language: Language): string[] => {
  const words = commandWords[language];
  const lines = [
    words.refused(faults.length),
    ...faults.slice(0, mostFaultsShown).map((fault) => describeFault(fault, language)),
  ];
  if (faults.length > mostFaultsShown) lines.push(words.more(faults.length - mostFaultsShown));
  return [...lines, ...notes.map((note) => `${words.note}: ${describeNote(note, language)}`)];
};

/** Reads a file and says what is wrong with it; writes nothing. */
export const checkFile = async (path: string, language: Language): Promise<CommandOutcome> => {
  const read = await importFileApart(path);
  if (!read.ok) return { status: 1, lines: refusedLines(read.problem, language) };
  const { document, notes } = read.value;
  const words = commandWords[language];
  const lines = notes.map((note) => `${words.note}: ${describeNote(note, language)}`);
  return { status: 0, lines: [words.checked(document.id, document.version), ...lines] };
};

/** Reads a file and stores it as a draft in the register. Whoever may write the register's file may do so. */
export const importFile = async (
  path: string,
  language: Language,
  environment: NodeJS.ProcessEnv,
  now: string,
): Promise<CommandOutcome> => {
  const read = await importFileApart(path);
  if (!read.ok) return { status: 1, lines: refusedLines(read.problem, language) };
  const { document, notes } = read.value;
  const words = commandWords[language];
  const { database, close } = await openRegister(environment, { isDryRun: false });
  try {
    const stored = await storeDraft(database, document, now);
    if (!stored.ok) return { status: 1, lines: [words.published(document.id, document.version)] };
    const lines = notes.map((note) => `${words.note}: ${describeNote(note, language)}`);
    return { status: 0, lines: [words.stored(document.id, document.version), ...lines] };
  } finally {
    await close();
  }
};

/** Publishes a draft of the register, to be asked from a day on. The register, which may run beside, tells the tablets. */
export const publishDraft = async (
  form: string,
  from: string | undefined,
  language: Language,
  environment: NodeJS.ProcessEnv,
  now: string,
): Promise<CommandOutcome> => {
  const words = commandWords[language];
  const [id = '', version] = form.split('@');
  const today = dayIn(new Date(now));
  const validFrom = day.safeParse(from ?? today);
  if (version === undefined || !validFrom.success) return { status: 2, lines: words.usage };
  if (validFrom.data < today) return { status: 1, lines: [words.past] };
  const { database, audit, close } = await openRegister(environment, { isDryRun: false });
  try {
    return await database.write(async (transaction): Promise<CommandOutcome> => {
      const draft = await readDraft(transaction.query, { id, version: Number(version) });
      if (draft === undefined) return { status: 2, lines: [words.noDraft(form)] };
      const done = await publishVersion(transaction, draft.document, {
        validFrom: validFrom.data,
        at: now,
        userId: null,
      });
      if (!done.ok) return { status: 1, lines: refusedLines({ faults: done.problem, notes: [] }, language) };
      audit?.write(transaction, {
        actorId: 'import',
        scope: null,
        action: 'questionnaire-published',
        source: 'questionnaire',
        cases: {},
        why: `${id}/${version}`,
      });
      return { status: 0, lines: [words.nowPublished(id, Number(version), validFrom.data)] };
    });
  } finally {
    await close();
  }
};

const findForExport = async (
  id: string,
  version: number | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Questionnaire | undefined> => {
  const { database, close } = await openRegister(environment, { isDryRun: true });
  try {
    const found = await findDocument(database, id, version);
    const isShipped = (of: Questionnaire) => of.id === id && (version ?? of.version) === of.version;
    return found ?? shippedQuestionnaires.find(isShipped);
  } finally {
    await close();
  }
};

/** Writes a form of the register, or one that Följsam brings, as a workbook; no file is written over. */
export const exportToFile = async (
  form: string,
  path: string,
  language: Language,
  environment: NodeJS.ProcessEnv,
): Promise<CommandOutcome> => {
  const words = commandWords[language];
  const [id = '', version] = form.split('@');
  const document = await findForExport(id, version === undefined ? undefined : Number(version), environment);
  if (document === undefined) return { status: 2, lines: [words.unknown(form)] };
  await writeFile(path, await writeWorkbook(exportQuestionnaire(document)), { flag: 'wx' });
  return { status: 0, lines: [words.exported(path)] };
};
