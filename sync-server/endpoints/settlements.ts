import * as z from 'zod/mini';
import { id } from '#domain/ids.ts';
import { conflictSettlement, setAsideSettlement } from '#domain/office/review.ts';
import { itemResult } from '#domain/protocol.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { findPublished } from '../register/published.ts';
import { readReviewEntry } from '../register/review-entry.ts';
import { listSetAside } from '../register/set-aside-list.ts';
import { followUpInPath } from './parameters.ts';

const settleConflict = endpoint({
  method: 'POST',
  path: '/api/review/:followUpId/settlement',
  access: ['submission:review'],
  summary: 'Choose between versions: a submission based on all of them',
  params: followUpInPath,
  body: conflictSettlement,
  replies: itemResult,
  handle: async ({ context, scope, params, body, audit }) => {
    const { database, intake } = context;
    const found = await readReviewEntry(database, scope, params.followUpId, context.now());
    const head = found?.entry?.head ?? null;
    if (found === undefined || head === null) throw new ProblemError('not-found');
    if (found.conflicts.length === 0) throw new ProblemError('state-conflict');
    if (!body.basedOn.includes(head)) throw new ProblemError('stale-revision');
    const asked = await findPublished(database.query, found.questionnaire);
    const findings =
      asked === undefined ? [] : validateForSending(asked, body.answers, surroundingsAt(context.now()));
    if (findings.length > 0) {
      throw new ProblemError('invalid', {
        errors: findings.map(({ question, problem }) => ({
          pointer: `/answers/${question}`,
          detail: problem,
        })),
      });
    }
    // Before it is done, since the intake's transaction is its own: the log may tell of more than was done, not of less.
    await audit.read('settled', { followUpIds: [params.followUpId] });
    const result = await intake.settle(scope, params.followUpId, body);
    if (result === null) throw new ProblemError('not-found');
    return result;
  },
});

const settleItem = endpoint({
  method: 'POST',
  path: '/api/review/items/:itemId/settlement',
  access: ['submission:review'],
  summary: 'Take in or dismiss an upload that was set aside',
  params: z.object({ itemId: id }),
  body: setAsideSettlement,
  replies: itemResult,
  handle: async ({ context, scope, params, body, audit }) => {
    // One of a placement that is withheld from her is none to her.
    const { rows } = await listSetAside(context.database.query, scope, { itemId: params.itemId });
    const [item] = rows;
    if (item === undefined) throw new ProblemError('not-found');
    const { content } = item;
    await audit.read(
      'settled',
      'placementId' in content ? { placementIds: [content.placementId] } : { followUpIds: [item.followUpId] },
    );
    const result = await context.intake.settleSetAside(scope, params.itemId, body);
    if (result === null) throw new ProblemError('not-found');
    return result;
  },
});

export const settlementEndpoints = [settleConflict, settleItem];
