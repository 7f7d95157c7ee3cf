import { sealingKeysReply } from '#domain/sealing.ts';
import { endpoint } from '../endpoint.ts';

/** What tablets seal their queue for. Public, as the key is; that it is the right one is for TLS to say. */
export const sealingKeys = endpoint({
  method: 'GET',
  path: '/api/sealing-keys',
  access: 'public',
  summary: 'The public key that items are to be sealed for now',
  replies: sealingKeysReply,
  handle: async ({ context }) => ({ current: context.sealing.current() }),
});
