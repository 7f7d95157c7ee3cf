import * as z from 'zod/mini';
import { id } from '../ids.ts';
import { colleague } from './organisation.ts';

/** A reason that somebody must give in her own words. */
export const reasonText = z.string().check(z.trim(), z.minLength(5), z.maxLength(500));

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
