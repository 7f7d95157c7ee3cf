import { expect, test } from 'vitest';
import { hashOfSession, hashOfToken, newToken } from '#server/identity/tokens.ts';

test('a token is long, of an address, and never the same twice', () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
});

test('what is stored of a session is good under the secret that it was made with, and no other', () => {
  const token = newToken();
  expect(hashOfSession(token, 'one')).toBe(hashOfSession(token, 'one'));
  expect(hashOfSession(token, 'one')).not.toBe(hashOfSession(token, 'other'));
  expect(hashOfSession(token, null)).not.toBe(hashOfToken(token));
});
