import * as z from 'zod/mini';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { beginExternal, finishExternal, type ExternalProblem } from '../identity/external-sign-in.ts';
import type { OidcSettings } from '../identity/oidc-settings.ts';
import { callerOf } from '../identity/sessions.ts';

/** The page of the app that she lands on. It fetches her session itself: a Strict cookie comes along only then. */
const landing = (said: { readonly problem?: ExternalProblem; readonly proved?: true } = {}): string => {
  if (said.problem !== undefined) return `/inloggad?fel=${said.problem}`;
  return said.proved === true ? '/inloggad?steg=bekraftat' : '/inloggad';
};

const provider = ({ config }: Context): OidcSettings => {
  if (config.oidc === null) throw new ProblemError('not-found');
  return config.oidc;
};

const toProvider = endpoint({
  method: 'GET',
  path: '/api/session/external',
  access: 'public',
  summary: "Goes to the organisation's provider, to sign in or to show again who one is",
  query: z.object({
    purpose: z.optional(z.literal('step-up')),
    invitation: z.optional(z.string().check(z.maxLength(100))),
  }),
  handle: async ({ context, query, request, reply }) => {
    const settings = provider(context);
    const caller = query.purpose === 'step-up' ? await callerOf(context, request) : null;
    if (query.purpose === 'step-up' && caller === null) throw new ProblemError('not-signed-in');
    const errand = { invitation: query.invitation ?? null, stepUpSession: caller?.session.id ?? null };
    const begun = await beginExternal(context, settings, errand, request, reply);
    return reply.redirect(begun.ok ? begun.value : landing({ problem: begun.problem }), 302);
  },
});

const fromProvider = endpoint({
  method: 'GET',
  path: '/api/session/external/callback',
  access: 'public',
  summary: "Comes back from the organisation's provider",
  handle: async ({ context, request, reply }) => {
    const finished = await finishExternal(context, provider(context), request, reply);
    if (!finished.ok) return reply.redirect(landing({ problem: finished.problem }), 302);
    return reply.redirect(landing(finished.value === 'proved' ? { proved: true } : {}), 302);
  },
});

export const externalSignInEndpoints = [toProvider, fromProvider];
