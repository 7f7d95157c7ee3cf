import { language } from './words.svelte.ts';

const swedish = {
  guidance: 'Vägledning',
  addComment: 'Lägg till en kommentar',
  yes: 'Ja',
  no: 'Nej',
  acknowledge: 'Jag bekräftar',
  outOfRange: (least: string, most: string) => `Välj ett värde mellan ${least} och ${most}.`,
  noValue: 'Inget värde valt',
  day: 'Datum',
  time: 'Klockslag',
  /** Ranking. */
  rankHint: 'Flytta alternativen tills ordningen stämmer, det viktigaste först.',
  up: 'Upp',
  down: 'Ner',
  moveUp: (choice: string) => `Flytta upp: ${choice}`,
  moveDown: (choice: string) => `Flytta ner: ${choice}`,
  movedTo: (choice: string, place: number, total: number) => `${choice}, plats ${place} av ${total}`,
  keepOrder: 'Ordningen stämmer',
  notRanked: 'Ingen ordning är vald än.',
  /** Long lists. */
  chosen: 'Valda',
  takeAway: 'Ta bort',
  removeChoice: (choice: string) => `Ta bort: ${choice}`,
  addChoice: 'Lägg till ett val',
  /** Repeats. */
  row: 'Rad',
  rowOf: (row: string, number: number, total: number) => `${row} ${number} av ${total}`,
  namedRowOf: (row: string, number: number, total: number) => `${row} (${number} av ${total})`,
  rowNumber: (row: string, number: number) => `${row} ${number}`,
  rows: (title: string) => `${title}: alla rader`,
  rowsDone: (done: number, total: number) => `${done} av ${total} klara`,
  noRows: 'Inga rader än.',
  rowState: (handled: number, total: number) =>
    handled === 0 ? 'Inte påbörjad' : handled < total ? `${handled} av ${total}` : 'Klar',
  addRow: (row: string) => `Lägg till: ${row.toLocaleLowerCase('sv')}`,
  removeRow: (row: string) => `Ta bort: ${row.toLocaleLowerCase('sv')}`,
  rowRemoved: 'Raden är borttagen.',
  previousRow: 'Föregående',
  nextRow: 'Nästa',
  /** What comes with a later version. */
  attachments: {
    signature: 'Underskrifter kan inte tas emot än. Det kommer i en senare version av Följsam.',
    photo: 'Foton kan inte läggas till än. Det kommer i en senare version av Följsam.',
    file: 'Filer kan inte läggas till än. Det kommer i en senare version av Följsam.',
  },
  attachmentAdvice: 'Skriv i kommentaren var underlaget finns.',
  attached: (content: string) => `Bilaga ${content}`,
  locked: 'Svaret kan inte ändras här.',
  calculated: 'Räknas ut',
  questionLanguage: 'Frågornas språk',
  sameAsScreen: 'Samma som skärmen',
  notTranslated: 'Texterna på det här språket är inte granskade av översättare.',
};

const english: typeof swedish = {
  guidance: 'Guidance',
  addComment: 'Add a comment',
  yes: 'Yes',
  no: 'No',
  acknowledge: 'I confirm',
  outOfRange: (least, most) => `Choose a value between ${least} and ${most}.`,
  noValue: 'No value chosen',
  day: 'Date',
  time: 'Time',
  rankHint: 'Move the alternatives until the order is right, the most important first.',
  up: 'Up',
  down: 'Down',
  moveUp: (choice) => `Move up: ${choice}`,
  moveDown: (choice) => `Move down: ${choice}`,
  movedTo: (choice, place, total) => `${choice}, place ${place} of ${total}`,
  keepOrder: 'The order is right',
  notRanked: 'No order has been chosen yet.',
  chosen: 'Chosen',
  takeAway: 'Remove',
  removeChoice: (choice) => `Remove: ${choice}`,
  addChoice: 'Add a choice',
  row: 'Row',
  rowOf: (row, number, total) => `${row} ${number} of ${total}`,
  namedRowOf: (row, number, total) => `${row} (${number} of ${total})`,
  rowNumber: (row, number) => `${row} ${number}`,
  rows: (title) => `${title}: all rows`,
  rowsDone: (done, total) => `${done} of ${total} done`,
  noRows: 'No rows yet.',
  rowState: (handled, total) =>
    handled === 0 ? 'Not begun' : handled < total ? `${handled} of ${total}` : 'Done',
  addRow: (row) => `Add: ${row.toLocaleLowerCase('en')}`,
  removeRow: (row) => `Remove: ${row.toLocaleLowerCase('en')}`,
  rowRemoved: 'The row is removed.',
  previousRow: 'Previous',
  nextRow: 'Next',
  attachments: {
    signature: 'Signatures cannot be taken yet. They come with a later version of Följsam.',
    photo: 'Photos cannot be added yet. They come with a later version of Följsam.',
    file: 'Files cannot be added yet. They come with a later version of Följsam.',
  },
  attachmentAdvice: 'Write in the comment where it can be found.',
  attached: (content) => `Attachment ${content}`,
  locked: 'The answer cannot be changed here.',
  calculated: 'Calculated',
  questionLanguage: 'Language of the questions',
  sameAsScreen: 'As the screen',
  notTranslated: 'The words of this language have not been checked by a translator.',
};

/** What a language is called in another: "arabiska". */
export const languageName = (tag: string, spoken: string): string =>
  new Intl.DisplayNames([spoken], { type: 'language' }).of(tag.split('-x-')[0] ?? tag) ?? tag;

/**
 * The words around questions that few questionnaires have. They come with the questions, apart from the other words,
 * so that the worklist does not wait for them.
 */
export const formWords: typeof swedish = new Proxy(swedish, {
  get: (_target, name): unknown => Reflect.get(language.current === 'en' ? english : swedish, name),
});
