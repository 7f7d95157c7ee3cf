import * as z from 'zod/mini';

/** `POST /api/extracts`: in the body and not in an address, for addresses end up in logs. */
export const extractRequest = z.strictObject({
  caseNumber: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  language: z._default(z.enum(['sv', 'en']), 'sv'),
});
