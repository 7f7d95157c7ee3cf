import * as z from 'zod/mini';
import { id, instant } from '../ids.ts';

/** What the server takes of one person's copies, and for how long it keeps one that is not written anew. */
export const draftCopyLimits = {
  /** Characters of base64 in one copy. */
  content: 700_000,
  copies: 200,
  /** Characters of base64 in all of them. */
  contents: 20_000_000,
  slots: 16,
  days: 90,
} as const;

const base64 = (most: number) => z.base64().check(z.minLength(4), z.maxLength(most));
const revision = z.int().check(z.positive());

/** `GET /api/owner-key`: the key of whoever asks, as her devices have wrapped it; null while there is none. */
export const ownerKeyReply = z.strictObject({
  /** Whose session it is: nothing of another's belongs in a store. */
  userId: id,
  key: z.nullable(
    z.strictObject({
      id,
      slots: z.array(z.strictObject({ deviceId: id, slot: base64(2_000) })),
    }),
  ),
});
export type OwnerKeyReply = z.infer<typeof ownerKeyReply>;

/** `PUT /api/owner-key/slots/:deviceId`: the key wrapped by that device. The first one makes the key hers. */
export const ownerSlotDeposit = z.strictObject({ userId: id, keyId: id, slot: base64(2_000) });

/** What stands outside the seal of a copy. */
const copyHead = {
  followUpId: id,
  deviceId: id,
  keyId: id,
  /** Goes up with each copy that the device makes of the draft. */
  revision,
  /** The server's clock. */
  storedAt: instant,
};

/** `GET /api/draft-copies`: which there are, of all devices of whoever asks. */
export const draftCopiesReply = z.strictObject({
  userId: id,
  copies: z.array(z.strictObject(copyHead)),
});
export type DraftCopyHead = z.infer<typeof draftCopiesReply>['copies'][number];

/** `GET /api/draft-copies/:followUpId/:deviceId` */
export const draftCopyReply = z.strictObject({ ...copyHead, content: base64(draftCopyLimits.content) });

/** `PUT /api/draft-copies/:followUpId/:deviceId` */
export const draftCopyDeposit = z.strictObject({
  keyId: id,
  revision,
  content: base64(draftCopyLimits.content),
});
export type DraftCopyDeposit = z.infer<typeof draftCopyDeposit>;

/** `DELETE /api/draft-copies/:followUpId/:deviceId`: the copy, where it is none later than that one. */
export const draftCopyRemoval = z.object({ through: z.string().check(z.regex(/^[1-9]\d{0,9}$/)) });
