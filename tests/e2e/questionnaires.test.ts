import { expect, test, type Locator, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { pageOf } from './every-screen.ts';
import { lookForBarriers, lookForOverflow, lookForSmallTargets, sizes } from './looks.ts';

const city = useCity();

/** Goes on with the tabulator until the thing has the focus. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} was not reached with the tabulator`);
};
const pressAt = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
};
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('an administrator makes a questionnaire from nothing by keyboard alone, and it is there to plan with', async ({
  browser,
}) => {
  const page = await pageOf(browser, city.origin, 'admin');
  await page.goto(`${city.origin}/frageformular`);
  await expect(heading(page)).toHaveText('1 frågeformulär gäller');
  await lookForBarriers(page, 'questionnaires');
  await pressAt(page, page.getByRole('link', { name: 'Nytt frågeformulär' }));
  await tabTo(page, page.getByLabel('Vad formuläret heter'));
  await page.keyboard.type('Grannsamverkan');
  await expect(page.getByLabel('Kort namn')).toHaveValue('grannsamverkan');
  await lookForBarriers(page, 'new questionnaire');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Grannsamverkan');

  // A section with two questions; the second is asked because of the first.
  const adding = page.getByRole('group', { name: 'Lägg till' });
  const lines = page.getByRole('tree').getByRole('treeitem');
  await pressAt(page, adding.getByRole('button', { name: 'Avsnitt' }));
  await expect(page.getByLabel('Rubrik', { exact: true })).toBeFocused();
  await page.keyboard.type('Grannarna');
  await page.keyboard.press('Escape');
  await expect(lines.filter({ hasText: 'Grannarna' })).toBeFocused();
  for (const asked of ['Vad hördes?', 'Har någon klagat?']) {
    await pressAt(page, adding.getByRole('button', { name: 'Fråga' }));
    await expect(page.getByLabel('Fråga', { exact: true })).toBeFocused();
    await page.keyboard.type(asked);
    await expect(lines.filter({ hasText: asked })).toBeVisible();
  }
  const kind = page.getByLabel('Svarsslag');
  await tabTo(page, kind);
  await page.keyboard.type('Ja eller');
  await expect(kind).toHaveValue('yes-no');

  // It is to come first.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(lines.last()).toContainText('Vad hördes?');
  await page.keyboard.press('Control+z');
  await expect(lines.last()).toContainText('Har någon klagat?');
  await page.keyboard.press('Control+y');
  await expect(lines.last()).toContainText('Vad hördes?');
  await page.keyboard.press('End');
  await expect(lines.last()).toBeFocused();

  // What is wrong with logic is told where it is, while it is typed.
  await page.keyboard.press('Enter');
  await pressAt(page, page.getByText('Logik', { exact: true }));
  const relevant = page.getByLabel('Visas när', { exact: true });
  await tabTo(page, relevant);
  await page.keyboard.type("${klagomal} = 'yes'");
  await expect(relevant).toHaveAccessibleDescription(/Det finns ingen fråga som heter ”klagomal”/);
  await expect(lines.last()).toContainText('har fel');
  await lookForBarriers(page, 'builder, a fault', { isMain: true });
  await lookForSmallTargets(page, 'builder', { isOffice: true });
  await lookForOverflow(page, 'builder');
  await page.setViewportSize(sizes.uprightTablet);
  await page.keyboard.press('Control+a');
  await page.keyboard.type("${question_2} = 'yes'");
  await expect(relevant).not.toHaveAttribute('aria-invalid');
  for (const notYet of ['Inte sparat än', 'Sparar …'])
    await expect(page.getByText(notYet, { exact: true })).toBeHidden();
  await expect(page.getByText(/^Sparat i registret/).first()).toBeVisible();

  // Opened anew, it is as it was left.
  await page.reload();
  await expect(lines.last()).toContainText('Vad hördes?');
  await pressAt(page, page.getByRole('button', { name: 'Publicera' }));
  await expect(page.getByRole('heading', { name: 'Publicera versionen' })).toBeFocused();
  await lookForBarriers(page, 'publish');
  await pressAt(page, page.locator('form').getByRole('button', { name: 'Publicera' }));
  await expect(page.getByText(/^Gäller från/)).toBeVisible();
  await lookForBarriers(page, 'published version');
  await page.context().close();

  const coordinator = await pageOf(browser, city.origin, 'samordnare');
  await coordinator.goto(`${city.origin}/planering/ny`);
  const asked = coordinator.getByLabel('Frågeformulär');
  await expect(asked).toBeVisible();
  await asked.selectOption('Grannsamverkan');
  await coordinator.context().close();
});
