import * as z from 'zod/mini';

/**
 * Every problem that the server can answer with: code, HTTP status, and an English title. The words shown to people
 * stand in the message files under the same code.
 */
export const problems = {
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'not-signed-in': { status: 401, title: 'Nobody is signed in' },
  'wrong-credentials': { status: 401, title: 'Something of what was given to sign in with is wrong' },
  'unknown-device': { status: 401, title: 'The tablet is not enrolled' },
  'bad-signature': { status: 401, title: 'The signature does not fit the batch' },
  'wrong-user': { status: 403, title: 'The tablet is not enrolled for the author of an item' },
  'step-up-needed': { status: 403, title: 'The person must show again that it is she' },
  'not-allowed': { status: 403, title: 'The person has no right to do this' },
  'foreign-site': { status: 403, title: 'A change was asked for by another site' },
  'reason-needed': {
    status: 403,
    title: 'The person has no assignment in the case, and says first why she reads it',
  },
  'not-found': { status: 404, title: 'There is no such thing, or the person may not see it' },
  'stale-revision': { status: 409, title: 'Another revision holds now' },
  'state-conflict': { status: 409, title: 'It cannot be done in the state that the thing is in' },
  'already-exists': { status: 409, title: 'It exists already' },
  'too-large': { status: 413, title: 'The request is larger than allowed' },
  'unsupported-media-type': { status: 415, title: 'Only JSON is taken, and a file where one is asked for' },
  invalid: { status: 422, title: 'The request is not as it should be' },
  'app-too-old': { status: 426, title: 'The app is too old for this server' },
  'precondition-required': { status: 428, title: 'The request must say which revision it is about' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong in the server' },
  unavailable: { status: 503, title: 'The server cannot answer just now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** A problem document (RFC 9457). `code` is the part of `type` that programs read. */
export const problemDocument = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.optional(z.string()),
  /** Where in the request, as a JSON pointer, and what was expected there. */
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
});
export type ProblemDocument = z.infer<typeof problemDocument>;

/** The document of a problem. */
export const problemDocumentOf = (
  code: ProblemCode,
  more: Pick<ProblemDocument, 'detail' | 'errors'> = {},
): ProblemDocument => ({ type: `urn:foljsam:problem:${code}`, ...problems[code], code, ...more });
