import { providerFactsOf, providerList } from '#domain/organisation/de-identified.ts';
import { endpoint } from '../endpoint.ts';
import { readOrganisation } from '../organisation/organisation-store.ts';

const list = endpoint({
  method: 'GET',
  path: '/api/providers',
  access: ['provider:read'],
  summary: 'Providers with their homes, licences and contracts; nothing of any client',
  replies: providerList,
  handle: async ({ context, scope }) => {
    const { units } = await readOrganisation(context.database.query, scope);
    return { providers: providerFactsOf(units) };
  },
});

export const providerEndpoints = [list];
