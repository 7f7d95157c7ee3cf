import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Decided } from './power-cut-disk.ts';
import type { ItemResult } from '#domain/protocol.ts';
import { gender, ownership, serviceArea } from '#domain/organisation/organisation.ts';
import { answers } from '#domain/follow-up/answer.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { monthOf } from '#domain/report/period.ts';
import { followUpsThemselves, tallyOf, type CountedFollowUp } from '#domain/report/tally.ts';

/** Asks a register's file, whatever has it open. */
export type Ask = (sql: string) => Record<string, unknown>[];

/** Reads a register's file as it stands, beside whoever has it open. */
export const lookInto = <Seen>(file: string, read: (ask: Ask) => Seen): Seen => {
  const reader = new DatabaseSync(file, { timeout: 5_000 });
  try {
    return read((sql) => reader.prepare(sql).all());
  } finally {
    reader.close();
  }
};

/** What tablets have been told: the last receipt of each item. */
export class Acknowledged {
  readonly receipts = new Map<string, ItemResult & { followUpId: string }>();
  /** What was told of an item and is not what was told of it before. */
  readonly contradictions: string[] = [];

  note(result: ItemResult, followUpId: string): void {
    const before = this.receipts.get(result.id);
    if (result.receipt === 0) this.contradictions.push(`${result.id} was refused: ${result.reason}`);
    if (before !== undefined && before.receipt !== result.receipt)
      this.contradictions.push(`${result.id} has receipts ${before.receipt} and ${result.receipt}`);
    if (before?.number !== undefined && before.number !== result.number)
      this.contradictions.push(`${result.id} has numbers ${before.number} and ${result.number}`);
    this.receipts.set(result.id, { ...result, followUpId });
  }
}

const itemRow = z.object({ id: z.string(), receipt: z.number(), kind: z.string(), status: z.string() });
const entryRow = z.object({ follow_up_id: z.string(), number: z.string() });
const takesEffect = new Set(['accepted', 'merged', 'conflict']);

/** What is wrong with a register, given what was acknowledged: lost, twice, or half done. Empty: nothing. */
export const faultsOf = (ask: Ask, { receipts, contradictions }: Acknowledged): string[] => {
  const faults = [...contradictions];
  const items = z.array(itemRow).parse(ask('SELECT id, receipt, kind, status FROM items'));
  const stored = new Map(items.map((each) => [each.id, each]));
  if (stored.size !== items.length) faults.push('An item is there twice');
  if (new Set(items.map((each) => each.receipt)).size !== items.length)
    faults.push('A receipt is there twice');

  const entries = z.array(entryRow).parse(ask('SELECT follow_up_id, number FROM entries'));
  const numbers = new Map(entries.map((each) => [each.follow_up_id, each.number]));
  if (new Set(numbers.values()).size !== numbers.size) faults.push('A register number is there twice');

  for (const told of receipts.values()) {
    const found = stored.get(told.id);
    if (found === undefined) faults.push(`Lost: ${told.id}, acknowledged with receipt ${told.receipt}`);
    else if (found.receipt !== told.receipt) faults.push(`${told.id} has another receipt than was told`);
    if (told.number !== undefined && numbers.get(told.followUpId) !== told.number)
      faults.push(`Number ${told.number} was told and is ${numbers.get(told.followUpId)}`);
  }

  const revisions = z
    .array(z.object({ id: z.string() }))
    .parse(ask(`SELECT id FROM revisions WHERE kind <> 'merge'`))
    .map((each) => each.id);
  const withRevision = new Set(revisions);
  if (withRevision.size !== revisions.length) faults.push('A revision is there twice');
  for (const { id, kind, status } of items) {
    const isExpected = kind === 'submission' && takesEffect.has(status);
    if (isExpected && !withRevision.has(id)) faults.push(`${id} is ${status} and has no revision`);
    if (withRevision.has(id) && !takesEffect.has(status))
      faults.push(`${id} is ${status} and has a revision`);
  }
  for (const id of withRevision) if (!stored.has(id)) faults.push(`Revision ${id} came of no item`);
  return faults;
};

const reviewRow = z.object({ id: z.string(), revision_id: z.string(), decision: z.string() });
/** What disagrees or was taken back since is in line for another reason, with the same revision in force. */
const inQueue =
  'SELECT follow_up_id, head_id, queue FROM entries WHERE has_conflict = 0 AND is_withdrawn = 0';
const queueRow = z.object({ follow_up_id: z.string(), head_id: z.string(), queue: z.string() });

/** What is wrong with the decisions of the review desk, given which were acknowledged, in order. Empty: nothing. */
export const reviewFaults = (ask: Ask, all: readonly Decided[]): string[] => {
  const faults: string[] = [];
  const reviews = z.array(reviewRow).parse(ask('SELECT id, revision_id, decision FROM reviews'));
  const kept = new Map(reviews.map((row) => [row.id, row]));
  for (const { reviewId, head, decision } of all) {
    const row = kept.get(reviewId);
    if (row?.revision_id !== head || row.decision !== decision)
      faults.push(`Lost: ${reviewId}, a revision that was said to be ${decision}`);
  }
  const latest = new Map(all.map((each) => [each.followUpId, each]));
  for (const row of z.array(queueRow).parse(ask(inQueue))) {
    const decided = latest.get(row.follow_up_id);
    if (decided?.head === row.head_id && decided.decision !== row.queue)
      faults.push(`Lost: ${row.follow_up_id} was said to be ${decided.decision} and is ${row.queue}`);
  }
  const logged = Number(
    ask(`SELECT count(*) AS count FROM audit_log WHERE action = 'reviewed'`)[0]?.['count'],
  );
  // Never one without the other.
  if (logged !== reviews.length)
    faults.push(`${reviews.length} decisions and ${logged} rows of them in the log`);
  return faults;
};

const facts = { boardId: z.string(), serviceArea, ownership, gender };
const carriedOutRow = z.object({ ...facts, on: z.string() });
const headRow = z.object({ ...facts, on: z.string(), answers: z.string() });
const rollupRow = z.object({ key: z.string(), count: z.number() });

const factsOf = `f.board_id AS boardId, p.service_area AS serviceArea, u.ownership, p.gender`;
const placed = `JOIN placements p ON p.id = f.placement_id JOIN units u ON u.id = p.unit_id`;

/** The cells of the rollups that differ from a count of every follow-up from scratch. Empty: none. */
export const rollupFaults = (ask: Ask): string[] => {
  const expected = new Map<string, number>();
  const add = (of: CountedFollowUp, questionnaire: string, isCounted: (outcome: string) => boolean): void => {
    for (const { question, outcome, count } of tallyOf(of).counts) {
      if (question === followUpsThemselves && !isCounted(outcome)) continue;
      const { boardId, on, serviceArea: area, ownership: managed, gender: sex } = of;
      const key = [boardId, monthOf(on), area, managed, sex, questionnaire, question, outcome].join('/');
      expected.set(key, (expected.get(key) ?? 0) + count);
    }
  };
  const carriedOut = ask(
    `SELECT ${factsOf}, f.carried_out_on AS "on" FROM follow_ups f ${placed} WHERE f.carried_out_on IS NOT NULL`,
  );
  for (const row of z.array(carriedOutRow).parse(carriedOut))
    add({ ...row, questionnaire: individualFollowUp, answers: null }, '/0', () => true);
  const heads = ask(
    `SELECT ${factsOf}, r.carried_out_on AS "on", r.answers FROM entries e
     JOIN follow_ups f ON f.id = e.follow_up_id ${placed} JOIN revisions r ON r.id = e.head_id
     WHERE r.is_withdrawn = 0`,
  );
  const { id, version } = individualFollowUp;
  for (const row of z.array(headRow).parse(heads)) {
    const counted = {
      ...row,
      questionnaire: individualFollowUp,
      answers: answers.parse(JSON.parse(row.answers)),
    };
    add(counted, `${id}/${version}`, (outcome) => outcome !== 'carried-out');
  }

  const kept = z.array(rollupRow).parse(
    ask(`SELECT board_id || '/' || month || '/' || service_area || '/' || ownership || '/' || gender || '/' ||
      questionnaire_id || '/' || questionnaire_version || '/' || question || '/' || outcome AS key, count
      FROM rollups WHERE count <> 0`),
  );
  const actual = new Map(kept.map((row) => [row.key, row.count]));
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((key) => (expected.get(key) ?? 0) !== (actual.get(key) ?? 0))
    .map((key) => `${key} is ${actual.get(key) ?? 0}, counted from scratch ${expected.get(key) ?? 0}`);
};
