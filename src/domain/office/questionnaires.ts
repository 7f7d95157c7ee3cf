import * as z from 'zod/mini';
import { day, instant, name } from '../ids.ts';
import { difference } from '../questionnaire/differences.ts';
import { questionnaire } from '../questionnaire/questionnaire.ts';
import { localizedText } from '../questionnaire/words.ts';

const versionNumber = z.int().check(z.positive(), z.maximum(100_000));

/** `draft`: not yet in use; `published`: asked from a day on; `retired`: no longer asked of new follow-ups from a day on. */
const versionStates = ['draft', 'published', 'retired'] as const;

/** A version of a questionnaire, as its keepers see it. */
export const questionnaireVersion = z.strictObject({
  id: name,
  version: versionNumber,
  title: localizedText,
  state: z.enum(versionStates),
  changedAt: instant,
  /** Who changed it last; null where nobody did by hand. */
  changedBy: z.nullable(z.string()),
  /** The first day on which new follow-ups ask it; null for a draft. */
  validFrom: z.nullable(day),
  /** The first day on which they no longer do. */
  retiredFrom: z.nullable(day),
  questions: z.int(),
  /** How many follow-ups are planned or carried out with it. */
  followUps: z.int(),
});
export type QuestionnaireVersion = z.infer<typeof questionnaireVersion>;

/** `GET /api/questionnaires`, newest version first within each questionnaire; and those that can be begun from. */
export const questionnaireVersions = z.strictObject({
  versions: z.array(questionnaireVersion),
  /** What Följsam brings and the register does not have. */
  shipped: z.array(z.strictObject({ id: name, title: localizedText })),
});

/** A draft with the revision that a change of it names in `If-Match`. */
export const draftView = z.strictObject({
  document: questionnaire,
  revision: z.string(),
  changedAt: instant,
});
export type DraftView = z.infer<typeof draftView>;

/** What a saved draft is answered with. */
export const draftSaved = z.strictObject({ revision: z.string(), changedAt: instant });
export type DraftSaved = z.infer<typeof draftSaved>;

/** `POST /api/questionnaires`: a draft from nothing, of the next version of what there is, or of what Följsam brings. */
export const newDraft = z.union([
  z.strictObject({ id: name, title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
  z.strictObject({ from: z.strictObject({ id: name, version: versionNumber }) }),
  z.strictObject({ shipped: name }),
]);
export type NewDraft = z.infer<typeof newDraft>;

/** `POST /api/questionnaires/:id/:version/publication` */
export const publicationOrder = z.strictObject({ validFrom: day });
/** `POST /api/questionnaires/:id/:version/retirement` */
export const retirementOrder = z.strictObject({ from: day });

/** `GET /api/questionnaires/:id/differences?from&to` */
export const differencesReply = z.strictObject({ differences: z.array(difference) });

/** What became of an imported file: a draft, and what was read otherwise than it was written, in words. */
/** `notes`: the first of what was read otherwise than it was written; `moreNotes`: how many there are besides. */
export const importReply = z.strictObject({
  id: name,
  version: versionNumber,
  notes: z.array(z.string()),
  moreNotes: z.number(),
});

/** `GET /api/questionnaires/in-force?on`: what a follow-up of that day can be planned with. */
export const questionnairesInForce = z.strictObject({
  questionnaires: z.array(z.strictObject({ id: name, version: versionNumber, title: localizedText })),
});
