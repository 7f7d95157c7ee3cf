import { readFileSync } from 'node:fs';
import { oidcMapping, type OidcMapping } from './oidc-mapping.ts';

/** The organisation's provider (OpenID Connect), and what is asked of it. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** What the button on the sign-in page calls it; null for words of our own. */
  readonly name: string | null;
  readonly scope: string;
  /** Levels of assurance of which one must have been reached; none where the provider sees to it by itself. */
  readonly acr: readonly string[];
  /** How long ago she may have shown the provider who she is, seconds. */
  readonly maxAge: number;
  /** Null where nobody gets rights by claims, but each is linked by an administrator's link. */
  readonly mapping: OidcMapping | null;
}

const readMapping = (path: string, faults: string[]): OidcMapping | null => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    faults.push(
      `OIDC_MAPPING: ${path} cannot be read as JSON (${cause instanceof Error ? cause.message : ''}).`,
    );
    return null;
  }
  const read = oidcMapping.safeParse(json);
  if (read.success) return read.data;
  for (const issue of read.error.issues)
    faults.push(`OIDC_MAPPING: ${path}, at /${issue.path.map(String).join('/')}: ${issue.code}.`);
  return null;
};

/** Over plain HTTP anybody on the way could be the provider; on this machine there is no way. */
const isSafe = (issuer: string): boolean => {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
};

/** Reads the provider's settings; null where there is none. What is wrong is added to the faults. */
export const readOidcSettings = (
  environment: NodeJS.ProcessEnv,
  secretFrom: (name: string) => string | null,
  faults: string[],
): OidcSettings | null => {
  const issuer = environment['OIDC_ISSUER'];
  if (issuer === undefined || issuer === '') return null;
  const clientId = environment['OIDC_CLIENT_ID'] ?? '';
  const maxAge = Number(environment['OIDC_MAX_AGE'] ?? 3_600);
  const mappingFile = environment['OIDC_MAPPING'];
  if (!isSafe(issuer)) faults.push(`OIDC_ISSUER is ${issuer}; expected an address with https.`);
  if (clientId === '') faults.push('OIDC_CLIENT_ID is missing: what the provider calls this Följsam.');
  if (!Number.isInteger(maxAge) || maxAge < 1) {
    faults.push(`OIDC_MAX_AGE is ${environment['OIDC_MAX_AGE']}; expected a whole number of seconds.`);
  }
  return {
    issuer,
    clientId,
    clientSecret: secretFrom('OIDC_CLIENT_SECRET'),
    name: environment['OIDC_NAME'] ?? null,
    scope: environment['OIDC_SCOPE'] ?? 'openid profile',
    acr: (environment['OIDC_ACR'] ?? '').split(/\s+/).filter((each) => each !== ''),
    maxAge,
    mapping: mappingFile === undefined ? null : readMapping(mappingFile, faults),
  };
};
