import { expect, test } from 'vitest';
import { hashPassword, isPassword } from '#server/identity/passwords.ts';

test('a password is kept as argon2id of 19 MiB and two passes, each with a salt of its own', async () => {
  const password = 'fyra korta ord i rad';
  const [one, other] = [await hashPassword(password), await hashPassword(password)];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(other).not.toBe(one);
  expect(await isPassword(password, one)).toBe(true);
  expect(await isPassword(`${password}.`, one)).toBe(false);
  // Nobody's: the same work, and no.
  expect(await isPassword(password, null)).toBe(false);
});

test('a letter that can be typed in two ways is one letter', async () => {
  expect(
    await isPassword('a\u030angstr\u00f6m i natt', await hashPassword('\u00e5ngstro\u0308m i natt')),
  ).toBe(true);
});
