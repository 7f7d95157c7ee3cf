import type { Stage } from '#worker/api.ts';
import type { DeviceWords } from './device.ts';

/** The way of a submission: where the words are, always with a time. */
export const track = (device: DeviceWords) => ({
  label: 'Uppföljningens väg',
  savedOn: `Sparat på ${device.the}`,
  waiting: 'Väntar',
  sending: 'Skickas',
  sendingOf: (done: number, total: number) => `Skickas, ${done} av ${total}`,
  received: 'Mottaget',
  register: 'I registret',
  number: (number: string) => `Nr ${number}`,
  inRegister: (number: string) => `I registret, nr ${number}`,
  notYet: '(inte än)',
  approved: 'Godkänd',
  returned: 'Återförd',
  sent: 'Skickat',
  review: 'Godkänd',
  /** By the code of `Stage`. */
  stages: {
    planned: 'Planerad',
    begun: 'Påbörjad',
    waiting: 'Väntar på att skickas',
    sending: 'Skickas',
    received: 'Mottaget',
    'in-register': 'I registret',
    approved: 'Godkänd',
    returned: 'Återförd',
    conflict: 'Två versioner',
    'set-aside': 'Väntar på samordnaren',
    refused: 'Kom inte in i registret',
    dismissed: 'Togs inte in',
    'not-carried-out': 'Blev inte av',
    cancelled: 'Inställd',
    withdrawn: 'Tillbakatagen',
  } satisfies Record<Stage, string>,
});
