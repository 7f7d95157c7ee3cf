import type { DeviceWords } from '../sv/device.ts';
import type { Catalogue } from '../sv-all.ts';
import { NumberWord } from './number.ts';

const answers = (count: number) => `${NumberWord(count)} ${count === 1 ? 'answer' : 'answers'}`;

export const send = (device: DeviceWords): Catalogue['send'] => ({
  title: 'Check and send',
  missing: (count) => `${answers(count)} missing`,
  missingIn: (count, section) => `${answers(count)} missing in ${section}`,
  invalid: (count) => `${answers(count)} to be put right`,
  send: 'Send the follow-up',
  sending: 'Sending …',
  offline: `You are offline. When you send, the follow-up is put in the outbox on ${device.the} and leaves by itself when you have a network.`,
  takeBackUntil: 'As long as it waits you can take it back. Once sent, you can correct it.',
  sent: 'The follow-up is sent',
  queued: 'The follow-up is in the outbox',
  takeBack: 'Take back',
  takenBack: 'The follow-up is back with you.',
  withdrawn: 'The follow-up is yours again. The register will be told that it is taken back.',
  cannotTakeBack: 'It cannot be taken back. Correct it instead.',
  failed: 'It could not be put in the outbox. The answers are still here. Try again.',
  changedHere: 'Changed',
  correct: 'Correct',
  correctText: 'A correction becomes a new version. The earlier one can still be read.',
  changedSince: 'Changed since what you sent',
  toOutbox: 'To the outbox',
});
