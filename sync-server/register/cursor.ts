import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Scope } from '#domain/organisation/access.ts';

/** Where a tablet has come in the feed. Opaque to it. */
export const cursor = z.object({
  epoch: z.string(),
  /** What the person's view was made of: when that changes, the view is told anew. */
  view: z.string(),
  /** Set while a view is being told from the beginning. */
  isReset: z.boolean(),
  positions: z.record(z.string(), z.int()),
});
export type Cursor = z.infer<typeof cursor>;

/** A fingerprint of all that decides what the person sees. */
export const viewOf = (scope: Scope): string =>
  createHash('sha256')
    .update(
      JSON.stringify([scope.userId, scope.roles, scope.team?.id, [...(scope.team?.boards ?? [])].sort()]),
    )
    .digest('base64url')
    .slice(0, 16);

/** The cursor as text. */
export const encodeCursor = (of: Cursor): string => Buffer.from(JSON.stringify(of)).toString('base64url');

/** The cursor that the text is, or undefined where it is none: then the view is told anew. */
export const decodeCursor = (text: string): Cursor | undefined => {
  try {
    const read = cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return read.success ? read.data : undefined;
  } catch {
    // Not ours, or cut short: telling the view anew is always right.
    return undefined;
  }
};
