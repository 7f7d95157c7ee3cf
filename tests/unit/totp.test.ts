import { expect, test } from 'vitest';
import { codeAt, newTotpSecret, stepAt, stepOfCode, toBase32, totpAddress } from '#server/identity/totp.ts';

const secret = Buffer.from('12345678901234567890');

// RFC 6238, appendix B: the codes there have eight digits, of which the last six are ours.
test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %i seconds the code is that of the RFC', (seconds, code) => {
  const now = new Date(seconds * 1000);
  expect(codeAt(secret, stepAt(now))).toBe(code.slice(2));
  expect(stepOfCode(secret, code.slice(2), now)).toBe(Math.floor(seconds / 30));
});

test('a code is good in its own time step and those beside it, and no longer', () => {
  const now = new Date('2026-11-22T12:00:00.000Z');
  const step = stepAt(now);
  const stepOf = (of: number) => stepOfCode(secret, codeAt(secret, of), now);
  expect([-2, -1, 0, 1, 2].map((apart) => stepOf(step + apart))).toEqual([
    null,
    step - 1,
    step,
    step + 1,
    null,
  ]);
  expect(stepOfCode(secret, codeAt(secret, step).slice(1), now)).toBeNull();
  expect(stepOfCode(newTotpSecret(), codeAt(secret, step), now)).toBeNull();
});

test('the address holds the secret as the apps read it', () => {
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  expect(totpAddress(secret, 'eva.lind')).toBe(
    'otpauth://totp/F%C3%B6ljsam%3Aeva.lind?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=F%C3%B6ljsam',
  );
});
