import type { DeviceKind } from './device-kind.ts';
import { account } from './en/account.ts';
import { administration } from './en/administration.ts';
import { answers } from './en/answers.ts';
import { desk } from './en/desk.ts';
import { deviceWords } from './en/device.ts';
import { connection, frame, save } from './en/frame.ts';
import { outbox, track } from './en/outbox.ts';
import { lock } from './en/lock.ts';
import { oversight } from './en/oversight.ts';
import { planning } from './en/planning.ts';
import { problems } from './en/problems.ts';
import { report } from './en/report.ts';
import { send } from './en/send.ts';
import { signIn } from './en/sign-in.ts';
import { terms } from './en/terms.ts';
import { today } from './en/today.ts';
import { visit } from './en/visit.ts';
import type { Catalogue } from './sv.ts';

/** All words on the screens, in English. */
export function english(kind: DeviceKind): Catalogue {
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
