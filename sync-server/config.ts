import { existsSync, readFileSync } from 'node:fs';
import { readOidcSettings, type OidcSettings } from './identity/oidc-settings.ts';
import { sharedAmong } from './private-files.ts';

/** How the server runs, read from the environment once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The authority's rules of retention; `retention.json` in `dataDir`, where it is there, unless said. */
  readonly retentionFile?: string | undefined;
  /** Where the signed heads of the audit log go; `audit-heads` in `dataDir` unless said. */
  readonly auditHeadsDir?: string | undefined;
  /** Where the keys that tablets seal for lie; `keys` in `dataDir` unless said. */
  readonly sealingKeysDir?: string | undefined;
  /** Whether uploads are taken that are neither sealed nor signed by their authors: in tests of the server by itself. */
  readonly acceptsPlainUploads?: boolean | undefined;
  /** Where people reach it, e.g. `https://foljsam.example`; null on loopback in the demo. */
  readonly publicOrigin: string | null;
  readonly isDemo: boolean;
  /** Keys what is stored of sessions; changing it signs everybody out. */
  readonly secret: string | null;
  readonly allowsLocalAccounts: boolean;
  /** Whether a local account needs a second factor. */
  readonly requiresSecondFactor: boolean;
  /** The organisation's provider; null where there is none. */
  readonly oidc: OidcSettings | null;
  /** For so many days a store on a tablet opens without the register's word; 14 unless said. */
  readonly leaseDays?: number | undefined;
  /** Whether every answer is logged, by ids and codes; bugs always are. */
  readonly allowsLogging: boolean;
  /** Folder of the built app; null serves the API alone. */
  readonly appDir: string | null;
}

const isOn = (value: string | undefined): boolean =>
  value !== undefined && !['', '0', 'off', 'false', 'no'].includes(value);

/**
 * A secret from the environment, or from the file that `NAME_FILE` names. A server for real cases takes none from a file
 * that others can read; what is wrong is added to the faults.
 */
const secretFrom = (
  environment: NodeJS.ProcessEnv,
  name: string,
  isDemo: boolean,
  faults: string[],
): string | null => {
  const file = environment[`${name}_FILE`];
  const given = environment[name];
  if (given !== undefined || file === undefined) return given === undefined || given === '' ? null : given;
  if (!existsSync(file)) {
    faults.push(`${name}_FILE names ${file}, and there is no such file.`);
    return null;
  }
  if (!isDemo && sharedAmong([file]).length > 0) {
    faults.push(`Others can read ${file}, which ${name}_FILE names. Close it: chmod 600 ${file}`);
  }
  return readFileSync(file, 'utf8').trim() || null;
};

/** Reads the configuration; what is wrong with it comes as sentences, all of it at once. */
export const readConfig = (
  environment: NodeJS.ProcessEnv,
  appDir: string | null,
): { config: Config; faults: string[] } => {
  const faults: string[] = [];
  const isDemo = isOn(environment['DEMO']);
  const port = Number(environment['PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    faults.push(`PORT is ${environment['PORT']}; expected a number from 0 to 65535.`);
  }
  const publicOrigin = environment['PUBLIC_ORIGIN'] ?? null;
  if (
    publicOrigin !== null &&
    (!URL.canParse(publicOrigin) || new URL(publicOrigin).origin !== publicOrigin)
  ) {
    faults.push(`PUBLIC_ORIGIN is ${publicOrigin}; expected an origin such as https://foljsam.example.`);
  }
  const secret = secretFrom(environment, 'SESSION_SECRET', isDemo, faults);
  if (!isDemo && publicOrigin === null) {
    faults.push(
      'PUBLIC_ORIGIN is missing: the address at which people reach Följsam, such as https://foljsam.example.',
    );
  }
  if (!isDemo && (secret === null || secret.length < 32)) {
    faults.push(
      'SESSION_SECRET (or SESSION_SECRET_FILE) is missing or shorter than 32 characters. Make one: openssl rand -base64 32',
    );
  }
  const oidc = readOidcSettings(environment, (name) => secretFrom(environment, name, isDemo, faults), faults);
  const allowsLocalAccounts = environment['AUTH_LOCAL'] === undefined || isOn(environment['AUTH_LOCAL']);
  if (!allowsLocalAccounts && oidc === null) {
    faults.push('AUTH_LOCAL is off and OIDC_ISSUER is missing: nobody could sign in.');
  }
  const secondFactor = environment['SECOND_FACTOR'];
  if (secondFactor !== undefined && !['required', 'optional'].includes(secondFactor)) {
    faults.push(`SECOND_FACTOR is ${secondFactor}; expected required or optional.`);
  }
  const leaseDays = Number(environment['LEASE_DAYS'] ?? 14);
  if (!Number.isInteger(leaseDays) || leaseDays < 1 || leaseDays > 90) {
    faults.push(`LEASE_DAYS is ${environment['LEASE_DAYS']}; expected a number of days from 1 to 90.`);
  }
  return {
    config: {
      port,
      host: environment['HOST'] ?? '127.0.0.1',
      dataDir: environment['DATA_DIR'] ?? './data',
      retentionFile: environment['RETENTION_FILE'],
      auditHeadsDir: environment['AUDIT_HEADS_DIR'],
      sealingKeysDir: environment['SEALING_KEYS_DIR'],
      acceptsPlainUploads: isOn(environment['PLAIN_UPLOADS']),
      publicOrigin,
      isDemo,
      secret,
      allowsLocalAccounts,
      oidc,
      requiresSecondFactor: secondFactor === undefined ? !isDemo : secondFactor === 'required',
      leaseDays,
      allowsLogging: environment['LOG'] === undefined ? !isDemo : isOn(environment['LOG']),
      appDir,
    },
    faults,
  };
};
