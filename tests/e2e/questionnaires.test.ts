import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { workbookOf, type WrittenSheets } from '../unit/workbook-builder.ts';
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
/** Waits until what stands on the page stands in the register. */
const isSaved = async (page: Page): Promise<void> => {
  for (const notYet of ['Inte sparat än', 'Sparar …'])
    await expect(page.getByText(notYet, { exact: true })).toBeHidden();
  await expect(page.getByText(/^Sparat i registret/).first()).toBeVisible();
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
  await isSaved(page);

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

/** As somebody makes it in an office: a section of one's own, a group, and choices. */
const survey = (heard: string): string => `
  type | name | label::Svenska (sv)
  begin_group | occasion | Tillfället
  date | date | Dag
  select_one method | method | Metod
  end_group
  begin_group | garden | Trädgården
  text | wish | ${heard}
  select_one colour | colour | Vilken färg har staketet?
  integer | trees | Hur många träd finns det?
  end_group`;
const choices = `
  list_name | name | label::Svenska (sv)
  method | site-visit | Besök
  method | telephone-call | Telefon
  colour | red | Röd
  colour | green | Grön`;
const settings = `
  form_title | form_id
  Trädgården | garden-visit`;

const chooseFile = async (page: Page, sheets: WrittenSheets): Promise<void> => {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page
    .getByLabel('Fil', { exact: true })
    .setInputFiles({ name: 'garden.xlsx', mimeType, buffer: await workbookOf(sheets) });
  await page.getByRole('button', { name: 'Läs in' }).click();
};

/** How many follow-ups of a version the register holds. */
const countInRegister = (id: string, version: number): number => {
  const register = new DatabaseSync(join(city.register.dataDir, 'register.sqlite'), { readOnly: true });
  const row = register
    .prepare('SELECT count(*) AS n FROM follow_ups WHERE questionnaire_id = ? AND questionnaire_version = ?')
    .get(id, version);
  register.close();
  return Number(row?.['n']);
};

const day = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' }).format(
    Date.now() + days * 86_400_000,
  );

test('a workbook becomes a draft, is tried, moved about by hand, published, compared with the next, and retired', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const page = await pageOf(browser, city.origin, 'admin');

  await test.step('what uses a version is counted', async () => {
    await page.goto(`${city.origin}/frageformular`);
    const counted = countInRegister('individual-follow-up', 1);
    expect(counted).toBeGreaterThan(60);
    const line = page
      .getByRole('region', { name: 'Individuppföljning' })
      .getByRole('listitem')
      .filter({ hasText: 'Version 1' });
    await expect(line).toContainText(`${counted} uppföljningar`);
  });

  await test.step('a faulty one is refused with the place, and nothing has changed', async () => {
    await page.goto(`${city.origin}/frageformular/nytt`);
    const faulty = survey('Vad önskar du?').replace('integer | trees', 'number of trees | trees');
    await chooseFile(page, { survey: faulty, choices, settings });
    const row = page.getByRole('table').getByRole('row').nth(1);
    await expect(row.getByRole('cell')).toHaveText(['survey', '9', 'A', 'Typen ”number of trees” är okänd.']);
    await lookForBarriers(page, 'a workbook refused');
    await page.goto(`${city.origin}/frageformular`);
    await expect(page.getByText('garden-visit')).toHaveCount(0);
  });

  await test.step('a good one becomes a draft', async () => {
    await page.goto(`${city.origin}/frageformular/nytt`);
    await chooseFile(page, { survey: survey('Vad önskar du?'), choices, settings });
    await expect(page.getByText('garden-visit, version 1, är inläst som utkast.')).toBeVisible();
    await page.getByRole('link', { name: 'Öppna utkastet' }).click();
    await expect(heading(page)).toHaveText('Trädgården');
  });

  const lines = page.getByRole('tree').getByRole('treeitem');
  const preview = page.getByRole('region', { name: 'Så ser det ut på plattan' });
  const writes: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') writes.push(request.url());
  });

  await test.step('what is written stands beside it at once', async () => {
    await lines.filter({ hasText: 'Vad önskar du?' }).click();
    await page.getByLabel('Fråga', { exact: true }).fill('Vad vill du odla?');
    await expect(preview.getByRole('heading', { name: 'Vad vill du odla?' })).toBeVisible();
    await isSaved(page);
  });

  await test.step('trying it keeps nothing', async () => {
    const before = [writes.length, await page.evaluate(() => indexedDB.databases())] as const;
    await page.getByRole('button', { name: 'Prova' }).click();
    await preview.getByRole('textbox').first().fill('Rosor');
    await preview.getByText('Grön', { exact: true }).click();
    await preview.getByRole('button', { name: /Kontrollera|Visa vad/ }).click();
    await expect(preview.getByRole('status')).not.toBeEmpty();
    await page.getByRole('button', { name: 'Sluta prova' }).click();
    expect([writes.length, await page.evaluate(() => indexedDB.databases())]).toEqual(before);
    await page.reload();
    await lines.filter({ hasText: 'Vad vill du odla?' }).click();
    await expect(preview.getByRole('textbox').first()).toHaveValue('');
  });

  await test.step('a question is dragged before another, by mouse, and back by touch', async () => {
    const order = async () => (await lines.allInnerTexts()).map((text) => text.split('\n').at(-1));
    const before = await order();
    const drag = async (what: string, to: string, isAbove: boolean, kind: 'mouse' | 'touch') => {
      const grip = lines.filter({ hasText: what }).locator('.grip');
      const [from, line] = [await grip.boundingBox(), await lines.filter({ hasText: to }).boundingBox()];
      if (from === null || line === null) throw new Error('It is not to be seen');
      const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
      const end = { x: start.x, y: line.y + (isAbove ? 4 : line.height - 4) };
      if (kind === 'mouse') {
        await page.mouse.move(start.x, start.y);
        await page.mouse.down();
        await page.mouse.move(end.x, end.y, { steps: 5 });
        await page.mouse.up();
        return;
      }
      const session = await page.context().newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [at] });
      await touch('touchStart', start);
      await touch('touchMove', { x: start.x, y: (start.y + end.y) / 2 });
      await touch('touchMove', end);
      await touch('touchEnd');
    };
    await drag('Hur många träd', 'Vad vill du odla?', true, 'mouse');
    await expect(lines.filter({ hasText: 'Hur många träd' })).toBeFocused();
    const moved = await order();
    expect(moved.indexOf('Hur många träd finns det?')).toBe(moved.indexOf('Vad vill du odla?') - 1);
    await isSaved(page);
    await drag('Hur många träd', 'Vilken färg', false, 'touch');
    expect(await order()).toEqual(before);
    // Dropped on itself it stays, and the keys still move it.
    await drag('Hur många träd', 'Hur många träd', false, 'mouse');
    expect(await order()).toEqual(before);
    await page.keyboard.press('Alt+ArrowUp');
    expect(await order()).not.toEqual(before);
    await page.keyboard.press('Alt+ArrowDown');
    expect(await order()).toEqual(before);
  });

  const publish = async (on: string) => {
    await page.getByRole('button', { name: 'Publicera' }).click();
    await page.getByLabel('Gäller från och med').fill(on);
    await page.locator('form').getByRole('button', { name: 'Publicera' }).click();
    await expect(page.getByText(/^(Gäller|Ska gälla) från/).first()).toBeVisible();
  };
  await publish(day(0));

  await test.step('the next version is compared with it, question by question', async () => {
    await page.getByRole('button', { name: 'Gör nästa version' }).click();
    await expect(page.getByText('Version 2, Utkast')).toBeVisible();
    await lines.filter({ hasText: 'Vilken färg' }).click();
    await page.getByLabel('Fråga', { exact: true }).fill('Vilken färg har huset?');
    await lines.filter({ hasText: 'Hur många träd' }).click();
    await page.keyboard.press('Delete');
    await expect(lines.filter({ hasText: 'Hur många träd' })).toHaveCount(0);
    await expect(lines.and(page.locator('[aria-selected=true]'))).toBeFocused();
    await publish(day(30));
    await page.getByRole('link', { name: 'Jämför versioner' }).click();
    await expect(heading(page)).toHaveText('2 skillnader');
    const changed = page.getByRole('region', { name: 'Vilken färg har huset?' });
    await expect(changed.getByRole('row', { name: /Fråga/ })).toContainText('Vilken färg har staketet?');
    await expect(changed).toContainText('räknas inte ihop');
    await expect(page.getByText(/Borttagen: fråga\s+trees/)).toBeVisible();
    await lookForBarriers(page, 'two versions compared', { isMain: true });
  });

  await test.step('the first is retired', async () => {
    await page.goto(`${city.origin}/frageformular/garden-visit@1`);
    await page.getByRole('button', { name: 'Avsluta' }).click();
    await page.getByLabel('Gäller inte från och med').fill(day(30));
    await lookForBarriers(page, 'retiring a version');
    await page.locator('form').getByRole('button', { name: 'Avsluta' }).click();
    await expect(page.getByText(/^Versionen slutar gälla/)).toBeVisible();
  });
  await page.context().close();
});
