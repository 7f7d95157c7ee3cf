import { dayIn } from '#domain/day.ts';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import {
  draftSaved,
  draftView,
  newDraft,
  publicationOrder,
  questionnaireVersion,
  retirementOrder,
  type NewDraft,
  type QuestionnaireVersion,
} from '#domain/office/questionnaires.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Scope } from '#domain/organisation/access.ts';
import type { Context } from '../context.ts';
import type { WriteTransaction } from '../database/database.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import {
  addDraft,
  changeDraft,
  findKnownDraft,
  readDraft,
  removeDraft,
  type DraftProblem,
} from '../questionnaires/draft-store.ts';
import { firstDraft } from '../questionnaires/first-draft.ts';
import { listVersions } from '../questionnaires/list-versions.ts';
import { publishVersion, retireVersion } from '../questionnaires/published-versions.ts';
import { shippedQuestionnaires } from '../questionnaires/shipped/shipped.ts';
import { findDocument } from '../questionnaires/version-store.ts';
import { versionInPath } from './parameters.ts';

/** The longest time within which one person's changes of a draft are one row of the log, in milliseconds. */
const oneSitting = 10 * 60_000;

const keeperOf = (context: Context, scope: Scope) => ({
  userId: scope.userId,
  at: context.now().toISOString(),
});
const nameOf = ({ id, version }: QuestionnaireRef): string => `${id}/${version}`;

const versionView = async (context: Context, ref: QuestionnaireRef): Promise<QuestionnaireVersion> => {
  const [found] = await listVersions(context.database.query, ref);
  if (found === undefined) throw new ProblemError('not-found');
  return found;
};

const known = (revision: string | null): string => {
  if (revision === null) throw new ProblemError('precondition-required');
  return revision;
};
const refuse = (problem: DraftProblem): never => {
  throw new ProblemError(problem);
};

const startOf = async (transaction: WriteTransaction, of: NewDraft): Promise<Questionnaire> => {
  if ('title' in of) {
    if ((await findDocument(transaction, of.id)) !== undefined) throw new ProblemError('already-exists');
    return firstDraft(of.id, of.title);
  }
  const found =
    'from' in of
      ? await findDocument(transaction, of.from.id, of.from.version)
      : shippedQuestionnaires.find(({ id }) => id === of.shipped);
  if (found === undefined) throw new ProblemError('not-found');
  return found;
};

const begin = endpoint({
  method: 'POST',
  path: '/api/questionnaires',
  access: ['questionnaire:keep'],
  summary: 'A new draft: from nothing, of the next version of what there is, or of what is shipped',
  body: newDraft,
  replies: questionnaireVersion,
  handle: async ({ context, scope, body, reply, audit }) => {
    const ref = await context.database.write(async (transaction) => {
      const document = await startOf(transaction, body);
      const added = await addDraft(transaction, document, keeperOf(context, scope));
      audit.write(transaction, 'questionnaire-changed', {}, nameOf(added));
      return added;
    });
    reply.status(201);
    return versionView(context, ref);
  },
});

const draft = endpoint({
  method: 'GET',
  path: '/api/questionnaires/:id/:version/draft',
  access: ['questionnaire:keep'],
  summary: 'A draft with its revision',
  params: versionInPath,
  replies: draftView,
  handle: async ({ context, params }) => {
    const found = await readDraft(context.database.query, params);
    if (found === undefined) throw new ProblemError('not-found');
    return found;
  },
});

/** Whether the log has a row already for these changes: hers, of the same draft, in the same sitting. */
const isNoted = async (
  { query }: WriteTransaction,
  { userId, at }: ReturnType<typeof keeperOf>,
  ref: QuestionnaireRef,
): Promise<boolean> => {
  const last = await query
    .selectFrom('audit_log')
    .select(['at', 'actor_id'])
    .where('board_id', '=', '')
    .where('action', '=', 'questionnaire-changed')
    .where('why', '=', nameOf(ref))
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.actor_id === userId && Date.parse(at) - Date.parse(last.at) < oneSitting;
};

const save = endpoint({
  method: 'PUT',
  path: '/api/questionnaires/:id/:version/draft',
  access: ['questionnaire:keep'],
  summary: 'Change a draft; If-Match names the revision that the change is of',
  params: versionInPath,
  body: questionnaire,
  bodyLimit: 4_000_000,
  bodyShape: { depth: 64, values: 400_000 },
  replies: draftSaved,
  handle: async ({ context, scope, params, body, ifMatch, audit }) => {
    if (nameOf(body) !== nameOf(params))
      throw new ProblemError('invalid', { errors: [{ pointer: '/version', detail: 'other-version' }] });
    const saved = await context.database.write(async (transaction) => {
      const keeper = keeperOf(context, scope);
      const done = await changeDraft(transaction, body, known(ifMatch), keeper);
      if (done.ok && !(await isNoted(transaction, keeper, params)))
        audit.write(transaction, 'questionnaire-changed', {}, nameOf(params));
      return done;
    });
    return saved.ok ? saved.value : refuse(saved.problem);
  },
});

const remove = endpoint({
  method: 'DELETE',
  path: '/api/questionnaires/:id/:version/draft',
  access: ['questionnaire:keep'],
  summary: 'Take a draft away',
  params: versionInPath,
  handle: async ({ context, params, ifMatch, audit }) => {
    const removed = await context.database.write(async (transaction) => {
      const done = await removeDraft(transaction, params, known(ifMatch));
      if (done.ok) audit.write(transaction, 'questionnaire-changed', {}, nameOf(params));
      return done;
    });
    if (!removed.ok) refuse(removed.problem);
  },
});

const publish = endpoint({
  method: 'POST',
  path: '/api/questionnaires/:id/:version/publication',
  access: ['questionnaire:keep'],
  // What is published is asked of people for as long as it holds, and never changes.
  stepUp: true,
  summary: 'Publish a draft, to be asked from a day on',
  params: versionInPath,
  body: publicationOrder,
  replies: questionnaireVersion,
  handle: async ({ context, scope, params, body: { validFrom }, ifMatch, audit }) => {
    if (validFrom < dayIn(context.now()))
      throw new ProblemError('invalid', { errors: [{ pointer: '/validFrom', detail: 'past' }] });
    await context.database.write(async (transaction) => {
      const document = await findKnownDraft(transaction, params, known(ifMatch));
      if (!document.ok) return refuse(document.problem);
      const keeper = keeperOf(context, scope);
      const done = await publishVersion(transaction, document.value, { validFrom, ...keeper });
      if (!done.ok)
        throw new ProblemError('invalid', {
          detail: 'faults',
          errors: done.problem.slice(0, 200).map(({ path, code }) => ({ pointer: `/${path}`, detail: code })),
        });
      audit.write(transaction, 'questionnaire-published', {}, nameOf(params));
      return undefined;
    });
    return versionView(context, params);
  },
});

const retire = endpoint({
  method: 'POST',
  path: '/api/questionnaires/:id/:version/retirement',
  access: ['questionnaire:keep'],
  stepUp: true,
  summary: 'Have a published version hold no longer from a day on',
  params: versionInPath,
  body: retirementOrder,
  replies: questionnaireVersion,
  handle: async ({ context, scope, params, body: { from }, audit }) => {
    if (from < dayIn(context.now()))
      throw new ProblemError('invalid', { errors: [{ pointer: '/from', detail: 'past' }] });
    await context.database.write(async (transaction) => {
      const done = await retireVersion(transaction, params, from, keeperOf(context, scope));
      if (!done.ok) throw new ProblemError(done.problem);
      audit.write(transaction, 'questionnaire-retired', {}, nameOf(params));
    });
    return versionView(context, params);
  },
});

export const questionnaireDraftEndpoints = [begin, draft, save, remove, publish, retire];
