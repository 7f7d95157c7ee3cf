import { demoReply } from '#domain/office/accounts.ts';
import { endpoint, ProblemError } from '../endpoint.ts';

const accounts = endpoint({
  method: 'GET',
  path: '/api/demo',
  access: 'public',
  summary: 'In the demo: who can sign in, and what there is to try',
  replies: demoReply,
  handle: async ({ context }) => {
    if (!context.config.isDemo) throw new ProblemError('not-found');
    const { demoAccounts } = await import('../demo/people.ts');
    return { accounts: demoAccounts };
  },
});

export const demoEndpoints = [accounts];
