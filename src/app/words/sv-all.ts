import type { DeviceKind } from './device-kind.ts';
import { firstSwedish } from './sv.ts';
import { account } from './sv/account.ts';
import { administration } from './sv/administration.ts';
import { answers } from './sv/answers.ts';
import { desk } from './sv/desk.ts';
import { deviceWords } from './sv/device.ts';
import { invitation } from './sv/invitation.ts';
import { outbox } from './sv/outbox.ts';
import { oversight } from './sv/oversight.ts';
import { planning } from './sv/planning.ts';
import { problems } from './sv/problems.ts';
import { recovery } from './sv/recovery.ts';
import { report } from './sv/report.ts';
import { send } from './sv/send.ts';
import { vault } from './sv/vault.ts';
import { visit } from './sv/visit.ts';

/** All words on the screens, in Swedish. The type of every language comes from here. */
export function swedish(kind: DeviceKind) {
  const device = deviceWords(kind);
  return {
    ...firstSwedish(kind),
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

export type Catalogue = ReturnType<typeof swedish>;
