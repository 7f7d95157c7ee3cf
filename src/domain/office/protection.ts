import * as z from 'zod/mini';
import { id, instant } from '../ids.ts';
import { colleague } from './organisation.ts';

/** A reason that somebody must give in her own words. */
const reasonText = z.string().check(z.trim(), z.minLength(5), z.maxLength(500));

/** `GET /api/placements/:id/protection`: whether it is under protected identity, and who may be named as a reader. */
export const protectionView = z.strictObject({
  isProtected: z.boolean(),
  readerIds: z.array(id),
  /** Those whose role lets them see the case; nobody else can be named. */
  candidates: z.array(z.strictObject({ ...colleague.shape, isCoordinator: z.boolean() })),
});
export type ProtectionView = z.infer<typeof protectionView>;

/** `PUT /api/placements/:id/protection`. One reader at least is a coordinator of the board: who else could lift it? */
export const protectionChange = z.discriminatedUnion('isProtected', [
  z.strictObject({
    isProtected: z.literal(true),
    readerIds: z.array(id).check(z.minLength(1), z.maxLength(50)),
    reason: reasonText,
  }),
  z.strictObject({ isProtected: z.literal(false), reason: reasonText }),
]);
export type ProtectionChange = z.infer<typeof protectionChange>;

/** Why somebody opens a case in which she has no assignment. */
export const accessReasons = ['client-asks', 'complaint', 'handover', 'quality', 'other'] as const;
export const accessReason = z.enum(accessReasons);
export type AccessReason = z.infer<typeof accessReason>;

/** For how many hours a reason holds: a working day's half. Then it is asked for again. */
export const reasonHours = 4;

/** `POST /api/access-reasons`; `comment` is needed where the reason is `other`. */
export const newAccessReason = z
  .strictObject({
    followUpId: id,
    reason: accessReason,
    comment: z.string().check(z.trim(), z.maxLength(500)),
  })
  .check(z.refine((of) => of.reason !== 'other' || of.comment.length >= 5, 'Which other reason?'));
export type NewAccessReason = z.infer<typeof newAccessReason>;
export const accessReasonReply = z.strictObject({ expiresAt: instant });
