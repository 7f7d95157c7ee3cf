import type { DeviceKind } from './device-kind.ts';
import { account } from './sv/account.ts';
import { administration } from './sv/administration.ts';
import { answers } from './sv/answers.ts';
import { desk } from './sv/desk.ts';
import { deviceWords } from './sv/device.ts';
import { connection, frame, save } from './sv/frame.ts';
import { outbox, track } from './sv/outbox.ts';
import { lock } from './sv/lock.ts';
import { oversight } from './sv/oversight.ts';
import { planning } from './sv/planning.ts';
import { problems } from './sv/problems.ts';
import { report } from './sv/report.ts';
import { send } from './sv/send.ts';
import { signIn } from './sv/sign-in.ts';
import { terms } from './sv/terms.ts';
import { today } from './sv/today.ts';
import { visit } from './sv/visit.ts';

/** All words on the screens, in Swedish. The type of every other language comes from here. */
export function swedish(kind: DeviceKind) {
  const device = deviceWords(kind);
  return {
    brand: 'Följsam',
    device,
    frame,
    connection: connection(device),
    save: save(device),
    answers,
    track: track(device),
    today: today(device),
    visit: visit(device),
    send: send(device),
    outbox: outbox(device),
    problems: problems(device),
    desk,
    report,
    signIn: signIn(device),
    lock: lock(device),
    planning,
    administration,
    oversight,
    account: account(device),
    terms,
  };
}

export type Catalogue = ReturnType<typeof swedish>;
