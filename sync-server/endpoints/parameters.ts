import * as z from 'zod/mini';
import { id, name } from '#domain/ids.ts';

/** The id in a path such as `/api/users/:id`. */
export const idInPath = z.object({ id });

/** Where a page goes on: opaque to whoever asks. */
export const cursor = z.optional(z.string().check(z.maxLength(300)));

/** What is looked for, as it was typed. */
export const searchText = z.optional(z.string().check(z.trim(), z.maxLength(100)));

/** The id in a path such as `/api/review/:followUpId`. */
export const followUpInPath = z.object({ followUpId: id });

/** The number of a questionnaire's version, as it stands in an address. */
export const versionNumber = z.coerce.number().check(z.int(), z.positive(), z.maximum(100_000));

/** The version in a path such as `/api/questionnaires/:id/:version`. */
export const versionInPath = z.object({ id: name, version: versionNumber });
