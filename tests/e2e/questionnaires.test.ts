import { expect, test, type Page } from '@playwright/test';
import { addDays, dayIn } from '#domain/day.ts';
import { draftView, questionnaireVersions } from '#domain/office/questionnaires.ts';
import { outlineOf } from '#app/builder/parts.ts';
import { useCity } from './city.ts';
import { pageOf } from './every-screen.ts';
import { lookForBarriers, lookForOverflow, lookForSmallTargets, sizes } from './looks.ts';
import { dragByFinger, dragOver, handleOf, hold, shownBefore } from './dragging.ts';
import {
  chooseWorkbook,
  followUpsWith,
  isSaved,
  keptInBrowser,
  lineOf,
  lines,
  planTwoWith,
  pressAt,
  rowsOfRegister,
  standsAs,
  tabTo,
} from './questionnaire-steps.ts';

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

const versionsOf = async (userName: string) => {
  const desk = await city.desk(userName);
  return async () => questionnaireVersions.parse(await desk.get('/api/questionnaires')).versions;
};

test('a workbook is imported whole or not at all, built on by keyboard, tried without a trace, published and retired', async ({
  browser,
}) => {
  const page = await pageOf(browser, city.origin, 'admin');
  const versions = await versionsOf('admin');
  const before = await versions();

  await page.goto(`${city.origin}/frageformular/nytt`);
  const file = page.getByRole('region', { name: 'Från en fil' });
  const take = file.getByRole('button', { name: 'Läs in' });
  await take.press('Enter');
  await expect(page.getByLabel('Fil', { exact: true })).toHaveAccessibleDescription(/Välj en fil/);

  await test.step('a faulty workbook is told fault by fault, and nothing has changed', async () => {
    await chooseWorkbook(
      page,
      'fel.xlsx',
      `texten | heard | Vad hördes? | |
      integer | often | Hur ofta? | \${nobody} > 1 |
      text | when | | |`,
    );
    await take.press('Enter');
    await expect(file.getByRole('alert')).toHaveText('Filen är inte inläst. 3 fel att rätta:');
    const faults = file.getByRole('row');
    await expect(faults).toHaveCount(4);
    await expect(faults.nth(0)).toHaveText(/Blad\s*Rad\s*Kolumn\s*Fel/);
    await expect(faults.nth(1)).toHaveText(/survey\s*3\s*A\s*Typen ”texten” är okänd\./);
    await expect(faults.nth(2)).toHaveText(/survey\s*4\s*D\s*Det finns ingen fråga som heter ”nobody”\./);
    await expect(faults.nth(3)).toHaveText(/survey\s*5\s*C\s*Texten saknas\./);
    await expect(file.getByRole('link', { name: 'Öppna utkastet' })).toHaveCount(0);
    await lookForBarriers(page, 'a refused workbook', { isMain: true });
    await lookForOverflow(page, 'a refused workbook');
    expect(await versions()).toEqual(before);
  });

  await test.step('a good one becomes a draft', async () => {
    await chooseWorkbook(
      page,
      'bra.xlsx',
      `text | heard | Vad hördes? | |
      integer | often | Hur ofta? | |
      date | when | När? | |`,
    );
    await take.press('Enter');
    await expect(file.getByRole('status')).toContainText('disturbances, version 1, är inläst som utkast.');
    await expect(file.getByRole('row')).toHaveCount(0);
    expect(
      (await versions()).map(({ id, version, state, questions }) => [id, version, state, questions]),
    ).toContainEqual(['disturbances', 1, 'draft', 3]);
    await lookForBarriers(page, 'an imported workbook');
    await pressAt(page, file.getByRole('link', { name: 'Öppna utkastet' }));
    await expect(heading(page)).toHaveText('Störningar');
  });

  const administrator = await city.desk('admin');
  /** The names of the parts, as the register has them. */
  const savedOrder = async () => {
    const { document } = draftView.parse(await administrator.get('/api/questionnaires/disturbances/1/draft'));
    return outlineOf(document).flatMap(({ part }) => (part.kind === 'form' ? [] : part.of.name));
  };
  const tablet = page.getByRole('region', { name: 'Så ser det ut på plattan' });
  const words = page.getByLabel('Fråga', { exact: true });

  await test.step('what is written is seen on the tablet beside at once', async () => {
    await tabTo(page, lineOf(page, 'Störningar'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(lineOf(page, 'Vad hördes?')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(words).toBeFocused();
    await expect(tablet.getByRole('textbox', { name: 'Vad hördes?' })).toBeVisible();
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.type(' i natt?');
    await expect(tablet.getByRole('textbox', { name: 'Vad hördes i natt?' })).toBeVisible();
    await expect(tablet.getByRole('textbox', { name: 'Vad hördes?' })).toHaveCount(0);
    await expect(words).toBeFocused();
  });

  await test.step('whatever is moved, removed or taken back keeps the focus', async () => {
    const section = ['Störningar', 'Grannarna'];
    const [heard, often, when] = ['Vad hördes i natt?', 'Hur ofta?', 'När?'];
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
    await pressAt(
      page,
      page.getByRole('group', { name: 'Lägg till' }).getByRole('button', { name: 'Grupp' }),
    );
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
    await pressAt(
      page,
      page.getByRole('group', { name: 'Lägg till' }).getByRole('button', { name: 'Fråga' }),
    );
    await expect(words).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(lines(page)).toHaveCount(6);
    await page.keyboard.press('Control+z');
    await standsAs(page, ...section, heard, often, when);
    await expect(lineOf(page, often)).toBeFocused();
  });

  await test.step('a part is dragged by its handle, with a mouse and with a finger', async () => {
    const form = 'Störningar';
    const [heard, often, when] = ['Vad hördes i natt?', 'Hur ofta?', 'När?'];
    await page.setViewportSize({ width: 1440, height: 1200 });
    await hold(page, when);
    await dragOver(page, heard, 'upper');
    await expect(shownBefore(page, heard)).toBeVisible();
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
    await dragOver(page, when, 'upper');
    await expect(shownBefore(page, when)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(shownBefore(page, when)).toHaveCount(0);
    await page.mouse.up();
    await handleOf(page, often).click();
    await expect(lineOf(page, often)).toBeFocused();
    await standsAs(page, form, 'Grannarna', when, heard, often);

    // With a finger, into another section.
    await pressAt(
      page,
      page.getByRole('group', { name: 'Lägg till' }).getByRole('button', { name: 'Avsnitt' }),
    );
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
  });

  await test.step('a fault of logic is told at its question, and above the contents', async () => {
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
  });
  await isSaved(page);

  await test.step('what is tried is kept nowhere', async () => {
    const rows = rowsOfRegister(city.register.dataDir);
    const kept = await keptInBrowser(page);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
    });
    await pressAt(page, page.getByRole('button', { name: 'Prova' }));
    await expect(lines(page)).toHaveCount(0);
    const often = tablet.getByRole('textbox', { name: 'Hur ofta?' });
    await expect(often).toHaveCount(0);
    await tablet.getByRole('textbox', { name: 'Vad hördes i natt?' }).fill('Kvastfening');
    await often.fill('sju');
    await pressAt(page, tablet.getByRole('button', { name: 'Kontrollera svaren' }));
    await expect(tablet.getByRole('status').last()).toHaveText('1 svar saknas eller är fel');
    await often.fill('7');
    await expect(tablet.getByRole('status').last()).toHaveText(
      'Inget saknas. Så här skulle det gå att skicka.',
    );
    await lookForBarriers(page, 'builder, tried', { isMain: true });
    await pressAt(page, page.getByRole('button', { name: 'Sluta prova' }));
    await expect(lines(page)).toHaveCount(5);
    await page.reload();
    await expect(tablet.getByRole('textbox', { name: 'Vad hördes i natt?' })).toHaveValue('');
    expect(sent).toEqual([]);
    expect(rowsOfRegister(city.register.dataDir)).toEqual(rows);
    const left = await keptInBrowser(page);
    expect(left).toEqual(kept);
    expect(left).not.toContain('Kvastfening');
  });

  const publish = page.getByRole('button', { name: 'Publicera' });
  const [today, later] = [dayIn(new Date()), addDays(dayIn(new Date()), 7)];
  const written = (day: string) =>
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
  const ofForm = async () => (await versions()).filter(({ id }) => id === 'disturbances');
  const coordinator = await city.desk('samordnare');
  const isAskedOn = async (day: string) =>
    JSON.stringify(await coordinator.get(`/api/questionnaires/in-force?on=${day}`)).includes('disturbances');

  await test.step('it is published from a day on', async () => {
    await pressAt(page, publish);
    await expect(page.getByRole('heading', { name: 'Publicera versionen' })).toBeFocused();
    await pressAt(page, page.getByRole('button', { name: 'Avbryt' }));
    await expect(publish).toBeFocused();
    await page.keyboard.press('Enter');
    const day = page.getByLabel('Gäller från och med');
    await expect(day).toHaveValue(today);
    await day.fill(addDays(today, -1));
    await expect(day).toHaveAccessibleDescription(/Välj idag eller en senare dag\./);
    await day.press('Enter');
    await day.fill(later);
    await expect(day).not.toHaveAccessibleDescription(/Välj idag/);
    expect((await ofForm()).map(({ state }) => state)).toEqual(['draft']);
    await pressAt(page, page.locator('form').getByRole('button', { name: 'Publicera' }));
    await expect(page.getByText(`Ska gälla från ${written(later)}`)).toBeVisible();
    await expect(heading(page)).toBeFocused();
    expect(await ofForm()).toMatchObject([{ state: 'published', validFrom: later, retiredFrom: null }]);
    expect([await isAskedOn(addDays(later, -1)), await isAskedOn(later)]).toEqual([false, true]);
  });

  await test.step('the next one is compared with it question by question', async () => {
    await pressAt(page, page.getByRole('button', { name: 'Gör nästa version' }));
    await expect(page.getByText('Version 2, Utkast')).toBeVisible();
    await tabTo(page, lineOf(page, 'Störningar'));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(words).toHaveValue('När?');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Vilken dag?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await pressAt(
      page,
      page.getByRole('group', { name: 'Lägg till' }).getByRole('button', { name: 'Fråga' }),
    );
    await expect(words).toBeFocused();
    await page.keyboard.type('Vem hör det?');
    await standsAs(page, 'Störningar', 'Grannarna', 'Vad hördes i natt?', 'Vilken dag?', 'Vem hör det?');
    await isSaved(page);
    await pressAt(page, page.getByRole('link', { name: 'Jämför versioner' }));
    await expect(heading(page)).toHaveText('3 skillnader');
    const differing = page.getByRole('main').getByRole('region');
    await expect(differing).toHaveCount(3);
    await expect(differing.nth(0)).toHaveAccessibleName('Vilken dag?');
    await expect(differing.nth(0)).toContainText(/Ändrad: fråga\s+when/);
    await expect(differing.nth(0).getByRole('row')).toHaveText([
      /Vad\s*Före\s*Efter/,
      /Fråga \(sv\)\s*När\?\s*Vilken dag\?/,
    ]);
    await expect(differing.nth(0)).toContainText('Svaren räknas inte ihop');
    await expect(differing.nth(1)).toHaveText(/Ny: fråga\s+question_1\s+Vem hör det\?/);
    await expect(differing.nth(2)).toHaveText(/Borttagen: fråga\s+often\s+Hur ofta\?/);
    await lookForBarriers(page, 'versions compared', { isMain: true });
    await lookForOverflow(page, 'versions compared');
    // The other way round, what is new there is gone here.
    await page.getByLabel('Från version').selectOption('2');
    await page.getByLabel('Till version').selectOption('1');
    await expect(differing.nth(0)).toContainText(/Ny: fråga\s+often/);
    await expect(differing.nth(2)).toContainText(/Borttagen: fråga\s+question_1/);
  });

  await test.step('how many follow-ups use each version is told', async () => {
    const used = followUpsWith(city.register.dataDir, 'individual-follow-up');
    expect(used).toBeGreaterThan(100);
    const listed = page.getByRole('listitem').filter({ hasText: 'Version' });
    const asFor = (title: string) => page.getByRole('region', { name: title }).getByRole('listitem');
    await pressAt(page, page.getByRole('main').getByRole('link', { name: 'Frågeformulär' }));
    await expect(asFor('Störningar')).toHaveCount(2);
    await expect(asFor('Störningar').nth(0)).toContainText(
      /Version 2.*Utkast.*Ingen uppföljning använder den/s,
    );
    await expect(asFor('Störningar').nth(1)).toContainText('Ingen uppföljning använder den');
    await expect(asFor('Individuppföljning')).toContainText(`${used} uppföljningar`);
    planTwoWith(city.register.dataDir, 'disturbances', 1);
    await page.reload();
    await expect(listed.first()).toBeVisible();
    await expect(asFor('Störningar').nth(0)).toContainText('Ingen uppföljning använder den');
    await expect(asFor('Störningar').nth(1)).toContainText('2 uppföljningar');
    await expect(asFor('Individuppföljning')).toContainText(`${used - 2} uppföljningar`);
    await lookForBarriers(page, 'questionnaires, several versions', { isMain: true });
  });

  await test.step('it is retired from a day, and what was planned keeps it', async () => {
    await pressAt(page, page.getByRole('link', { name: /^Version 1.*Störningar/ }));
    await expect(page.getByText('2 uppföljningar.')).toBeVisible();
    const retire = page.getByRole('main').getByRole('button', { name: 'Avsluta' });
    await pressAt(page, retire);
    await expect(page.getByRole('heading', { name: 'Avsluta versionen' })).toBeFocused();
    await lookForBarriers(page, 'a version to retire');
    await pressAt(page, page.getByRole('button', { name: 'Avbryt' }));
    await expect(retire).toBeFocused();
    await page.keyboard.press('Enter');
    const last = addDays(later, 30);
    await page.getByLabel('Gäller inte från och med').fill(last);
    await pressAt(page, page.locator('form').getByRole('button', { name: 'Avsluta' }));
    await expect(page.getByText(`Versionen slutar gälla ${written(last)}.`)).toBeVisible();
    await expect(
      page.getByText(`Ska gälla från ${written(later)}. Slutar gälla ${written(last)}`),
    ).toBeVisible();
    await expect(heading(page)).toBeFocused();
    await expect(retire).toHaveCount(0);
    await expect(page.getByText('2 uppföljningar.')).toBeVisible();
    expect((await ofForm())[1]).toMatchObject({ state: 'retired', retiredFrom: last, followUps: 2 });
    expect([await isAskedOn(addDays(last, -1)), await isAskedOn(last)]).toEqual([true, false]);
    await lookForBarriers(page, 'a retired version', { isMain: true });
  });
  await page.context().close();
});
