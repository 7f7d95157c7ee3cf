import { expect, test, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { pageOf } from './every-screen.ts';
import { newWatchedContext } from './foreign-requests.ts';
import { passphraseOf, protect, unlockWhenLocked } from './unlocking.ts';

const city = useCity();

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const said = (page: Page, text: string) => expect(page.getByText(text)).toBeVisible();

/** The day so many days from now, as a date field takes it, and as the lists write it. */
const dayIn = (days: number) => {
  const at = new Date(Date.now() + days * 86_400_000);
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', ...options }).format(at);
  return {
    field: write({ dateStyle: 'short' }),
    written: write({ day: 'numeric', month: 'long' }),
    short: write({ day: 'numeric', month: 'short' }).replace('.', ''),
  };
};

test('a coordinator plans a visit, hands it over and calls it off; the caseworker sees each on her tablet', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const [first, second] = [dayIn(23), dayIn(24)];
  const desk = await pageOf(browser, city.origin, 'samordnare');
  const maria = await pageOf(browser, city.origin, 'maria');
  const herRow = maria
    .getByRole('listitem')
    .filter({ hasText: 'Björkgården' })
    .filter({ hasText: first.short });
  const fetchAnew = async () => {
    await maria.evaluate(() => window.dispatchEvent(new Event('online')));
  };

  const plan = async (on: string) => {
    await desk.goto(`${city.origin}/planering/ny`);
    await desk.getByRole('combobox', { name: 'Placering' }).fill('2231-07');
    await desk.getByRole('option', { name: /2231-07/ }).click();
    await desk.getByLabel('Dag', { exact: true }).fill(on);
    await desk.getByLabel('Handläggare').selectOption('Erik Lind');
    await desk.getByRole('button', { name: 'Planera', exact: true }).click();
    await expect(desk.getByText('är planerad.')).toBeVisible();
  };
  await plan(first.field);
  await plan(second.field);

  const rowOf = (day: string, list: string) =>
    desk
      .getByRole('list', { name: list })
      .getByRole('listitem')
      .filter({ hasText: '2231-07' })
      .filter({ hasText: day });
  const open = async (day: string) => {
    await desk.goto(`${city.origin}/planering`);
    await rowOf(day, 'Planerade').getByRole('button', { name: 'Ändra' }).click();
  };
  await desk.goto(`${city.origin}/planering`);
  await expect(rowOf(first.written, 'Planerade')).toContainText('Erik Lind');
  await fetchAnew();
  await expect(herRow).toHaveCount(0);

  await open(first.written);
  const form = desk.getByRole('form', { name: /Ändra uppföljningen/ });
  await form.getByLabel('Handläggare').selectOption('Maria Holm');
  await form.getByLabel('Klockslag').fill('13:30');
  await form.getByRole('button', { name: 'Spara ändringen' }).click();
  await said(desk, 'Ändringen är sparad.');
  await expect(rowOf(first.written, 'Planerade')).toContainText('Maria Holm');
  await fetchAnew();
  await expect(herRow).toContainText('13.30');

  await open(first.written);
  await form.getByRole('button', { name: 'Ställ in' }).click();
  await form.getByRole('button', { name: 'Ställ in uppföljningen' }).click();
  await said(desk, 'Uppföljningen är inställd.');
  await desk.getByRole('link', { name: 'Inställda' }).click();
  await expect(rowOf(first.written, 'Inställda')).toBeVisible();
  await fetchAnew();
  await expect(herRow).toHaveCount(0);

  await open(second.written);
  await form.getByRole('button', { name: 'Blev inte av' }).click();
  await form.getByRole('button', { name: 'Spara att den inte blev av' }).click();
  await said(desk, 'Välj ett skäl.');
  await form.getByRole('radio').first().check({ force: true });
  await form.getByLabel('Kommentar').fill('Hemmet ställde in.');
  await form.getByRole('button', { name: 'Spara att den inte blev av' }).click();
  await said(desk, 'Det är sparat att uppföljningen inte blev av.');
  await desk.getByRole('link', { name: 'Blev inte av' }).click();
  await expect(
    desk
      .getByRole('list', { name: 'Blev inte av' })
      .getByRole('listitem')
      .filter({ hasText: 'Hemmet ställde in.' }),
  ).toContainText('2231-07');
  await desk.context().close();
  await maria.context().close();
});

test('an administrator invites somebody, who is in until her access is ended', async ({ browser }) => {
  test.setTimeout(60_000);
  const admin = await pageOf(browser, city.origin, 'admin');
  await admin.goto(`${city.origin}/administration/ny`);
  await admin.getByLabel('Namn', { exact: true }).fill('Nora Ek');
  await admin.getByLabel('Användarnamn').fill('nora.ek');
  await admin.getByRole('checkbox', { name: 'Socialsekreterare' }).check({ force: true });
  await admin.getByLabel('Enhet', { exact: true }).selectOption({ index: 1 });
  await admin.getByRole('button', { name: 'Bjud in' }).click();
  const link = admin.getByRole('textbox', { name: 'Länk att lämna till Nora Ek' });
  await expect(link).toBeVisible();

  const nora = await (await newWatchedContext(browser, {})).newPage();
  await nora.goto(await link.inputValue().then((written) => city.origin + new URL(written).pathname));
  await nora.getByLabel('Nytt lösenord').fill('fyra korta ord i rad');
  await nora.getByLabel('Lösenordet en gång till').fill('fyra korta ord i rad');
  await nora.getByRole('button', { name: 'Spara och logga in' }).click();
  await protect(nora, passphraseOf('nora'));
  await expect(heading(nora)).toHaveText('Inga besök idag');
  await unlockWhenLocked(nora, () => passphraseOf('nora'));

  await admin.goto(`${city.origin}/administration`);
  await admin.getByRole('link', { name: 'Nora Ek' }).click();
  await admin.getByRole('button', { name: 'Stäng av' }).click();
  await said(admin, 'Nora Ek är avstängd. Det som redan är skrivet kommer fortfarande in.');

  await nora.evaluate(() => window.dispatchEvent(new Event('online')));
  await nora.getByRole('link', { name: 'Logga in igen' }).first().click();
  await nora.getByLabel('Lösenord').fill('fyra korta ord i rad');
  await nora.getByRole('button', { name: 'Logga in' }).click();
  await expect(nora.getByRole('alert')).toContainText('stämde inte');

  await admin.getByRole('button', { name: 'Släpp in igen' }).click();
  await said(admin, 'Nora Ek är insläppt igen.');
  await nora.getByRole('button', { name: 'Logga in' }).click();
  await expect(heading(nora)).toHaveText('Inga besök idag');
  await nora.context().close();
  await admin.context().close();
});
