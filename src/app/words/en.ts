import type { DeviceKind } from './device-kind.ts';
import { account } from './en/account.ts';
import { administration } from './en/administration.ts';
import { answers } from './en/answers.ts';
import { desk } from './en/desk.ts';
import { deviceWords } from './en/device.ts';
import { connection, frame, save } from './en/frame.ts';
import { outbox } from './en/outbox.ts';
import { lock } from './en/lock.ts';
import { oversight } from './en/oversight.ts';
import { planning } from './en/planning.ts';
import { problems } from './en/problems.ts';
import { recovery } from './en/recovery.ts';
import { report } from './en/report.ts';
import { send } from './en/send.ts';
import { invitation } from './en/invitation.ts';
import { signIn } from './en/sign-in.ts';
import { terms } from './en/terms.ts';
import { titles } from './en/titles.ts';
import { today } from './en/today.ts';
import { track } from './en/track.ts';
import { vault } from './en/vault.ts';
import { visit } from './en/visit.ts';
import type { Catalogue } from './sv-all.ts';

/** All words on the screens, in English. */
export function english(kind: DeviceKind): Catalogue {
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
    answers,
    visit: visit(device),
    send: send(device),
    outbox: outbox(device),
    problems: problems(device),
    desk,
    report,
    planning,
    administration,
    oversight,
    account: account(device),
    invitation,
    recovery: recovery(device),
    vault: vault(device),
  };
}
