import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { item as itemSchema, type Item } from '#domain/follow-up/item.ts';
import { protocolVersion, type ItemResult } from '#domain/protocol.ts';
import { dayIn } from '#domain/day.ts';
import type { Scope } from '#domain/organisation/access.ts';
import type { Database, WriteTransaction } from '../database/database.ts';
import { readScope } from '../identity/scopes.ts';
import { idsByKey } from '../import/register-lookup.ts';
import { idOf } from '../import/saving.ts';
import { changeFollowUp } from '../organisation/planning-store.ts';
import { createIntake } from '../register/intake.ts';
import { decide } from '../register/review-desk.ts';
import { plainKeyId } from '../register/unseal.ts';
import type { Happening, Occasion } from './timeline.ts';

/** What is needed to let things happen in the register. */
export interface Stage {
  readonly transaction: WriteTransaction;
  readonly newId: () => string;
  readonly userIds: ReadonlyMap<string, string>;
  /** The tablet of each user, by user name. */
  readonly tabletIds: ReadonlyMap<string, string>;
  readonly placementKeys: readonly string[];
  readonly followUpKeys: readonly string[];
}

/** The transaction as a register of its own, so that all that happens is one commit. */
const withinTransaction = (transaction: WriteTransaction): Pick<Database, 'write'> => ({
  write: (work) => work(transaction),
});

/** Lets everything happen in its order, each at its own time, through the doors of a running register. */
export const play = async (stage: Stage, happenings: readonly Happening[]): Promise<void> => {
  const { transaction, newId, userIds } = stage;
  let clock = new Date(0);
  const intake = createIntake({
    database: withinTransaction(transaction),
    now: () => clock,
    randomId: newId,
  });
  const placementIds = await idsByKey(transaction.query, 'placements', stage.placementKeys);
  const followUpIds = await idsByKey(transaction.query, 'follow_ups', stage.followUpKeys);
  const submissionIds = new Map<string, string>();

  const receive = async (author: string, item: Item): Promise<void> => {
    const upload = {
      id: item.id,
      kind: item.kind,
      followUpId: item.followUpId,
      authorId: item.authorId,
      keyId: plainKeyId,
      content: Buffer.from(JSON.stringify(itemSchema.parse(item))).toString('base64'),
    };
    const deviceId = idOf(stage.tabletIds, author);
    const reply = await intake.receive({ protocol: protocolVersion, epoch: null, deviceId, items: [upload] });
    if (reply.results.some(isLost)) throw new Error(`The demo city's ${item.kind} was not taken in`);
  };
  const common = (author: string, followUp: string) => ({
    id: newId(),
    followUpId: idOf(followUpIds, followUp),
    authorId: idOf(userIds, author),
    writtenAt: clock.toISOString(),
  });
  const visit = (of: Occasion) => ({
    ...common(of.author, of.followUp),
    placementId: idOf(placementIds, of.placement),
    questionnaire: { id: individualFollowUp.id, version: individualFollowUp.version },
    on: of.on,
    method: of.method,
  });

  const scopeOf = async (userName: string): Promise<Scope> => {
    const scope = await readScope(transaction.query, idOf(userIds, userName));
    if (scope === null) throw new Error(`${userName} does not work in the demo city`);
    return scope;
  };

  const letHappen = async (each: Happening): Promise<void> => {
    switch (each.kind) {
      case 'made':
        return receive(each.of.author, { kind: 'carried-out', ...visit(each.of) });
      case 'submitted': {
        const basedOn = each.basedOn.map((name) => idOf(submissionIds, name));
        const item: Item = { kind: 'submission', ...visit(each.of), basedOn, answers: { ...each.answers } };
        submissionIds.set(each.name, item.id);
        return receive(each.of.author, item);
      }
      case 'not-made': {
        const { author, followUp, reason, comment } = each;
        return receive(author, { kind: 'not-carried-out', ...common(author, followUp), reason, comment });
      }
      case 'cancelled': {
        const planner = { scope: await scopeOf(each.by), today: dayIn(clock), now: clock };
        const followUpId = idOf(followUpIds, each.followUp);
        const done = await changeFollowUp(transaction, planner, followUpId, { action: 'cancel' });
        if (!done.ok) throw new Error(`The demo city could not cancel ${each.followUp}: ${done.problem}`);
        return;
      }
      case 'reviewed': {
        const followUpId = idOf(followUpIds, each.followUp);
        const of = { followUpId, head: await headOf(transaction, followUpId), decision: each.decision };
        const using = { id: newId(), at: clock.toISOString() };
        const done = await decide(transaction, await scopeOf(each.by), of, using);
        if (!done.ok) throw new Error(`The demo city could not review ${each.followUp}: ${done.problem}`);
        return;
      }
    }
  };

  const inOrder = [...happenings].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  for (const each of inOrder) {
    clock = new Date(each.at);
    await letHappen(each);
  }
};

const isLost = (result: ItemResult): boolean => ['rejected', 'reseal', 'held'].includes(result.status);

const headOf = async ({ query }: WriteTransaction, followUpId: string): Promise<string> =>
  (
    await query
      .selectFrom('entries')
      .select('head_id')
      .where('follow_up_id', '=', followUpId)
      .executeTakeFirstOrThrow()
  ).head_id;
