import { expect, type Locator, type Page } from '@playwright/test';
import { lineOf } from './questionnaire-steps.ts';

type Half = 'upper' | 'lower';

/** What a part of a draft is taken by. */
export const handleOf = (page: Page, words: string): Locator =>
  page.getByRole('tree').getByRole('button', { name: `Dra för att flytta: ${words}`, exact: true });

/** What shows that the dragged part would be put before a line. */
export const shownBefore = (page: Page, words: string): Locator =>
  page.locator('.gap').and(page.locator(`:has(+ [role=treeitem]:has-text("${words}"))`));

const boxOf = async (of: Locator) => {
  const box = await of.boundingBox();
  if (box === null) throw new Error(`${of} is not to be seen`);
  return box;
};

const pointOf = async (of: Locator, half: Half): Promise<{ x: number; y: number }> => {
  const { x, y, width, height } = await boxOf(of);
  return { x: x + width / 2, y: y + (half === 'upper' ? 0.25 : 0.75) * height };
};

/** Takes a part by its handle with the mouse, and holds it. */
export const hold = async (page: Page, words: string): Promise<void> => {
  await handleOf(page, words).hover();
  await page.mouse.down();
};

/** Moves the mouse over a half of a line. */
const dragOver = async (page: Page, words: string, half: Half): Promise<void> => {
  const { x, y } = await pointOf(lineOf(page, words), half);
  await page.mouse.move(x, y, { steps: 4 });
};

/** Moves the mouse until it shows that the part would be put before a line: the list scrolls under it, and a hand follows. */
export const dragBefore = (page: Page, words: string): Promise<void> =>
  expect(async () => {
    await dragOver(page, words, 'upper');
    await expect(shownBefore(page, words)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });

/** Drags a part with a finger to a half of a line, and lets go. */
export const dragByFinger = async (page: Page, words: string, to: string, half: Half): Promise<void> => {
  const browser = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints });
  await handleOf(page, words).scrollIntoViewIfNeeded();
  const from = await pointOf(handleOf(page, words), 'lower');
  await touch('touchStart', from);
  const target = await pointOf(lineOf(page, to), half);
  for (const part of [0.3, 0.7, 1])
    await touch('touchMove', { x: from.x, y: from.y + (target.y - from.y) * part });
  await expect(page.locator('.gap')).toBeVisible();
  await touch('touchEnd');
  await browser.detach();
};
