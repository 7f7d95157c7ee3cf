import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Locator, type Page } from '@playwright/test';
import { workbookOf } from '../unit/workbook-builder.ts';

/** Goes on with the tabulator until the thing has the focus. */
export const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} was not reached with the tabulator`);
};

/** Goes there with the tabulator, and presses Enter. */
export const pressAt = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
};

/** The parts of the draft, as the contents list them; the form itself first. */
export const lines = (page: Page): Locator => page.getByRole('tree').getByRole('treeitem');
export const lineOf = (page: Page, words: string): Locator => lines(page).filter({ hasText: words });

/** What the contents say of the questionnaire that is imported and built on. */
export const form = 'Störningar';
export const [heard, often, when] = ['Vad hördes i natt?', 'Hur ofta?', 'När?'];

/** The tablet's view beside the fields. */
export const tabletIn = (page: Page): Locator =>
  page.getByRole('region', { name: 'Så ser det ut på plattan' });
/** The field that a question is written in. */
export const wordsOf = (page: Page): Locator => page.getByLabel('Fråga', { exact: true });

/** Adds a part with the button of its kind, by keyboard. */
export const add = (page: Page, kind: 'Avsnitt' | 'Grupp' | 'Fråga'): Promise<void> =>
  pressAt(page, page.getByRole('group', { name: 'Lägg till' }).getByRole('button', { name: kind }));

/** What the parts of the draft are called, in the order that they are listed. */
const order = async (page: Page): Promise<string[]> => page.locator('[role=tree] .said').allInnerTexts();

/** The contents list the parts in that order. */
export const standsAs = (page: Page, ...parts: string[]): Promise<void> =>
  expect.poll(() => order(page)).toEqual(parts);

/** All that was changed has come to the register. */
export const isSaved = async (page: Page): Promise<void> => {
  for (const notYet of ['Inte sparat än', 'Sparar …'])
    await expect(page.getByText(notYet, { exact: true })).toBeHidden();
  await expect(page.getByText(/^Sparat i registret/).first()).toBeVisible();
};

/** A workbook of one section, *Grannarna*, with those rows of questions: type, name, words, and when it is shown. */
export const workbook = (rows: string): Promise<Buffer> =>
  workbookOf({
    survey: `type | name | label::Svenska (sv) | relevant | foljsam::put_to
      begin_group | neighbours | Grannarna | | caseworker
      ${rows}
      end_group`,
    settings: 'form_title | form_id\nStörningar | disturbances',
  });

const inRegister = <Found>(dataDir: string, work: (register: DatabaseSync) => Found): Found => {
  const register = new DatabaseSync(join(dataDir, 'register.sqlite'));
  try {
    register.exec('PRAGMA busy_timeout = 5000');
    return work(register);
  } finally {
    register.close();
  }
};

const countIn = (register: DatabaseSync, what: string, ...values: string[]): number =>
  Number(register.prepare(`SELECT count(*) AS count FROM ${what}`).get(...values)?.['count']);

/** How many rows each table of a register has. */
export const rowsOfRegister = (dataDir: string): Record<string, number> =>
  inRegister(dataDir, (register) => {
    const tables = register.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return Object.fromEntries(
      tables.map(({ name }) => [String(name), countIn(register, `"${String(name)}"`)]),
    );
  });

/** How many follow-ups of a register ask any version of a questionnaire. */
export const followUpsWith = (dataDir: string, id: string): number =>
  inRegister(dataDir, (register) => countIn(register, 'follow_ups WHERE questionnaire_id = ?', id));

/** Has two of the follow-ups that are planned ask another version. */
export const planTwoWith = (dataDir: string, id: string, version: number): void =>
  inRegister(dataDir, (register) => {
    register
      .prepare(
        `UPDATE follow_ups SET questionnaire_id = ?, questionnaire_version = ?
           WHERE id IN (SELECT id FROM follow_ups WHERE state = 'planned' ORDER BY id LIMIT 2)`,
      )
      .run(id, version);
  });

/** All that the browser keeps of the app, store by store. */
export const keptInBrowser = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('It cannot be read'));
      });
    const kept: Record<string, unknown> = { local: { ...localStorage }, session: { ...sessionStorage } };
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        kept[`${name} ${store}`] = await asked(database.transaction(store).objectStore(store).getAll());
      database.close();
    }
    return JSON.stringify(kept);
  });
