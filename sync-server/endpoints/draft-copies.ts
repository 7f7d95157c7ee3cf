import * as z from 'zod/mini';
import {
  draftCopiesReply,
  draftCopyDeposit,
  draftCopyLimits,
  draftCopyRemoval,
  draftCopyReply,
  ownerKeyReply,
  ownerSlotDeposit,
} from '#domain/draft-copy/protocol.ts';
import { id } from '#domain/ids.ts';
import { dropCopy, keepCopy, listCopies, readCopy } from '../draft-copies/draft-copies.ts';
import { forgetOwnerKey, keepOwnerSlot, readOwnerKey } from '../draft-copies/owner-keys.ts';
import { endpoint, ProblemError } from '../endpoint.ts';

const access = ['follow-up:carry-out'] as const;
const copyInPath = z.object({ followUpId: id, deviceId: id });

const ownKey = endpoint({
  method: 'GET',
  path: '/api/owner-key',
  access,
  summary: "The key to the copies of one's drafts, as one's devices have wrapped it by passphrase",
  replies: ownerKeyReply,
  handle: ({ context, scope }) => readOwnerKey(context.database.query, scope.userId),
});

const keepSlot = endpoint({
  method: 'PUT',
  path: '/api/owner-key/slots/:deviceId',
  access,
  summary: "Keep one's key as one device has wrapped it; the first makes the key",
  params: z.object({ deviceId: id }),
  body: ownerSlotDeposit,
  handle: async ({ context, scope, params, body }) => {
    // The browser's session is another's than the store that the key is of.
    if (body.userId !== scope.userId) throw new ProblemError('state-conflict');
    const of = { ...params, ...body };
    const kept = await context.database.write((transaction) =>
      keepOwnerSlot(transaction, of, context.now().toISOString()),
    );
    if (!kept.ok) throw new ProblemError(kept.problem);
  },
});

const beginAnew = endpoint({
  method: 'DELETE',
  path: '/api/owner-key',
  access,
  stepUp: true,
  summary: "Forget one's key and the copies that it opens, where no passphrase is remembered that opens it",
  handle: async ({ context, scope }) => {
    await context.database.write((transaction) => forgetOwnerKey(transaction, scope.userId));
  },
});

const list = endpoint({
  method: 'GET',
  path: '/api/draft-copies',
  access,
  summary: "Which sealed copies there are of one's own drafts",
  replies: draftCopiesReply,
  handle: async ({ context, scope }) => ({
    userId: scope.userId,
    copies: await listCopies(context.database.query, scope.userId),
  }),
});

const readOne = endpoint({
  method: 'GET',
  path: '/api/draft-copies/:followUpId/:deviceId',
  access,
  summary: "A sealed copy of one of one's own drafts",
  params: copyInPath,
  replies: draftCopyReply,
  handle: async ({ context, scope, params, audit }) => {
    const found = await readCopy(context.database.query, { ...params, userId: scope.userId });
    if (found === undefined) throw new ProblemError('not-found');
    await audit.read('draft-fetched', { followUpIds: [params.followUpId] });
    return found;
  },
});

const keepOne = endpoint({
  method: 'PUT',
  path: '/api/draft-copies/:followUpId/:deviceId',
  access,
  summary: 'Keep a sealed copy of a draft in place of the one that the device made before',
  params: copyInPath,
  body: draftCopyDeposit,
  bodyLimit: draftCopyLimits.content + 1_000,
  handle: async ({ context, scope, params, body, audit }) => {
    const place = { ...params, userId: scope.userId };
    const kept = await context.database.write(async (transaction) => {
      const done = await keepCopy(transaction, place, body, context.now().toISOString());
      // The first says that it is there; each keystroke after that would only fill the log.
      if (done.ok && done.value.isFirst)
        audit.write(transaction, 'draft-copied', { followUpIds: [params.followUpId] });
      return done;
    });
    if (!kept.ok) throw new ProblemError(kept.problem);
  },
});

const dropOne = endpoint({
  method: 'DELETE',
  path: '/api/draft-copies/:followUpId/:deviceId',
  access,
  summary: 'Let go of a copy, unless the device has made a later one',
  params: copyInPath,
  query: draftCopyRemoval,
  handle: async ({ context, scope, params, query }) => {
    const place = { ...params, userId: scope.userId };
    await context.database.write((transaction) => dropCopy(transaction, place, Number(query.through)));
  },
});

export const draftCopyEndpoints = [ownKey, keepSlot, beginAnew, list, readOne, keepOne, dropOne];
