import { checkPassphrase, generatePassphrase, judgePassphrase } from '#device/vault/passphrase.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { swedishWords } from '#device/vault/swedish-words.ts';
import type { PassphraseStrength } from './api-vault.ts';

const known: ReadonlySet<string> = new Set(swedishWords);

/** Whether the passphrase is good enough to open a store. */
export const isGoodPassphrase = async (passphrase: string): Promise<boolean> =>
  checkPassphrase(passphrase, known).ok;

/** Four Swedish words. */
export const suggestPassphrase = async (): Promise<string> =>
  generatePassphrase(swedishWords, secureRandomBytes);

/** How good a passphrase is. */
export const judge = async (passphrase: string): Promise<PassphraseStrength> => {
  const { strength, fault } = judgePassphrase(passphrase, known);
  return { level: strength, fault };
};
