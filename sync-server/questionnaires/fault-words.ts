import { say, type Words } from '#domain/questionnaire/fault-words.ts';
import type { ImportFaultCode, ImportNoteCode } from './import-fault.ts';

export const importFaultWords: Words<ImportFaultCode> = {
  'file-too-large': say('Filen är större än {most} MB.', 'The file is larger than {most} MB.'),
  'takes-too-much': say(
    'Filen tar mer än {most} sekunder eller för mycket minne att läsa. Dela upp den.',
    'The file takes more than {most} seconds or too much memory to read. Split it.',
  ),
  'not-a-workbook': say(
    'Filen är ingen arbetsbok i formatet xlsx.',
    'The file is no workbook in the format xlsx.',
  ),
  'old-workbook': say(
    'Filen är i det gamla formatet xls eller är lösenordsskyddad. Spara den som xlsx utan lösenord.',
    'The file is in the old format xls, or has a password. Save it as xlsx without a password.',
  ),
  encrypted: say('Filen är krypterad.', 'The file is encrypted.'),
  damaged: say('Filen är skadad och kan inte läsas.', 'The file is damaged and cannot be read.'),
  'too-many-files': say('Arkivet har fler än {most} filer.', 'The archive has more than {most} files.'),
  'too-large-unpacked': say(
    'Filen blir större än {most} MB när den packas upp.',
    'The file is larger than {most} MB when unpacked.',
  ),
  macros: say(
    'Arbetsboken har makron. Spara den som xlsx utan makron.',
    'The workbook has macros. Save it as xlsx without macros.',
  ),
  formula: say(
    'Cellen har en formel. Skriv in värdet i stället.',
    'The cell has a formula. Write the value instead.',
  ),
  'error-value': say('Cellen har ett felvärde.', 'The cell has an error value.'),
  'merged-cells': say('Celler är sammanfogade. Dela dem.', 'Cells are merged. Split them.'),
  'too-many-rows': say('Bladet har fler än {most} rader.', 'The sheet has more than {most} rows.'),
  'too-many-columns': say('Bladet har fler än {most} kolumner.', 'The sheet has more than {most} columns.'),
  'not-text': say('Filen är ingen textfil.', 'The file is no text file.'),
  'quote-not-closed': say('Ett citattecken avslutas aldrig.', 'A quotation mark is never closed.'),
  'record-too-long': say('Raden är för lång.', 'The row is too long.'),
  'sheet-missing': say('Bladet ”{sheet}” saknas.', 'The sheet “{sheet}” is missing.'),
  'sheet-miscalled': say(
    'Bladet heter ”{sheet}”. Det ska heta ”{instead}”.',
    'The sheet is called “{sheet}”. It is to be called “{instead}”.',
  ),
  'sheet-twice': say('Bladet ”{sheet}” finns två gånger.', 'The sheet “{sheet}” is there twice.'),
  'sheet-not-supported': say('Bladet ”{sheet}” stöds inte.', 'The sheet “{sheet}” is not supported.'),
  'no-questions': say('Bladet har inga frågor.', 'The sheet has no questions.'),
  'column-missing': say('Kolumnen ”{header}” saknas.', 'The column “{header}” is missing.'),
  'column-twice': say(
    'Kolumnen ”{header}” säger samma som ”{before}”.',
    'The column “{header}” says the same as “{before}”.',
  ),
  'column-not-supported': say('Kolumnen ”{header}” stöds inte.', 'The column “{header}” is not supported.'),
  'column-unknown': say(
    'Det finns ingen kolumn som heter ”{header}”.',
    'There is no column called “{header}”.',
  ),
  'column-misspelt': say(
    'Det finns ingen kolumn som heter ”{header}”. Menas ”{meant}”?',
    'There is no column called “{header}”. Is “{meant}” meant?',
  ),
  'column-without-header': say(
    'Cellen står i en kolumn utan rubrik.',
    'The cell stands in a column without a header.',
  ),
  'language-unknown': say(
    'Språket ”{language}” är okänt. Skriv dess kod inom parentes, till exempel Svenska (sv).',
    'The language “{language}” is unknown. Write its code in parentheses, for example English (en).',
  ),
  'cell-too-long': say('Texten är längre än {most} tecken.', 'The text is longer than {most} characters.'),
  'cell-not-supported': say(
    '”{header}” stöds inte på en rad av typen {type}.',
    '“{header}” is not supported on a row of the type {type}.',
  ),
  'type-missing': say('Raden har ingen typ.', 'The row has no type.'),
  'type-unknown': say('Typen ”{type}” är okänd.', 'The type “{type}” is unknown.'),
  'type-not-supported': say('Typen ”{type}” stöds inte.', 'The type “{type}” is not supported.'),
  'type-extra-words': say('”{words}” hör inte till typen.', '“{words}” is no part of the type.'),
  'list-missing-in-type': say(
    'Efter ”{type}” ska listans namn stå.',
    'The name of the list is to follow “{type}”.',
  ),
  'name-missing': say('”{type}” saknar namn.', '“{type}” has no name.'),
  'name-not-usable': say(
    'Namnet ”{name}” går inte att använda. Det ska börja med en bokstav eller _ och ha bokstäver, siffror, _, - och punkt, högst 64 tecken.',
    'The name “{name}” cannot be used. It is to begin with a letter or _ and have letters, digits, _, - and dots, 64 at most.',
  ),
  'choice-name-not-usable': say(
    'Namnet ”{name}” går inte att använda. Det får inte ha mellanslag, och högst 64 tecken.',
    'The name “{name}” cannot be used. It may have no spaces, and 64 characters at most.',
  ),
  'not-yes-or-no': say('”{written}” är varken yes eller no.', '“{written}” is neither yes nor no.'),
  'not-one-of': say('”{written}” är inget av {words}.', '“{written}” is none of {words}.'),
  'not-a-trigger': say(
    '”{written}” ska vara en fråga, som ${fråga}.',
    '“{written}” is to be a question, like ${question}.',
  ),
  'parameters-not-readable': say(
    '”{written}” ska skrivas som namn=värde.',
    '“{written}” is to be written as name=value.',
  ),
  'columns-contradict': say(
    '”{one}” och ”{other}” säger olika. Töm ”{one}”.',
    '“{one}” and “{other}” differ. Empty “{one}”.',
  ),
  'not-readable': say(
    'Dokumentet kan inte läsas vid {path}: {message}',
    'The document cannot be read at {path}: {message}',
  ),
  'end-without-begin': say(
    '”{type}” avslutar inget som har börjat.',
    '“{type}” ends nothing that has begun.',
  ),
  'end-does-not-match': say(
    '”{type}” avslutar ”{begun}” på rad {row}.',
    '“{type}” ends “{begun}” of row {row}.',
  ),
  'not-ended': say('”{type}” {name} avslutas aldrig.', '“{type}” {name} is never ended.'),
  'section-inside': say(
    '”{name}” är ett avsnitt (foljsam::put_to) och ska vara en grupp ytterst.',
    '“{name}” is a section (foljsam::put_to) and is to be an outermost group.',
  ),
  'outside-section': say('”{name}” står utanför avsnitten.', '“{name}” stands outside the sections.'),
  'groups-too-deep': say('Grupper ligger djupare än {most}.', 'Groups lie deeper than {most}.'),
  'id-missing': say('Formuläret har varken form_id eller titel.', 'The form has neither form_id nor title.'),
};

export const noteWords: Words<ImportNoteCode> = {
  'sheet-not-read': say('Bladet ”{sheet}” läses inte.', 'The sheet “{sheet}” is not read.'),
  'column-not-read': say('”{header}” läses inte.', '“{header}” is not read.'),
  'cell-not-read': say('”{header}” läses inte på den här raden.', '“{header}” is not read on this row.'),
  'disabled-not-understood': say(
    '”{written}” är varken yes eller no: raden är inte avstängd.',
    '“{written}” is neither yes nor no: the row is not disabled.',
  ),
  'media-not-shown': say('”{header}” visas inte i appen.', '“{header}” is not shown in the app.'),
  'appearance-not-shown': say(
    'Utseendet ”{appearance}” sparas men visas inte.',
    'The appearance “{appearance}” is kept but not shown.',
  ),
  'row-disabled': say('”{name}” är avstängd och läses inte.', '“{name}” is disabled and not read.'),
  'metadata-left-out': say(
    '”{type}” läses inte: registret vet det själv.',
    '“{type}” is not read: the register knows it by itself.',
  ),
  'setting-not-read': say('Inställningen ”{header}” läses inte.', 'The setting “{header}” is not read.'),
  'settings-row-not-read': say(
    'Raden läses inte: inställningar har en rad.',
    'The row is not read: settings have one row.',
  ),
  'file-not-read': say('Filen ”{file}” läses inte.', 'The file “{file}” is not read.'),
  'parameter-not-used': say(
    'Parametern ”{name}” sparas men gör ingenting.',
    'The parameter “{name}” is kept but does nothing.',
  ),
  'or-other-added': say('or_other har blivit frågan ”{name}”.', 'or_other has become the question “{name}”.'),
  'note-named': say(
    'Noten saknar namn; den heter nu ”{name}”.',
    'The note has no name; it is now called “{name}”.',
  ),
  'only-worked-out': say(
    '”{name}” har en beräkning och ingen text: den räknas ut och visas inte.',
    '“{name}” has a calculation and no text: it is worked out and not shown.',
  ),
  'id-changed': say(
    '”{written}” har blivit formulärets namn ”{id}”.',
    '“{written}” has become the name of the form, “{id}”.',
  ),
  'version-changed': say(
    'Versionen ”{written}” är inget heltal med högst nio siffror; den blir 1.',
    'The version “{written}” is no whole number of at most nine digits; it becomes 1.',
  ),
  'one-section': say(
    'Arbetsboken har inga avsnitt (foljsam::put_to): allt har hamnat i ett.',
    'The workbook has no sections (foljsam::put_to): all has come into one.',
  ),
  'no-swedish': say(
    'Svenska saknas; texterna på språket {language} står i dess ställe, märkta som ogranskade.',
    'Swedish is missing; the words in the language {language} stand for it, marked as unchecked.',
  ),
};
