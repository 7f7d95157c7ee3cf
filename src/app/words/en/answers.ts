import type { Catalogue } from '../sv.ts';
import { counted } from './number.ts';

export const answers: Catalogue['answers'] = {
  questionOf: (number, total) => `Question ${number} of ${total}`,
  comment: 'Comment',
  remove: 'Remove the answer',
  undo: 'Undo',
  removed: 'The answer is removed.',
  clearedByReason: 'The answer was removed when you said why the question was not answered.',
  clearedByAnswer: 'The reason was removed when you answered.',
  whyNot: 'Not answered – why?',
  whyNotLegend: 'Why the question was not answered',
  notAnswered: 'Not answered',
  missing: 'Answer missing',
  answer: 'Answer',
  change: 'Change',
  voluntary: 'Voluntary',
  deviation: 'Note a deviation',
  deviationLabel: 'What deviates?',
  deviationHint: 'Write without the name of the client.',
  removeDeviation: 'Remove the deviation',
  previousAnswer: (date, answer) => `${date}: ${answer}`,
  previousTitle: 'The previous follow-up',
  noPrevious: 'This is the first follow-up.',
  personalNumber:
    'This looks like a personal identity number. Remove it: nothing here is to say who it is about.',
  tooLong: (limit) => `The text is too long. At most ${counted(limit, 'character', 'characters')}.`,
  invalidDate: 'Give a date that exists.',
  passedDate: 'The date has passed. Give a coming date.',
  invalidNumber: 'Give a number.',
  outOfRange: (min, max) => `Give a number between ${min} and ${max}.`,
  reasons: {
    declined: 'Declined',
    'did-not-understand': 'Did not understand',
    'could-not-take-part': 'Could not take part',
    'not-asked': 'Not asked',
  },
};
