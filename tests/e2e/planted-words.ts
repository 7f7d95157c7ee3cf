import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** All planted words begin so, and nothing else does: what begins so on a disk is one of them. */
export const marker = 'vqzkwjxp';

/** What somebody calls herself when she signs in. Its field says so (WCAG 1.3.5), and browsers keep what is typed there. */
export const accountMarker = 'kxwzjqvp';

/** Makes words that stand nowhere else, and remembers them. */
export class PlantedWords {
  readonly words: string[] = [];

  next(): string {
    const word = `${marker}${(this.words.length + 1_000).toString(36)}q`;
    this.words.push(word);
    return word;
  }

  some(count: number): string {
    return Array.from({ length: count }, () => this.next()).join(' ');
  }
}

/** What comes from the register in words, and only the rows that a caseworker's tablet can get. */
const columns = [
  ['clients', 'case_number'],
  ['clients', 'initials'],
  ['units', 'name'],
  ['units', 'licence_number'],
  ['boards', 'name'],
  ['teams', 'name'],
  ['providers', 'name'],
  ['users', 'name'],
] as const;

/** Puts a word beside every text of the register that goes out to tablets; the user name of `userName` becomes another. */
export const plantInRegister = (dataDir: string, planted: PlantedWords, userName: string): string => {
  const register = new DatabaseSync(join(dataDir, 'register.sqlite'));
  const word = (): string => planted.next();
  register.function('planted', { deterministic: false }, word);
  for (const [table, column] of columns) {
    register.exec(`UPDATE ${table} SET ${column} = ${column} || ' ' || planted()`);
  }
  const renamed = `${userName}-${accountMarker}`;
  register.prepare('UPDATE users SET user_name = ? WHERE user_name = ?').run(renamed, userName);
  register.close();
  return renamed;
};

/** Fills every field for words that the page shows with `each` words, once all `count` of them are there. */
export const plantOnPage = async (
  page: Page,
  planted: PlantedWords,
  each: number,
  count: number,
): Promise<void> => {
  const fields = page.locator(
    'main textarea, main input[type=text], main input[type=search], main input:not([type])',
  );
  await expect(fields).toHaveCount(count);
  for (const field of await fields.all()) await field.fill(planted.some(each));
};
