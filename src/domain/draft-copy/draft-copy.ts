import * as z from 'zod/mini';
import { answers } from '../follow-up/answer.ts';
import { questionnaireRef } from '../follow-up/follow-up.ts';
import { id, instant } from '../ids.ts';
import { versions } from './versions.ts';

/** What the other device is called, where it is told of. */
const deviceKinds = ['tablet', 'phone', 'computer'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** Of a draft, all but its answers. */
const draftHead = z.strictObject({
  placementId: id,
  questionnaire: questionnaireRef,
  /** Which round of writing it is of: copies of another round are not merged with it. */
  basedOn: z.array(id).check(z.maxLength(16)),
  position: z.strictObject({ section: z.string(), question: z.nullable(z.string()) }),
  told: z.nullable(z.strictObject({ on: z.string(), method: z.string() })),
  returned: z.nullable(z.strictObject({ revision: id, answers })),
  startedAt: instant,
  changedAt: instant,
});
export type DraftHead = z.infer<typeof draftHead>;

/** What one device holds of a draft, as another of hers is to read it. It never leaves a device but sealed. */
export const draftCopy = z.strictObject({
  version: z.literal(1),
  device: z.enum(deviceKinds),
  head: draftHead,
  versions,
  /** How far each device's writing was in it. Stays when the answers go. */
  seen: z.record(id, z.int()),
  /** The submission that it was sent as; then there are no answers in the copy any more. */
  sent: z.nullable(z.strictObject({ itemId: id, at: instant })),
});
export type DraftCopy = z.infer<typeof draftCopy>;

/** Whether two drafts are of one round of writing. */
export const isSameRound = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join() === other.toSorted().join();
