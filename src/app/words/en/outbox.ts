import type { DeviceWords } from '../sv/device.ts';
import type { Catalogue } from '../sv-all.ts';
import { counted, NumberWord } from './number.ts';

export const outbox = (device: DeviceWords): Catalogue['outbox'] => ({
  title: (needing, underway) => {
    if (needing > 0) return `${NumberWord(needing)} ${needing === 1 ? 'needs' : 'need'} you`;
    if (underway > 0) return `${NumberWord(underway)} on the way`;
    return 'Everything is in the register';
  },
  lead: (online) =>
    online
      ? 'You are online. The rest is sent by itself.'
      : 'You are offline. Everything is sent when you have a network.',
  empty: 'Everything is in the register.',
  emptyText: 'What you send shows here until it has arrived, and then under Done.',
  needsYou: 'Needs you',
  underway: 'On the way',
  done: 'Done',
  showAll: (count) => `Show all ${count}`,
  sendNow: 'Send now',
  nextTry: (time) => `Next try ${time}`,
  waitsForOthers: 'Waiting for what was sent before',
  takeBack: 'Take back',
  correct: 'Correct',
  open: 'Open',
  openAndCorrect: 'Open and correct',
  sendingNow: 'Sending …',
  settled: 'The choice is saved and will be sent.',
  settling: 'Saving …',
  cannotSettle: 'The choice could not be saved. Somebody may have settled it meanwhile.',
  contested: 'The answers differ. Both are kept. Which is right?',
  returnedText: 'The coordinator wants something changed. The comments stand at the questions.',
  noFile: 'There is nothing to save as a file.',
  kinds: {
    'carried-out': 'Notice that the visit was made',
    submission: 'Follow-up',
    'not-carried-out': 'Notice that the visit did not take place',
    withdrawal: 'Withdrawal',
  },
  exportFile: 'Save as a file',
  sendAgain: 'Send again',
  twoVersions: 'Two versions',
  versionOnDevice: `On ${device.the}`,
  versionInRegister: 'In the register',
  versionSent: 'Sent',
  you: 'you',
  noAnswerThere: 'No answer',
  before: (answer) => `Before: ${answer}`,
  chooseVersion: 'Choose a version',
  useVersions: 'Use what you chose',
  chosenOf: (chosen, total) => `${chosen} of ${counted(total, 'question', 'questions')} chosen`,
  notAcceptedKept: 'Not accepted into the register. The answers are kept.',
  setAside: 'Waiting for the coordinator',
  dismissedText: (comment) =>
    comment === '' ? 'The coordinator did not take it in.' : `The coordinator did not take it in: ${comment}`,
  setAsideText: 'The coordinator of your district reads it and decides. The answers are kept here.',
  reasons: {
    'assignment-withdrawn': 'The follow-up had been handed to somebody else when it arrived.',
    'placement-unknown': 'The placement is not in the register.',
    'questionnaire-unknown': 'The questions that it answers are not in the register.',
    'invalid-answers': 'One answer or more does not fit the questions. Open, put right and send again.',
    'follow-up-cancelled': 'The follow-up had been cancelled when it arrived.',
    'already-carried-out': 'The follow-up had already been reported as done.',
    'predecessor-refused': 'It builds on a version that was not accepted.',
    'predecessor-missing': 'It builds on a version that has not arrived.',
    'not-withdrawable': 'It cannot be taken back: it is already approved.',
    unreadable: 'It could not be read. Save it as a file and give it to the coordinator.',
    'content-mismatch': 'The content did not fit what stood on the outside. Open and send again.',
    forged: 'The signature is not yours. Open it, check the answers and send again.',
    'same-id-other-content': 'Another version with the same number is already there. Open and send again.',
    'unknown-key': `It was locked with a key that no longer holds. It is locked anew when ${device.the} is open.`,
  },
});
