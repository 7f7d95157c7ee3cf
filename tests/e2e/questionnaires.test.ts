import { expect, test, type Page } from '@playwright/test';
import { draftView, questionnairesInForce, questionnaireVersions } from '#domain/office/questionnaires.ts';
import { outlineOf } from '#app/builder/parts.ts';
import {
  dragParts,
  moveByKeyboard,
  tryWithoutTrace,
  writeFaultyLogic,
  writeSeenBeside,
} from './builder-steps.ts';
import { useCity } from './city.ts';
import { pageOf } from './every-screen.ts';
import { lookForBarriers, lookForOverflow, lookForSmallTargets, sizes } from './looks.ts';
import { isSaved, lineOf, lines, pressAt, tabTo } from './questionnaire-steps.ts';
import {
  compareNext,
  countFollowUps,
  importFaulty,
  importGood,
  publishFrom,
  retireFrom,
  type Versions,
} from './version-steps.ts';

const city = useCity();

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
  await pressAt(page, adding.getByRole('button', { name: 'Avsnitt' }));
  await expect(page.getByLabel('Rubrik', { exact: true })).toBeFocused();
  await page.keyboard.type('Grannarna');
  await page.keyboard.press('Escape');
  await expect(lineOf(page, 'Grannarna')).toBeFocused();
  for (const asked of ['Vad hördes?', 'Har någon klagat?']) {
    await pressAt(page, adding.getByRole('button', { name: 'Fråga' }));
    await expect(page.getByLabel('Fråga', { exact: true })).toBeFocused();
    await page.keyboard.type(asked);
    await expect(lineOf(page, asked)).toBeVisible();
  }
  const kind = page.getByLabel('Svarsslag');
  await tabTo(page, kind);
  await page.keyboard.type('Ja eller');
  await expect(kind).toHaveValue('yes-no');

  // It is to come first.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(lines(page).last()).toContainText('Vad hördes?');
  await page.keyboard.press('Control+z');
  await expect(lines(page).last()).toContainText('Har någon klagat?');
  await page.keyboard.press('Control+y');
  await expect(lines(page).last()).toContainText('Vad hördes?');
  await page.keyboard.press('End');
  await expect(lines(page).last()).toBeFocused();

  // What is wrong with logic is told where it is, while it is typed.
  await page.keyboard.press('Enter');
  await pressAt(page, page.getByText('Logik', { exact: true }));
  const relevant = page.getByLabel('Visas när', { exact: true });
  await tabTo(page, relevant);
  await page.keyboard.type("${klagomal} = 'yes'");
  await expect(relevant).toHaveAccessibleDescription(/Det finns ingen fråga som heter ”klagomal”/);
  await expect(lines(page).last()).toContainText('har fel');
  await lookForBarriers(page, 'builder, a fault', { isMain: true });
  await lookForSmallTargets(page, 'builder', { isOffice: true });
  await lookForOverflow(page, 'builder');
  await page.setViewportSize(sizes.uprightTablet);
  await page.keyboard.press('Control+a');
  await page.keyboard.type("${question_2} = 'yes'");
  await expect(relevant).not.toHaveAttribute('aria-invalid');
  await isSaved(page);

  // Opened anew, it is as it was left.
  await page.reload();
  await expect(lines(page).last()).toContainText('Vad hördes?');
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

test('a workbook is imported whole or not at all, built on, tried without a trace, published and retired', async ({
  browser,
}) => {
  const page = await pageOf(browser, city.origin, 'admin');
  const [administrator, coordinator] = [await city.desk('admin'), await city.desk('samordnare')];
  const versions: Versions = {
    page,
    dataDir: city.register.dataDir,
    all: async () => questionnaireVersions.parse(await administrator.get('/api/questionnaires')).versions,
    isAskedOn: async (day) => {
      const inForce = await coordinator.get(`/api/questionnaires/in-force?on=${day}`);
      return questionnairesInForce.parse(inForce).questionnaires.some(({ id }) => id === 'disturbances');
    },
  };
  const savedOrder = async () => {
    const draft = await administrator.get('/api/questionnaires/disturbances/1/draft');
    return outlineOf(draftView.parse(draft).document).flatMap(({ part }) =>
      part.kind === 'form' ? [] : part.of.name,
    );
  };
  const path = test.info().outputPath('störningar.xlsx');
  await page.goto(`${city.origin}/frageformular/nytt`);
  await test.step('a faulty workbook', () => importFaulty(versions, path));
  await test.step('the workbook put right', () => importGood(versions, path));
  await test.step('the tablet beside', () => writeSeenBeside(page));
  await test.step('moving by keyboard', () => moveByKeyboard(page));
  await test.step('dragging', () => dragParts(page, savedOrder));
  await test.step('faulty logic', () => writeFaultyLogic(page));
  await test.step('trying', () => tryWithoutTrace(page, city.register.dataDir));
  await test.step('publishing', () => publishFrom(versions));
  await test.step('comparing', () => compareNext(versions));
  await test.step('counting', () => countFollowUps(versions));
  await test.step('retiring', () => retireFrom(versions));
  await page.context().close();
});
