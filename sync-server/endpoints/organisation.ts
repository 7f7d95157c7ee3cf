import { organisationView } from '#domain/office/organisation.ts';
import { endpoint } from '../endpoint.ts';
import { readOrganisation } from '../organisation/organisation-store.ts';

const organisation = endpoint({
  method: 'GET',
  path: '/api/organisation',
  access: 'signed-in',
  summary: "Boards and units, and the teams that are the person's business",
  replies: organisationView,
  handle: ({ context, scope }) => readOrganisation(context.database.query, scope),
});

export const organisationEndpoints = [organisation];
