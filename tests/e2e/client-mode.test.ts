import { expect, test, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { lookForBarriers, lookForOverflow, lookForSmallTargets, type Look } from './looks.ts';
import { passphraseOf, unlock } from './unlocking.ts';
import { asked, sections } from './visit.ts';

const city = useCity();

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const ofTheCase = /Björkgården|A\.K\.|SN-|Kommentar från handläggaren|Bedömning|Idag/;

/** Nothing of the case is on the page: not in its words, its attributes or its title. */
const showsNothingOfTheCase = async (page: Page): Promise<void> => {
  expect(await page.locator('html').innerHTML()).not.toMatch(ofTheCase);
  expect(await page.title()).toBe('Följsam');
};

const look: Look = async (page, screen) => {
  await lookForBarriers(page, screen, { isMain: true });
  await lookForOverflow(page, screen);
  await lookForSmallTargets(page, screen);
};

test('a client answers by herself, and only the caseworker gets the tablet back', async () => {
  const tablet = await city.tablet();
  await tablet.startBrowser({ unlocks: false });
  const { page, visit } = tablet;
  await page.goto(city.origin);
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  await page.getByRole('listitem').filter({ hasText: 'A.K.' }).getByRole('link').first().click();
  await visit.prepare();
  await visit.go(sections.client);
  const { followUpId } = visit;
  await visit.answer(asked.influence, 'Nej');
  await visit.comment(asked.support).fill('Kommentar från handläggaren');
  await page.getByRole('checkbox', { name: 'Tolk' }).check();
  await visit.isSaved();
  expect(await page.locator('body').textContent()).toMatch(ofTheCase);

  await press(page, 'Lämna över plattan');
  await expect(heading(page)).toHaveText('Vill du svara på 4 frågor?');
  await expect(page.getByText('Personalen på boendet ser dem inte.')).toBeVisible();
  await showsNothingOfTheCase(page);
  await look(page, 'client: start');
  await press(page, 'Ja, jag vill svara');

  // By keyboard, and by tap.
  await expect(heading(page)).toHaveText('Får du det stöd som står i beslutet?');
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: 'Ja' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Till viss del' })).toBeChecked();
  await look(page, 'client: question');
  await press(page, 'Nästa');
  await expect(heading(page)).toHaveText(/påverka stödet/);
  // What the caseworker wrote down before is not shown to her, and stays where she skips.
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await press(page, 'Hoppa över');

  await page.getByLabel('Språk').selectOption('ar');
  await expect(heading(page)).toHaveText('كيف تغيّر وضعك نتيجة الدعم الذي حصلت عليه من مقدّم الخدمة؟');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.getByText('لم يراجع مترجم هذا النص بعد.')).toBeVisible();
  await page.getByRole('radio', { name: 'أفضل قليلًا' }).tap();
  await expect(page.getByRole('radio', { name: 'أفضل قليلًا' })).toBeChecked();
  await look(page, 'client: question in Arabic');
  await showsNothingOfTheCase(page);

  // Back in the browser, and a reload, stay with the client.
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'أفضل قليلًا' })).toBeChecked();
  await page.reload();
  await expect(heading(page)).toHaveText('Lämna tillbaka plattan');
  await showsNothingOfTheCase(page);
  const tab = await tablet.context.newPage();
  await tab.goto(`${city.origin}/uppfoljning/${followUpId}`);
  await expect(heading(tab)).toHaveText('Lämna tillbaka plattan');
  await showsNothingOfTheCase(tab);
  await tab.close();

  await unlock(page, passphraseOf('maria'));
  await expect(heading(page)).toHaveText('Upplåst i brukarläge');
  await showsNothingOfTheCase(page);
  await press(page, 'Lämna tillbaka till brukaren');
  await expect(page.getByRole('radio', { name: 'أفضل قليلًا' })).toBeChecked();
  await press(page, 'التالي');
  await page.getByRole('textbox').fill('الطعام جيد');
  await press(page, 'انتهيت');
  await expect(heading(page)).toHaveText('شكرًا');
  await look(page, 'client: end');

  // The other way out of the questions is the caseworker's.
  const taken = await tablet.openTab('/idag');
  await expect(heading(taken)).toHaveText('Lämna tillbaka plattan');
  await taken.close();
  await press(page, 'Personal: lås upp');
  await unlock(page, 'inte hennes lösenfras');
  await expect(page.getByRole('alert')).toHaveText('Lösenfrasen stämde inte.');
  await unlock(page, passphraseOf('maria'));
  await expect(heading(page)).toHaveText(sections.client);
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(visit.chosen(asked.support, 'Till viss del')).toBeChecked();
  await expect(visit.chosen(asked.influence, 'Nej')).toBeChecked();
  await expect(visit.chosen(asked.change, 'Lite bättre')).toBeChecked();
  await expect(visit.comment(asked.support)).toHaveValue('Kommentar från handläggaren');
  await expect(visit.question(asked.change)).toContainText(
    'Brukaren svarade själv på arabiska, med bildstöd och tolk. Texten är inte granskad av en översättare.',
  );

  // What she answered is on disk, and goes to the register with how she was asked.
  await page.reload();
  await unlock(page, passphraseOf('maria'));
  await expect(visit.chosen(asked.change, 'Lite bättre')).toBeChecked();
  await visit.assess('Godkänt');
  await visit.findNothingMore();
  await visit.isSaved();
  await visit.send();
  await expect(visit.heading).toContainText('I registret');
  const desk = await city.desk('samordnare');
  const { revisions } = await desk.read(followUpId);
  expect(revisions.at(-1)?.answers).toMatchObject({
    'support-as-decided': {
      value: 'partly',
      comment: 'Kommentar från handläggaren',
      asked: { language: 'sv', help: ['pictograms', 'interpreter'] },
    },
    change: { value: 'a-little-better', asked: { language: 'ar', help: ['pictograms', 'interpreter'] } },
    'anything-to-add': { value: 'الطعام جيد', asked: { language: 'ar', help: ['interpreter'] } },
  });
});
