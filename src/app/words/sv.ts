import type { DeviceKind } from './device-kind.ts';
import { deviceWords } from './sv/device.ts';
import { connection, frame, save } from './sv/frame.ts';
import { lock } from './sv/lock.ts';
import { track } from './sv/track.ts';
import { signIn } from './sv/sign-in.ts';
import { terms } from './sv/terms.ts';
import { titles } from './sv/titles.ts';
import { today } from './sv/today.ts';

/** The words that the app begins with: the frame, the lock and the day, in Swedish. */
export function firstSwedish(kind: DeviceKind) {
  const device = deviceWords(kind);
  return {
    brand: 'Följsam',
    device,
    frame,
    titles,
    connection: connection(device),
    save: save(device),
    track: track(device),
    today: today(device),
    signIn: signIn(device),
    lock: lock(device),
    terms,
  };
}

export type FirstWords = ReturnType<typeof firstSwedish>;
