import { expect, test } from 'vitest';
import { passwordFault } from '#domain/office/password-choice.ts';

const names = ['maria.holm', 'Maria Holm'];

test('a short one is short', () => {
  expect(passwordFault('elva tecken', names)).toBe('too-short');
});

test.each([
  'password1234',
  'Passw0rd1234!',
  'P@ssw0rd2026!',
  'PasswordPassword',
  'lösenord1234',
  'Lösenord2026!',
  'qwertyuiop12',
  'Qwerty123456',
  '1q2w3e4r5t6y',
  'qazwsxedc123',
  'asdfghjklöä1',
  '123456789012',
  '111111111111',
  '987654321098',
  'abcdefghijkl',
  'aaaaaabbbbbb',
  'abc123abc123',
  'Sommar2026!!',
  'Vinter-2025-!',
  'Stockholm2026',
  'Hammarby1915!',
  'Välkommen123!',
  'välkommen till',
  'iloveyou1234',
  'letmein12345',
  'administrator1',
  'Följsam2026!',
  'foljsam-admin1',
  'Socialtjänst1!',
  'Maria.Holm1984',
  'mariamariamaria',
  'holm-maria-2026',
  'M4ria!Holm!2024',
  'september2026',
  'Trustno1Trustno1',
])('%s would be tried first', (password) => {
  expect(passwordFault(password, names)).toBe('too-simple');
});

test.each([
  'correct horse battery',
  'a new one of hers',
  'fyra korta ord i rad',
  'Följsam är en tröst i nöden',
  'nudel säkring sagobok',
  'xK9#mQ2vLp7w',
  'kärlek i Stockholms gamla hamnkvarter',
  'en hund äter gröt på torget',
  'Тройка и снег',
  '雨が降る日の静かな庭園にて',
])('%s is taken', (password) => {
  expect(passwordFault(password, names)).toBeNull();
});

test('whose password it is matters', () => {
  expect(passwordFault('Sigbritt-Engström', ['sigbritt', 'Sigbritt Engström'])).toBe('too-simple');
  expect(passwordFault('Sigbritt-Engström', names)).toBeNull();
});
