import type { DeviceWords } from './device.ts';
import { NumberWord } from './number.ts';

/** Screen 4, Granska och skicka. */
export const send = (device: DeviceWords) => ({
  title: 'Granska och skicka',
  missing: (count: number) => `${NumberWord(count, 'ett')} svar saknas`,
  missingIn: (count: number, section: string) => `${NumberWord(count, 'ett')} svar saknas i ${section}`,
  invalid: (count: number) => `${NumberWord(count, 'ett')} svar behöver rättas`,
  send: 'Skicka uppföljningen',
  sending: 'Skickas …',
  offline: `Du är offline. När du skickar läggs uppföljningen i utkorgen på ${device.the} och går iväg av sig själv när du får nät.`,
  takeBackUntil: 'Så länge den väntar kan du ta tillbaka den. När den är skickad kan du rätta den.',
  sent: 'Uppföljningen är skickad',
  queued: 'Uppföljningen ligger i utkorgen',
  takeBack: 'Ta tillbaka',
  takenBack: 'Uppföljningen är tillbaka hos dig.',
  withdrawn: 'Uppföljningen är tillbaka hos dig. Registret får veta att den är tillbakatagen.',
  cannotTakeBack: 'Den går inte att ta tillbaka. Rätta den i stället.',
  failed: 'Det gick inte att lägga den i utkorgen. Svaren är kvar. Försök igen.',
  changedHere: 'Ändrat',
  correct: 'Rätta',
  correctText: 'En rättelse blir en ny version. Den förra finns kvar att läsa.',
  changedSince: 'Ändrat sedan det du skickade',
  toOutbox: 'Till utkorgen',
});
