import * as z from 'zod/mini';
import { dayIn } from '#domain/day.ts';
import { id } from '#domain/ids.ts';
import { custodyChange, placementPage } from '#domain/office/planning.ts';
import { protectionChange, protectionView } from '#domain/office/protection.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { changeCustody } from '../organisation/custody-store.ts';
import { listPlacements } from '../organisation/placement-list.ts';
import { changeProtection, readProtection } from '../protection/protection-store.ts';
import { cursor, idInPath, searchText } from './parameters.ts';

const listed = endpoint({
  method: 'GET',
  path: '/api/placements',
  access: ['follow-up:plan'],
  summary: 'Placements of the boards that the person coordinates',
  query: z.object({ board: z.optional(id), q: searchText, cursor }),
  replies: placementPage,
  handle: ({ context, scope, query }) =>
    listPlacements(context.database.query, scope, query, dayIn(context.now())),
});

const reassign = endpoint({
  method: 'PATCH',
  path: '/api/placements/:id',
  access: ['follow-up:plan'],
  summary: 'Give a placement to another team or caseworker',
  params: idInPath,
  body: custodyChange,
  replies: z.strictObject({ id }),
  handle: async ({ context, scope, params, body }) => {
    const changed = await context.database.write((transaction) =>
      changeCustody(transaction, scope, params.id, body, context.now()),
    );
    if (changed.ok) return { id: params.id };
    if (changed.problem === 'not-found') throw new ProblemError('not-found');
    const pointer = changed.problem === 'team' ? '/teamId' : '/caseworkerId';
    throw new ProblemError('invalid', { errors: [{ pointer, detail: 'does-not-handle-board' }] });
  },
});

const protection = endpoint({
  method: 'GET',
  path: '/api/placements/:id/protection',
  access: ['follow-up:plan'],
  summary: 'Whether a placement is under protected identity, and who may see it',
  params: idInPath,
  replies: protectionView,
  handle: async ({ context, scope, params }) => {
    const found = await readProtection(context.database.query, scope, params.id);
    if (found === undefined) throw new ProblemError('not-found');
    return found;
  },
});

const protect = endpoint({
  method: 'PUT',
  path: '/api/placements/:id/protection',
  access: ['follow-up:plan'],
  summary: 'Put a placement under protected identity, change who may see it, or lift it; with a reason',
  params: idInPath,
  body: protectionChange,
  replies: z.strictObject({ id }),
  handle: async ({ context, scope, params, body }) => {
    const changed = await context.database.write((transaction) =>
      changeProtection(transaction, scope, params.id, body, { id: context.randomId(), now: context.now() }),
    );
    if (changed.ok) return { id: params.id };
    if (changed.problem === 'not-found') throw new ProblemError('not-found');
    throw new ProblemError('invalid', { errors: [{ pointer: '/readerIds', detail: changed.problem }] });
  },
});

export const placementEndpoints = [listed, reassign, protection, protect];
