import { writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { addDays, dayIn } from '#domain/day.ts';
import type { QuestionnaireVersion } from '#domain/office/questionnaires.ts';
import { lookForBarriers, lookForOverflow } from './looks.ts';
import {
  add,
  followUpsWith,
  form,
  isSaved,
  lineOf,
  planTwoWith,
  pressAt,
  standsAs,
  tabTo,
  wordsOf,
  workbook,
} from './questionnaire-steps.ts';

/** A questionnaire, *Störningar*, on its way from version to version. */
export interface Versions {
  readonly page: Page;
  readonly dataDir: string;
  /** All versions that the register has. */
  readonly all: () => Promise<QuestionnaireVersion[]>;
  /** Whether a follow-up of the day could be planned with it. */
  readonly isAskedOn: (day: string) => Promise<boolean>;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const today = dayIn(new Date());
const later = addDays(today, 7);
const written = (day: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

const fileOf = (page: Page) => page.getByRole('region', { name: 'Från en fil' });

const field = (page: Page) => page.getByLabel('Fil', { exact: true });

/** A faulty workbook is told fault by fault, and nothing has changed. `path`: where there is room for one. */
export const importFaulty = async ({ page, all }: Versions, path: string): Promise<void> => {
  const before = await all();
  const file = fileOf(page);
  const take = file.getByRole('button', { name: 'Läs in' });
  await take.press('Enter');
  await expect(field(page)).toHaveAccessibleDescription(/Välj en fil/);
  const faulty = await workbook(
    `texten | heard | Vad hördes? | |
    integer | often | Hur ofta? | \${nobody} > 1 |
    text | when | | |`,
  );
  await writeFile(path, faulty);
  await field(page).setInputFiles(path);
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
  expect(await all()).toEqual(before);
};

/** Put right, and chosen again as the page asks, it becomes a draft. */
export const importGood = async ({ page, all }: Versions, path: string): Promise<void> => {
  const file = fileOf(page);
  const take = file.getByRole('button', { name: 'Läs in' });
  const good = await workbook(
    `text | heard | Vad hördes? | |
    integer | often | Hur ofta? | |
    date | when | När? | |`,
  );
  await writeFile(path, good);
  await take.press('Enter');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription(
    /Filen har ändrats sedan du valde den\. Välj den igen\./,
  );
  await expect(field(page)).toHaveValue('');
  await field(page).setInputFiles(path);
  await expect(field(page)).not.toHaveAccessibleDescription(/Välj/);
  await take.press('Enter');
  await expect(file.getByRole('status')).toContainText('disturbances, version 1, är inläst som utkast.');
  await expect(file.getByRole('row')).toHaveCount(0);
  const listed = (await all()).map(({ id, version, state, questions }) => [id, version, state, questions]);
  expect(listed).toContainEqual(['disturbances', 1, 'draft', 3]);
  await lookForBarriers(page, 'an imported workbook');
  await pressAt(page, file.getByRole('link', { name: 'Öppna utkastet' }));
  await expect(heading(page)).toHaveText(form);
};

const ofForm = async (all: Versions['all']) => (await all()).filter(({ id }) => id === 'disturbances');

/** The draft is published from a day on. */
export const publishFrom = async ({ page, all, isAskedOn }: Versions): Promise<void> => {
  const publish = page.getByRole('button', { name: 'Publicera' });
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
  expect((await ofForm(all)).map(({ state }) => state)).toEqual(['draft']);
  await pressAt(page, page.locator('form').getByRole('button', { name: 'Publicera' }));
  await expect(page.getByText(`Ska gälla från ${written(later)}`)).toBeVisible();
  await expect(heading(page)).toBeFocused();
  expect(await ofForm(all)).toMatchObject([{ state: 'published', validFrom: later, retiredFrom: null }]);
  expect([await isAskedOn(addDays(later, -1)), await isAskedOn(later)]).toEqual([false, true]);
};

/** The next version is compared with it question by question. */
export const compareNext = async ({ page }: Versions): Promise<void> => {
  await pressAt(page, page.getByRole('button', { name: 'Gör nästa version' }));
  await expect(page.getByText('Version 2, Utkast')).toBeVisible();
  await tabTo(page, lineOf(page, form));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(wordsOf(page)).toHaveValue('När?');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Vilken dag?');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await add(page, 'Fråga');
  await expect(wordsOf(page)).toBeFocused();
  await page.keyboard.type('Vem hör det?');
  await standsAs(page, form, 'Grannarna', 'Vad hördes i natt?', 'Vilken dag?', 'Vem hör det?');
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
};

/** How many follow-ups use each version is told. */
export const countFollowUps = async ({ page, dataDir }: Versions): Promise<void> => {
  const used = followUpsWith(dataDir, 'individual-follow-up');
  expect(used).toBeGreaterThan(100);
  const listed = page.getByRole('listitem').filter({ hasText: 'Version' });
  const asFor = (title: string) => page.getByRole('region', { name: title }).getByRole('listitem');
  await pressAt(page, page.getByRole('main').getByRole('link', { name: 'Frågeformulär' }));
  await expect(asFor(form)).toHaveCount(2);
  await expect(asFor(form).nth(0)).toContainText(/Version 2.*Utkast.*Ingen uppföljning använder den/s);
  await expect(asFor(form).nth(1)).toContainText('Ingen uppföljning använder den');
  await expect(asFor('Individuppföljning')).toContainText(`${used} uppföljningar`);
  planTwoWith(dataDir, 'disturbances', 1);
  await page.reload();
  await expect(listed.first()).toBeVisible();
  await expect(asFor(form).nth(0)).toContainText('Ingen uppföljning använder den');
  await expect(asFor(form).nth(1)).toContainText('2 uppföljningar');
  await expect(asFor('Individuppföljning')).toContainText(`${used - 2} uppföljningar`);
  await lookForBarriers(page, 'questionnaires, several versions', { isMain: true });
};

/** The version is retired from a day, and what was planned keeps it. */
export const retireFrom = async ({ page, all, isAskedOn }: Versions): Promise<void> => {
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
  expect((await ofForm(all))[1]).toMatchObject({ state: 'retired', retiredFrom: last, followUps: 2 });
  expect([await isAskedOn(addDays(last, -1)), await isAskedOn(last)]).toEqual([true, false]);
  await lookForBarriers(page, 'a retired version', { isMain: true });
};
