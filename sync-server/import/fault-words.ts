import { describeExpected, entityWords, type ImportLanguage } from './expected-words.ts';
import type { Fault, FaultProblem } from './fault.ts';

/** The longest part of a value that a message repeats. */
const shownCharacters = 80;

/** One fault as one line: where, what stood there, what was expected. */
export function describeFault({ row, column, value, problem }: Fault, language: ImportLanguage): string {
  const words = problemWords[language](problem);
  const place = describePlace(row, column, language);
  const subject = describeValue(value, problem, language);
  const start = place === '' ? '' : `${place}: `;
  return `${start}${subject === '' ? '' : `${subject} – `}${words}`;
}

function describePlace(row: number | null, column: string | null, language: ImportLanguage): string {
  const isSwedish = language === 'sv';
  const places: string[] = [];
  if (row !== null) places.push(`${isSwedish ? 'Rad' : 'Row'} ${row}`);
  if (column !== null) {
    const number = /^#(\d+)$/.exec(column)?.[1];
    const named = isSwedish ? `kolumn ”${column}”` : `column “${column}”`;
    places.push(number === undefined ? named : `${isSwedish ? 'kolumn' : 'column'} ${number}`);
  }
  return places.join(', ');
}

function describeValue(value: string | null, problem: FaultProblem, language: ImportLanguage): string {
  if (problem.code === 'personal-identity-number') return language === 'sv' ? '(visas inte)' : '(not shown)';
  if (value === null && problem.code !== 'unexpected') return '';
  if (value === null || value === '') return language === 'sv' ? 'tomt' : 'empty';
  const line = value.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
  const shown = line.length > shownCharacters ? `${line.slice(0, shownCharacters)}…` : line;
  return language === 'sv' ? `”${shown}”` : `“${shown}”`;
}

const problemWords: Record<ImportLanguage, (problem: FaultProblem) => string> = {
  sv: (problem) => {
    switch (problem.code) {
      case 'unexpected':
        return `ska vara ${describeExpected(problem.expected, 'sv')}`;
      case 'personal-identity-number':
        return 'personnummer och samordningsnummer får inte finnas i filen';
      case 'duplicate-key':
        return `nyckeln finns redan på rad ${problem.firstRow}`;
      case 'unknown-reference':
        return `ska vara nyckeln till ${entityWords.sv[problem.entity]} som finns i registret eller i filen`;
      case 'days-reversed':
        return `ska vara ${problem.earlier} eller senare`;
      case 'not-for-type':
        return `ska vara tomt på en rad för ${entityWords.sv[problem.entity]}`;
      case 'cell-without-heading':
        return 'ska vara tomt: kolumnen saknar rubrik';
      case 'column-missing':
        return `kolumnen saknas; den ska innehålla ${describeExpected(problem.expected, 'sv')}`;
      case 'column-twice':
        return 'samma uppgift ska bara ha en kolumn';
      case 'initials-differ':
        return `ärendet har andra initialer på rad ${problem.firstRow}`;
      case 'team-without-board':
        return `ska vara en arbetsgrupp som handlägger för nämnden ${problem.board}`;
      case 'case-differs':
        return 'placeringen hör till ett annat ärende i registret';
      case 'placement-differs':
        return 'uppföljningen hör till en annan placering i registret';
      case 'no-version-in-force':
        return `ska vara en dag då en version av formuläret ${problem.questionnaire} gäller`;
      case 'not-text':
        return 'Filen är ingen textfil. Spara den som CSV (UTF-8) och försök igen';
      case 'quote-not-closed':
        return 'ett citattecken öppnas men stängs aldrig; resten av filen har inte lästs';
      case 'record-too-long':
        return 'raden är längre än en miljon tecken, troligen för att ett citattecken inte stängs; resten av filen har inte lästs';
      case 'empty':
        return 'Filen är tom';
    }
  },
  en: (problem) => {
    switch (problem.code) {
      case 'unexpected':
        return `should be ${describeExpected(problem.expected, 'en')}`;
      case 'personal-identity-number':
        return 'personal identity numbers and coordination numbers must not be in the file';
      case 'duplicate-key':
        return `the key is already on row ${problem.firstRow}`;
      case 'unknown-reference':
        return `should be the key of ${entityWords.en[problem.entity]} in the register or in the file`;
      case 'days-reversed':
        return `should be ${problem.earlier} or later`;
      case 'not-for-type':
        return `should be empty on a row for ${entityWords.en[problem.entity]}`;
      case 'cell-without-heading':
        return 'should be empty: the column has no heading';
      case 'column-missing':
        return `the column is missing; it should hold ${describeExpected(problem.expected, 'en')}`;
      case 'column-twice':
        return 'the same thing should have one column only';
      case 'initials-differ':
        return `the case has other initials on row ${problem.firstRow}`;
      case 'team-without-board':
        return `should be a team that handles cases of the board ${problem.board}`;
      case 'case-differs':
        return 'the placement belongs to another case in the register';
      case 'placement-differs':
        return 'the follow-up belongs to another placement in the register';
      case 'no-version-in-force':
        return `should be a day on which a version of the questionnaire ${problem.questionnaire} holds`;
      case 'not-text':
        return 'The file is not a text file. Save it as CSV (UTF-8) and try again';
      case 'quote-not-closed':
        return 'a quotation mark is opened and never closed; the rest of the file has not been read';
      case 'record-too-long':
        return 'the row is longer than a million characters, probably because a quotation mark is not closed; the rest of the file has not been read';
      case 'empty':
        return 'The file is empty';
    }
  },
};
