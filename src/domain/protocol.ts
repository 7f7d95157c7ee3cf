import * as z from 'zod/mini';
import { followUpView } from './follow-up/follow-up.ts';
import { itemKinds } from './follow-up/item.ts';
import { place } from './follow-up/place.ts';
import { day, id, instant } from './ids.ts';
import { unitView } from './organisation/organisation.ts';
import { placementView } from './organisation/placement.ts';
import { questionnaire } from './questionnaire/questionnaire.ts';

/** Version of the wire. A server answers another one with `app-too-old`. */
export const protocolVersion = 1;

/** Limits of one batch of uploads. */
export const batchLimits = { items: 200, bytes: 1_000_000 } as const;

/**
 * One thing sent from the outbox. The ids lie outside so that the queue can be sent without the key to its content;
 * what is inside must name the same ones.
 */
export const uploadItem = z.strictObject({
  id,
  kind: z.enum(itemKinds),
  followUpId: id,
  authorId: id,
  /** Which of the server's keys the content is sealed for. */
  keyId: z.string().check(z.maxLength(64)),
  content: z.base64().check(z.maxLength(700_000)),
});
export type UploadItem = z.infer<typeof uploadItem>;

/** `POST /api/uploads` */
export const uploadBatch = z.strictObject({
  protocol: z.int(),
  /** The register's epoch as the tablet last heard it; null at the first contact. */
  epoch: z.nullable(z.string().check(z.maxLength(64))),
  deviceId: id,
  /** None at all is a question: how the tablet stands with the register. */
  items: z.array(uploadItem).check(z.maxLength(batchLimits.items)),
});
export type UploadBatch = z.infer<typeof uploadBatch>;

export const itemStatuses = [
  'recorded',
  'accepted',
  'merged',
  'conflict',
  'held',
  'set-aside',
  'rejected',
  'reseal',
] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** Why an upload waits for a person, or cannot be read. */
export const itemReasons = [
  'assignment-withdrawn',
  'placement-unknown',
  'questionnaire-unknown',
  'invalid-answers',
  'follow-up-cancelled',
  'already-carried-out',
  'predecessor-refused',
  'predecessor-missing',
  'not-withdrawable',
  'unreadable',
  'forged',
  'content-mismatch',
  'same-id-other-content',
  'unknown-key',
] as const;
export type ItemReason = (typeof itemReasons)[number];

/** What became of one item: its receipt. Stored, and given again when the item comes again. */
export const itemResult = z.strictObject({
  id,
  status: z.enum(itemStatuses),
  /** Set where the item had come before. */
  duplicate: z.optional(z.boolean()),
  /** When it was received, by the server's clock. */
  at: instant,
  /** Its place among all receipts of this epoch; 0 for what was not stored. */
  receipt: z.int(),
  reason: z.optional(z.enum(itemReasons)),
  /** The number in the register, once there is one. */
  number: z.optional(z.string()),
  /** The revision that holds after this. */
  head: z.optional(id),
  /** The contested questions of a conflict, or the ones that make answers invalid. */
  questions: z.optional(z.array(place)),
});
export type ItemResult = z.infer<typeof itemResult>;

export const uploadReply = z.strictObject({
  epoch: z.string(),
  serverTime: instant,
  /** Receipts of this epoch up to this one are in a backup: the tablet lets go of what they are for. */
  backedUpThrough: z.int(),
  results: z.array(itemResult),
  /** The tablet was reported lost: it delivers what waits, erases what it holds, and says so. */
  device: z.optional(z.literal('lost')),
});
export type UploadReply = z.infer<typeof uploadReply>;

export const subjectKinds = ['follow-up', 'placement', 'unit', 'questionnaire'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** One change in the feed: the present state of its subject, or that the person no longer sees it. */
export const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('follow-up'), id, body: followUpView }),
  z.strictObject({ kind: z.literal('placement'), id, body: placementView }),
  z.strictObject({ kind: z.literal('unit'), id, body: unitView }),
  z.strictObject({
    kind: z.literal('questionnaire'),
    id: z.string(),
    body: questionnaire,
    /** On which days new follow-ups ask it (see `InForce`). */
    inForce: z.strictObject({ from: day, until: z.nullable(day) }),
  }),
  z.strictObject({ kind: z.literal('gone'), id: z.string(), subject: z.enum(subjectKinds) }),
]);
export type Change = z.infer<typeof change>;

/** `GET /api/changes?cursor&limit` */
export const changesReply = z.strictObject({
  epoch: z.string(),
  /** The person whose view this is; a tablet that has another user open drops the page. */
  userId: id,
  changes: z.array(change),
  /** Opaque. Given back to go on from here. */
  cursor: z.string(),
  more: z.boolean(),
  /** The view is told from the beginning: what is not in it is to be removed when the last page has come. */
  reset: z.optional(z.enum(['begins', 'goes-on'])),
});
export type ChangesReply = z.infer<typeof changesReply>;

/** A public P-256 key as a JSON Web Key. */
const p256PublicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
});

/** `POST /api/devices`: enrols the tablet for the person who is signed in. */
export const enrolment = z.strictObject({
  deviceId: id,
  label: z.string().check(z.maxLength(100)),
  publicKey: p256PublicKey,
  /** What she signs her items with on this tablet, inside their seals; a new one is kept beside those before. */
  authorKey: z.optional(p256PublicKey),
});
export type Enrolment = z.infer<typeof enrolment>;

/**
 * `POST /api/devices/:id/erased`: the tablet has delivered what could be, and holds nothing more. `undelivered`: items that
 * were in its queue and could not come in without their author, who would have had to seal them anew or correct them.
 */
export const erasure = z.strictObject({
  deviceId: id,
  undelivered: z._default(z.int().check(z.nonnegative()), 0),
});
