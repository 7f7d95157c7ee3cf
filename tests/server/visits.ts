import type { Item, Submission } from '#domain/follow-up/item.ts';
import type { UploadItem } from '#domain/protocol.ts';
import { wholeAnswers } from './seed.ts';

/** Numbers in [0, 1) that come again with the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The upload that carries an item. */
export const uploadOf = (item: Item): UploadItem => {
  const { id, kind, followUpId, authorId } = item;
  const content = Buffer.from(JSON.stringify(item)).toString('base64');
  return { id, kind, followUpId, authorId, keyId: 'plain', content };
};

/** Whose visits they are, and to whom. */
export interface VisitsOf {
  readonly authorId: string;
  readonly placementIds: readonly string[];
  readonly random: () => number;
}

const grades = ['very-good', 'acceptable', 'could-be-better', 'deficient'] as const;

/**
 * A caseworker's endless work: new visits, corrections, two corrections of the same revision, one sent before what it
 * builds on, withdrawals. Each call gives the items of one thing she did, in the order in which they are sent.
 */
export const endlessVisits = ({ authorId, placementIds, random }: VisitsOf): (() => Item[]) => {
  const pick = <Value>(from: readonly Value[]): Value => {
    const picked = from[Math.floor(random() * from.length)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  };
  const sent: Submission[] = [];
  const common = () => ({ id: crypto.randomUUID(), authorId, writtenAt: '2026-11-20T10:00:00.000Z' });

  const newVisit = (): Item[] => {
    const visit = {
      followUpId: crypto.randomUUID(),
      placementId: pick(placementIds),
      questionnaire: { id: 'individual-follow-up', version: 1 },
      on: `2026-${pick(['09', '10', '11'])}-0${1 + Math.floor(random() * 9)}`,
      method: 'site-visit' as const,
    };
    const answers = wholeAnswers({ overall: { value: pick(grades) }, influence: { reason: 'declined' } });
    const submission: Submission = { kind: 'submission', ...common(), ...visit, basedOn: [], answers };
    sent.push(submission);
    return [{ kind: 'carried-out', ...common(), ...visit }, submission];
  };

  const correction = (of: Submission): Submission => {
    const question = pick(['overall', 'information-duty', 'agreed-activities']);
    const answers = {
      ...of.answers,
      [question]: { value: pick(grades), comment: `Seen again: ${random()}` },
    };
    const corrected: Submission = { ...of, ...common(), basedOn: [of.id], answers };
    sent.push(corrected);
    return corrected;
  };

  return () => {
    const chance = random();
    if (sent.length === 0 || chance < 0.5) return newVisit();
    const of = pick(sent);
    if (chance < 0.7) return [correction(of)];
    if (chance < 0.8) return [correction(of), correction(of)];
    if (chance < 0.9) {
      const first = correction(of);
      return [correction(first), first];
    }
    return [{ kind: 'withdrawal', ...common(), followUpId: of.followUpId, submissionId: of.id }];
  };
};
