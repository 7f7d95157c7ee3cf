import type { ImportLanguage } from './expected-words.ts';
import { describeFault } from './fault-words.ts';
import type { Imported, Refused } from './import-file.ts';

/** What an import came to, in lines to read. */
export function describeImported(
  { tally, unused }: Imported,
  isDryRun: boolean,
  language: ImportLanguage,
): string[] {
  const words = outcomeWords[language];
  const counts = words.tally(tally.new, tally.changed, tally.unchanged);
  const lines = [`${isDryRun ? words.dryRun : words.done}: ${counts}.`];
  if (unused.length > 0) lines.push(`${words.unused}: ${unused.join(', ')}.`);
  return lines;
}

/** Why nothing was imported: a line for each fault, as many as are shown. */
export function describeRefused({ faults, count }: Refused, language: ImportLanguage): string[] {
  const words = outcomeWords[language];
  const lines = [words.refused(count), ...faults.map((fault) => describeFault(fault, language))];
  if (count > faults.length) lines.push(words.more(count - faults.length));
  return lines;
}

export const outcomeWords = {
  sv: {
    done: 'Importen är klar',
    dryRun: 'Provkörning, inget har skrivits',
    tally: (added: number, changed: number, unchanged: number) =>
      `${added} nya, ${changed} ändrade, ${unchanged} oförändrade`,
    unused: 'Kolumner som inte används',
    refused: (count: number) => `Inget har importerats. ${count === 1 ? 'Ett fel' : `${count} fel`} i filen:`,
    more: (count: number) => `… och ${count} fel till, som inte visas.`,
    unreadable: (code: string) => `Filen finns inte eller kan inte läsas (${code}).`,
    demo: 'Obs: registret är den påhittade demostaden.',
    usage: [
      'Användning: npm run import -- SLAG FIL [--dry-run] [--lang en]',
      'SLAG är organisation, placements (placeringar) eller follow-ups (planerade uppföljningar). FIL är en CSV-fil.',
      '--dry-run provkör: visar vad som skulle hända och skriver inget. Registret ligger i DATA_DIR (./data).',
    ],
  },
  en: {
    done: 'The import is done',
    dryRun: 'Dry run, nothing has been written',
    tally: (added: number, changed: number, unchanged: number) =>
      `${added} new, ${changed} changed, ${unchanged} unchanged`,
    unused: 'Columns that are not used',
    refused: (count: number) =>
      `Nothing has been imported. ${count === 1 ? 'One fault' : `${count} faults`} in the file:`,
    more: (count: number) => `… and ${count} more, which are not shown.`,
    unreadable: (code: string) => `The file is not there or cannot be read (${code}).`,
    demo: 'Note: the register is the invented demo city.',
    usage: [
      'Usage: npm run import -- KIND FILE [--dry-run] [--lang en]',
      'KIND is organisation, placements or follow-ups (planned ones). FILE is a CSV file.',
      '--dry-run shows what would come of it and writes nothing. The register is in DATA_DIR (./data).',
    ],
  },
};
