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
  handle: async ({ context, scope, query, audit }) => {
    const page = await listPlacements(context.database.query, scope, query, dayIn(context.now()));
    await audit.read('list-read', { placementIds: page.rows.map((row) => row.id) });
    return page;
  },
});

const reassign = endpoint({
  method: 'PATCH',
  path: '/api/placements/:id',
  access: ['follow-up:plan'],
  summary: 'Give a placement to another team or caseworker',
  params: idInPath,
  body: custodyChange,
  replies: z.strictObject({ id }),
  handle: async ({ context, scope, params, body, audit }) => {
    const changed = await context.database.write(async (transaction) => {
      const done = await changeCustody(transaction, scope, params.id, body, context.now());
      if (done.ok) audit.write(transaction, 'custody-changed', { placementIds: [params.id] });
      return done;
    });
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
  handle: async ({ context, scope, params, audit }) => {
    const found = await readProtection(context.database.query, scope, params.id);
    if (found === undefined) throw new ProblemError('not-found');
    await audit.read('protection-read', { placementIds: [params.id] });
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
  handle: async ({ context, scope, params, body, audit }) => {
    const using = { id: context.randomId(), now: context.now() };
    const changed = await context.database.write(async (transaction) => {
      const done = await changeProtection(transaction, scope, params.id, body, using);
      if (done.ok) audit.write(transaction, 'protection-changed', { placementIds: [params.id] }, body.reason);
      return done;
    });
    if (changed.ok) return { id: params.id };
    if (changed.problem === 'not-found') throw new ProblemError('not-found');
    throw new ProblemError('invalid', { errors: [{ pointer: '/readerIds', detail: changed.problem }] });
  },
});

export const placementEndpoints = [listed, reassign, protection, protect];
