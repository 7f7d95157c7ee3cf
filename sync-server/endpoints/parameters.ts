import * as z from 'zod/mini';
import { id } from '#domain/ids.ts';

/** The id in a path such as `/api/users/:id`. */
export const idInPath = z.object({ id });

/** Where a page goes on: opaque to whoever asks. */
export const cursor = z.optional(z.string().check(z.maxLength(300)));

/** What is looked for, as it was typed. */
export const searchText = z.optional(z.string().check(z.trim(), z.maxLength(100)));

/** The id in a path such as `/api/review/:followUpId`. */
export const followUpInPath = z.object({ followUpId: id });
