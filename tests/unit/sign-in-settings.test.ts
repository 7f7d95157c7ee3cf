import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { browserNameOf } from '#server/identity/browser-name.ts';
import { factorKey, openSecret, sealSecret } from '#server/identity/factor-key.ts';
import { oidcMapping, rightsFrom } from '#server/identity/oidc-mapping.ts';
import { readConfig } from '#server/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'foljsam-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const production = { PUBLIC_ORIGIN: 'https://foljsam.example', SESSION_SECRET: 's'.repeat(40) };
const provider = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'foljsam' };
const read = (environment: Record<string, string>) => readConfig({ ...production, ...environment }, null);

describe('settings of signing in', () => {
  test('a second factor is required but in the demo, and either can be said', () => {
    expect(read({}).config.requiresSecondFactor).toBe(true);
    expect(readConfig({ DEMO: '1' }, null).config.requiresSecondFactor).toBe(false);
    expect(read({ SECOND_FACTOR: 'optional' }).config.requiresSecondFactor).toBe(false);
    expect(read({ SECOND_FACTOR: 'no' }).faults).toEqual([expect.stringContaining('SECOND_FACTOR is no')]);
  });

  test('local accounts are turned off only where there is another way in', () => {
    expect(read({ AUTH_LOCAL: 'off' }).faults).toEqual([expect.stringContaining('nobody could sign in')]);
    const { config, faults } = read({ AUTH_LOCAL: 'off', ...provider });
    expect(faults).toEqual([]);
    expect(config).toMatchObject({
      allowsLocalAccounts: false,
      oidc: { maxAge: 3_600, acr: [], mapping: null },
    });
  });

  test('a provider is asked over HTTPS alone, but on this very machine', () => {
    expect(read({ ...provider, OIDC_ISSUER: 'http://id.example' }).faults).toHaveLength(1);
    expect(read({ ...provider, OIDC_ISSUER: 'http://localhost:9' }).faults).toEqual([]);
    expect(read({ OIDC_ISSUER: 'https://id.example', OIDC_MAX_AGE: 'soon' }).faults).toHaveLength(2);
  });

  test('the secret comes from a file, the levels as words, the mapping from a file that is checked', () => {
    const [secret, mapping] = [join(folder, 'secret'), join(folder, 'mapping.json')];
    writeFileSync(secret, 'from a file\n', { mode: 0o600 });
    writeFileSync(mapping, JSON.stringify({ rules: [{ claim: 'g', equals: 'v', roles: ['inspector'] }] }));
    const more = { OIDC_CLIENT_SECRET_FILE: secret, OIDC_ACR: 'loa3  loa4', OIDC_MAPPING: mapping };
    const { oidc } = read({ ...provider, ...more }).config;
    expect(oidc).toMatchObject({ clientSecret: 'from a file', acr: ['loa3', 'loa4'] });
    expect(oidc?.mapping?.userName).toBe('preferred_username');
    writeFileSync(mapping, JSON.stringify({ rules: [{ claim: 'g', equals: 'v', roles: ['king'] }] }));
    expect(read({ ...provider, ...more }).faults).toEqual([expect.stringContaining('/rules/0/roles/0')]);
    writeFileSync(mapping, 'rules:');
    expect(read({ ...provider, ...more }).faults).toEqual([
      expect.stringContaining('cannot be read as JSON'),
    ]);
  });
});

test('the rules that fit add up; the first one’s team holds', () => {
  const mapping = oidcMapping.parse({
    rules: [
      { claim: 'groups', equals: 'a', roles: ['caseworker'], team: 'one' },
      { claim: 'groups', equals: 'b', roles: ['caseworker'], team: 'two' },
      { claim: 'title', equals: 'boss', roles: ['district-coordinator'], boards: ['x', 'y'] },
    ],
  });
  expect(rightsFrom(mapping, { groups: ['b', 'a'], title: 'boss' })).toEqual({
    roles: ['caseworker', 'district-coordinator'],
    team: 'one',
    boards: ['x', 'y'],
  });
  expect(rightsFrom(mapping, { groups: 'b' })).toMatchObject({ team: 'two' });
  expect(rightsFrom(mapping, { groups: ['ab'], title: ['Boss'] })).toBeNull();
});

test('a sealed secret opens under its key and for its owner alone', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const sealed = sealSecret(key, Buffer.from('secret'), 'eva');
  expect(openSecret(key, sealed, 'eva')?.toString()).toBe('secret');
  expect(openSecret(other, sealed, 'eva')).toBeNull();
  expect(openSecret(key, sealed, 'ada')).toBeNull();
  expect(openSecret(key, sealed.slice(4), 'eva')).toBeNull();
});

test('the key is made once, for its owner’s eyes alone, and half of one is not used', () => {
  const key = factorKey(folder);
  expect(key).toHaveLength(32);
  expect(factorKey(folder)).toEqual(key);
  const path = join(folder, 'keys', 'second-factor.key');
  expect(statSync(path).mode & 0o077).toBe(0);
  writeFileSync(path, key.subarray(0, 10).toString('base64url'));
  expect(() => factorKey(folder)).toThrow('holds no key');
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 'Safari, Mac'],
  ['Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36', 'Chrome, Android'],
  ['<script>curl', ''],
  [undefined, ''],
])('%s is called %s', (agent, name) => {
  expect(browserNameOf(agent)).toBe(name);
});
