import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { Provider, type Configuration } from 'oidc-provider';

/** What the provider says of whoever signs in there next. */
export interface Visitor {
  subject: string;
  claims: Record<string, unknown>;
  acr: string;
  /** When she showed who she is, in seconds since 1970; null for now. */
  authenticatedAt: number | null;
}

/** A real provider, which lets in whoever is the visitor without asking anything. */
export interface OidcCity {
  readonly issuer: string;
  readonly visitor: Visitor;
  stop(): Promise<void>;
}

export const client = { id: 'foljsam', secret: 'a secret of forty characters or thereabouts' } as const;
export const weak = 'http://id.example/loa2';
export const strong = 'http://id.example/loa3';

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { kty, n, e, d, p, q, dp, dq, qi } = privateKey.export({ format: 'jwk' });
  return { kty: kty ?? '', n, e, d, p, q, dp, dq, qi, use: 'sig', alg: 'RS256' };
};

const configurationFor = (redirectUri: string, visitor: Visitor): Configuration => ({
  clients: [
    {
      client_id: client.id,
      client_secret: client.secret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      require_auth_time: true,
    },
  ],
  jwks: { keys: [signingKey()] },
  ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
  acrValues: [weak, strong],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], acr: null, auth_time: null },
  // All claims in the ID token, as most providers of organisations do.
  conformIdTokenClaims: false,
  cookies: { keys: ['one of the tests'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, subject) => ({
    accountId: subject,
    claims: () => ({ sub: subject, ...visitor.claims }),
  }),
  // Nobody is asked for consent at her own employer's.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: client.id,
      ...(oidc.session?.accountId !== undefined && { accountId: oidc.session.accountId }),
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The provider listens at no port');
  return address.port;
};

/** Starts a provider that sends people back to the given address; to a browser another host is another site. */
export const startOidcCity = async (redirectUri: string, host = 'localhost'): Promise<OidcCity> => {
  const visitor: Visitor = { subject: 'nobody', claims: {}, acr: strong, authenticatedAt: null };
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => answer(request, response));
  const issuer = `http://${host}:${await listen(server)}`;
  const provider = new Provider(issuer, configurationFor(redirectUri, visitor));
  const handle = provider.callback();
  answer = (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      void handle(request, response);
      return;
    }
    const { subject, acr, authenticatedAt } = visitor;
    const ts = authenticatedAt ?? Math.floor(Date.now() / 1000);
    provider
      .interactionFinished(request, response, { login: { accountId: subject, acr, ts, remember: false } })
      .catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
  };
  return {
    issuer,
    visitor,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
