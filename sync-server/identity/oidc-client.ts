import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { fail, succeed, type Result } from '#domain/result.ts';
import { textClaim, type Claims } from './oidc-mapping.ts';
import type { OidcSettings } from './oidc-settings.ts';

const configurations = new WeakMap<OidcSettings, Promise<Configuration>>();

/** What the provider publishes of itself, asked for once; again after it could not be had. */
const configurationOf = async (settings: OidcSettings): Promise<Configuration> => {
  const known = configurations.get(settings);
  if (known !== undefined) return known;
  const { issuer, clientId, clientSecret } = settings;
  const asked = discovery(
    new URL(issuer),
    clientId,
    {},
    clientSecret === null ? None() : ClientSecretBasic(clientSecret),
    {
      timeout: 10,
      // Only ever an address on this machine: the settings see to that.
      ...(issuer.startsWith('http:') && { execute: [allowInsecureRequests] }),
    },
  );
  configurations.set(settings, asked);
  asked.catch(() => configurations.delete(settings));
  return asked;
};

/** What is kept while she is at the provider. */
export interface SentAway {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The address at the provider to send her to. `isAnew`: she must show who she is even if she just has. */
export const sendAway = async (
  settings: OidcSettings,
  redirectUri: string,
  isAnew: boolean,
): Promise<Result<SentAway & { readonly address: string }, 'unavailable'>> => {
  let configuration: Configuration;
  try {
    configuration = await configurationOf(settings);
  } catch {
    // Not to be reached, or not what it should be: she is told, and the next try asks again.
    return fail('unavailable');
  }
  const sent = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: settings.scope,
    state: sent.state,
    nonce: sent.nonce,
    code_challenge: await calculatePKCECodeChallenge(sent.verifier),
    code_challenge_method: 'S256',
    max_age: isAnew ? '0' : String(settings.maxAge),
    ...(isAnew && { prompt: 'login' }),
    ...(settings.acr.length > 0 && { acr_values: settings.acr.join(' ') }),
  });
  return succeed({ ...sent, address: address.href });
};

/** Who came back: `subject` is hers for ever at this issuer. */
export interface Returned {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
}

export type ReturnProblem = 'refused' | 'too-weak' | 'unavailable';

/**
 * Judges what she came back with: state, issuer, code and PKCE, the token's signature, audience, nonce and age, and the
 * level of assurance. `maxAge` in seconds.
 */
export const takeBack = async (
  settings: OidcSettings,
  came: URL,
  sent: SentAway,
  maxAge: number,
): Promise<Result<Returned, ReturnProblem>> => {
  let configuration: Configuration;
  try {
    configuration = await configurationOf(settings);
  } catch {
    // As above.
    return fail('unavailable');
  }
  try {
    const tokens = await authorizationCodeGrant(configuration, came, {
      pkceCodeVerifier: sent.verifier,
      expectedNonce: sent.nonce,
      expectedState: sent.state,
      idTokenExpected: true,
      maxAge,
    });
    const claims = tokens.claims();
    if (claims === undefined) return fail('refused');
    if (settings.acr.length > 0 && !settings.acr.includes(textClaim(claims, 'acr') ?? ''))
      return fail('too-weak');
    // Some providers put groups there alone. The ID token, which is signed, comes before it.
    const isMore =
      settings.mapping !== null && configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = isMore ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    return succeed({ issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } });
  } catch {
    // The library throws at whatever does not fit. She is told nothing of it but that it was refused.
    return fail('refused');
  }
};
