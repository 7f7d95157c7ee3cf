import type { NoAnswerReason } from '#domain/follow-up/answer.ts';
import { counted } from './number.ts';

/** Around every question, whoever it is put to. */
export const answers = {
  questionOf: (number: number, total: number) => `Fråga ${number} av ${total}`,
  comment: 'Kommentar',
  remove: 'Ta bort svaret',
  undo: 'Ångra',
  removed: 'Svaret är borttaget.',
  clearedByReason: 'Svaret togs bort när du angav varför frågan inte besvarades.',
  clearedByAnswer: 'Skälet togs bort när du svarade.',
  whyNot: 'Inte besvarad – varför?',
  whyNotLegend: 'Varför frågan inte besvarades',
  notAnswered: 'Inte besvarad',
  missing: 'Svar saknas',
  answer: 'Svara',
  change: 'Ändra',
  voluntary: 'Frivillig',
  deviation: 'Notera en avvikelse',
  deviationLabel: 'Vad avviker?',
  deviationHint: 'Skriv utan namn på brukaren.',
  removeDeviation: 'Ta bort avvikelsen',
  previousAnswer: (date: string, answer: string) => `${date}: ${answer}`,
  previousTitle: 'Förra uppföljningen',
  noPrevious: 'Det här är den första uppföljningen.',
  personalNumber: 'Det ser ut som ett personnummer. Ta bort det: här ska det inte stå vem det handlar om.',
  tooLong: (limit: number) => `Texten är för lång. Högst ${counted(limit, 'tecken', 'tecken')}.`,
  invalidDate: 'Ange ett datum som finns.',
  passedDate: 'Datumet har passerat. Ange ett kommande datum.',
  invalidNumber: 'Ange ett tal.',
  outOfRange: (min: string, max: string) => `Ange ett tal mellan ${min} och ${max}.`,
  reasons: {
    declined: 'Avböjde',
    'did-not-understand': 'Förstod inte frågan',
    'could-not-take-part': 'Kunde inte delta',
    'not-asked': 'Ställdes inte',
  } satisfies Record<NoAnswerReason, string>,
};
