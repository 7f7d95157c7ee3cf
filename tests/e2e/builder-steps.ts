import { expect, type Page } from '@playwright/test';
import { dragBefore, dragByFinger, handleOf, hold, shownBefore } from './dragging.ts';
import { lookForBarriers, lookForSmallTargets, sizes } from './looks.ts';
import {
  add,
  heard,
  form,
  isSaved,
  keptInBrowser,
  lineOf,
  lines,
  often,
  pressAt,
  rowsOfRegister,
  standsAs,
  tabTo,
  tabletIn,
  when,
  wordsOf,
} from './questionnaire-steps.ts';

/** What is written is seen on the tablet beside at once. */
export const writeSeenBeside = async (page: Page): Promise<void> => {
  await tabTo(page, lineOf(page, 'Störningar'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(lineOf(page, 'Vad hördes?')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(wordsOf(page)).toBeFocused();
  await expect(tabletIn(page).getByRole('textbox', { name: 'Vad hördes?' })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(' i natt?');
  await expect(tabletIn(page).getByRole('textbox', { name: 'Vad hördes i natt?' })).toBeVisible();
  await expect(tabletIn(page).getByRole('textbox', { name: 'Vad hördes?' })).toHaveCount(0);
  await expect(wordsOf(page)).toBeFocused();
};

/** Whatever is moved, removed or taken back by keyboard keeps the focus. */
export const moveByKeyboard = async (page: Page): Promise<void> => {
  const section = [form, 'Grannarna'];
  await page.keyboard.press('Escape');
  await expect(lineOf(page, heard)).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await standsAs(page, ...section, often, heard, when);
  await expect(lineOf(page, heard)).toBeFocused();
  await page.keyboard.press('Control+z');
  await standsAs(page, ...section, heard, often, when);
  await expect(lineOf(page, heard)).toBeFocused();

  // What stands after it is next; after the last, what stands before it.
  await page.keyboard.press('Delete');
  await standsAs(page, ...section, often, when);
  await expect(lineOf(page, often)).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await standsAs(page, ...section, often);
  await expect(lineOf(page, often)).toBeFocused();
  await page.keyboard.press('Delete');
  await standsAs(page, ...section);
  await expect(lineOf(page, 'Grannarna')).toBeFocused();
  for (let undone = 0; undone < 3; undone += 1) await page.keyboard.press('Control+z');
  await standsAs(page, ...section, heard, often, when);
  await expect(lineOf(page, heard)).toBeFocused();

  // By the buttons, which come and go with where it stands.
  await add(page, 'Grupp');
  await expect(page.getByLabel('Rubrik', { exact: true })).toBeFocused();
  await page.keyboard.type('Natten');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(lineOf(page, often)).toBeFocused();
  await pressAt(page, page.getByRole('button', { name: 'In i gruppen ovanför' }));
  await expect(lineOf(page, often)).toHaveAttribute('aria-level', '4');
  await expect(page.getByRole('button', { name: 'In i gruppen ovanför' })).toBeFocused();
  await pressAt(page, page.getByRole('button', { name: 'Ut ur gruppen' }));
  await expect(lineOf(page, often)).toHaveAttribute('aria-level', '3');
  await expect(lineOf(page, often)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await pressAt(page, page.getByRole('button', { name: 'Ta bort', exact: true }));
  await standsAs(page, ...section, heard, often, when);
  await expect(lineOf(page, often)).toBeFocused();

  // What was added and is taken back is not there to have the focus.
  await add(page, 'Fråga');
  await expect(wordsOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(lines(page)).toHaveCount(6);
  await page.keyboard.press('Control+z');
  await standsAs(page, ...section, heard, often, when);
  await expect(lineOf(page, often)).toBeFocused();
};

/** A part is dragged by its handle, with a mouse and with a finger; `savedOrder` tells what the register has of it. */
export const dragParts = async (page: Page, savedOrder: () => Promise<string[]>): Promise<void> => {
  await page.setViewportSize({ width: 1440, height: 1200 });
  await hold(page, when);
  await dragBefore(page, heard);
  await lookForBarriers(page, 'builder, a part is dragged');
  await lookForSmallTargets(page, 'builder, a part is dragged', { isOffice: true });
  await page.mouse.up();
  await standsAs(page, form, 'Grannarna', when, heard, often);
  await expect(lineOf(page, when)).toBeFocused();
  await expect(page.getByText('När? är flyttad, nu 1 av 3.')).toBeAttached();
  await isSaved(page);
  expect(await savedOrder()).toEqual(['neighbours', 'when', 'heard', 'often']);

  // Called off, and let go where it was taken, nothing has moved.
  await hold(page, often);
  await dragBefore(page, when);
  await page.keyboard.press('Escape');
  await expect(shownBefore(page, when)).toHaveCount(0);
  await page.mouse.up();
  await handleOf(page, often).click();
  await expect(lineOf(page, often)).toBeFocused();
  await standsAs(page, form, 'Grannarna', when, heard, often);

  // With a finger, into another section.
  await add(page, 'Avsnitt');
  await page.keyboard.type('Dagen');
  await dragByFinger(page, when, 'Dagen', 'lower');
  await standsAs(page, form, 'Grannarna', heard, often, 'Dagen', when);
  await expect(lineOf(page, when)).toBeFocused();
  await isSaved(page);
  expect(await savedOrder()).toEqual(['neighbours', 'heard', 'often', 'section_1', 'when']);

  // A section takes with it what lies in it, and the list goes on under a pointer that stands still at its edge.
  await page.setViewportSize({ width: 1440, height: 420 });
  await hold(page, 'Grannarna');
  await page.mouse.move(100, 415);
  await expect(page.locator('[role=treeitem] + .gap')).toBeInViewport();
  await expect(lineOf(page, when)).toBeInViewport();
  await page.mouse.up();
  await standsAs(page, form, 'Dagen', when, 'Grannarna', heard, often);
  for (let undone = 0; undone < 5; undone += 1) await page.keyboard.press('Control+z');
  await standsAs(page, form, 'Grannarna', heard, often, when);
  await page.setViewportSize(sizes.tablet);
  await page.keyboard.press('ArrowUp');
  await expect(lineOf(page, often)).toBeFocused();
};

/** A fault of logic is told at its question, and above the contents. */
export const writeFaultyLogic = async (page: Page): Promise<void> => {
  await page.keyboard.press('Enter');
  await pressAt(page, page.getByText('Logik', { exact: true }));
  const relevant = page.getByLabel('Visas när', { exact: true });
  await tabTo(page, relevant);
  await page.keyboard.type('${heard} = ');
  const told = 'Uttrycket slutar för tidigt.';
  await expect(relevant).toHaveAccessibleDescription(new RegExp(told));
  await expect(lineOf(page, 'har fel')).toHaveCount(1);
  await expect(lineOf(page, 'Hur ofta?')).toContainText('har fel');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await expect(relevant).toHaveCount(0);
  await pressAt(page, page.getByRole('button', { name: 'Publicera' }));
  await expect(page.getByRole('alert')).toHaveText('1 fel hindrar publicering');
  await pressAt(page, page.getByRole('button', { name: told }));
  await expect(page.getByRole('heading', { name: 'Fråga: Hur ofta?' })).toBeVisible();
  await expect(relevant).toBeVisible();
  await tabTo(page, relevant);
  await page.keyboard.press('Control+a');
  await page.keyboard.type("${heard} != ''");
  await expect(lineOf(page, 'har fel')).toHaveCount(0);
  await expect(relevant).toHaveAccessibleDescription(/Till exempel/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  // Nothing takes the focus out of the middle of a word.
  await expect(relevant).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Publicera versionen' })).toHaveCount(0);
  await isSaved(page);
};

/** What is tried is kept nowhere. */
export const tryWithoutTrace = async (page: Page, dataDir: string): Promise<void> => {
  const rows = rowsOfRegister(dataDir);
  const kept = await keptInBrowser(page);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
  });
  await pressAt(page, page.getByRole('button', { name: 'Prova' }));
  await expect(lines(page)).toHaveCount(0);
  const often = tabletIn(page).getByRole('textbox', { name: 'Hur ofta?' });
  await expect(often).toHaveCount(0);
  await tabletIn(page).getByRole('textbox', { name: 'Vad hördes i natt?' }).fill('Kvastfening');
  await often.fill('sju');
  await pressAt(page, tabletIn(page).getByRole('button', { name: 'Kontrollera svaren' }));
  await expect(tabletIn(page).getByRole('status').last()).toHaveText('1 svar saknas eller är fel');
  await often.fill('7');
  await expect(tabletIn(page).getByRole('status').last()).toHaveText(
    'Inget saknas. Så här skulle det gå att skicka.',
  );
  await lookForBarriers(page, 'builder, tried', { isMain: true });
  await pressAt(page, page.getByRole('button', { name: 'Sluta prova' }));
  await expect(lines(page)).toHaveCount(5);
  await page.reload();
  await expect(tabletIn(page).getByRole('textbox', { name: 'Vad hördes i natt?' })).toHaveValue('');
  expect(sent).toEqual([]);
  expect(rowsOfRegister(dataDir)).toEqual(rows);
  const left = await keptInBrowser(page);
  expect(left).toEqual(kept);
  expect(left).not.toContain('Kvastfening');
};
