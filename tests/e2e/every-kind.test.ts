import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { askEveryKind, correctEveryKind } from './every-kind.ts';
import { lookForBarriers, lookForOverflow, lookForSmallTargets } from './looks.ts';
import type { Tablet } from './tablet.ts';

const city = useCity();
const asked = (page: Page, name: string) => page.getByRole('region', { name: `Frågan ${name}`, exact: true });

test.beforeAll(() => askEveryKind(join(city.register.dataDir, 'register.sqlite')));

const begin = async (): Promise<Tablet> => {
  const tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  return tablet;
};

/** Answers every kind with the keyboard alone. */
const answerByKeyboard = async (page: Page): Promise<void> => {
  const press = async (
    name: string,
    role: 'radio' | 'checkbox' | 'button',
    words: string | RegExp,
    key = 'Space',
  ) => asked(page, name).getByRole(role, { name: words }).press(key);
  await press('choice', 'radio', 'röd');
  await press('scale', 'radio', 'röd', 'ArrowRight');
  await press('choices', 'checkbox', 'röd');
  await press('choices', 'checkbox', 'blå');
  await press('rank', 'button', 'Flytta upp: grön', 'Enter');
  await expect(asked(page, 'rank').getByRole('status')).toHaveText('grön, plats 1 av 3');
  // At the top there is only the other way.
  await expect(asked(page, 'rank').getByRole('button', { name: 'Flytta ner: grön' })).toBeFocused();
  await press('yes-no', 'radio', 'Ja');
  for (const [name, text] of [
    ['short-text', 'Kort'],
    ['long-text', 'Längre'],
    ['integer', '100'],
    ['decimal', '1,25'],
  ] as const)
    await asked(page, name)
      .getByRole('textbox', { name: `Frågan ${name}` })
      .pressSequentially(text);
  await press('range', 'radio', '7', 'Space');
  const slider = asked(page, 'slider').getByRole('slider', { name: 'Frågan slider' });
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '55');
  await asked(page, 'time').getByLabel('Frågan time').fill('09:30');
  await asked(page, 'date-time').getByLabel('Datum').fill('2026-11-20');
  await asked(page, 'date-time').getByLabel('Klockslag').fill('14:05');
  await press('acknowledge', 'checkbox', 'Jag bekräftar');
  for (const name of ['unit', 'placement', 'town']) {
    const box = asked(page, name).getByRole('combobox', { name: `Frågan ${name}` });
    await box.pressSequentially(name === 'town' ? 'ort 15' : 'a');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await box.press('ArrowDown');
    await box.press('Enter');
    await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(0);
    await expect(box).not.toHaveValue('');
  }
};

/** What a client answers by herself, with the keyboard alone: at what, with which keys, and how it can be seen. */
const clientsAnswers: readonly [string, (page: Page, name: string) => Promise<void>][] = [
  ...['choice', 'scale', 'yes-no'].map((name): (typeof clientsAnswers)[number] => [
    name,
    async (page, asked) => {
      const group = page.getByRole('radiogroup', { name: asked });
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await expect(group.getByRole('radio').first()).toBeChecked();
      await page.keyboard.press('ArrowDown');
      await expect(group.getByRole('radio').nth(1)).toBeChecked();
    },
  ]),
  [
    'choices',
    async (page, asked) => {
      const group = page.getByRole('group', { name: asked });
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await expect(group.getByRole('checkbox', { checked: true })).toHaveCount(2);
    },
  ],
  ...(
    [
      ['short-text', 'Bra'],
      ['long-text', 'Ganska bra'],
      ['integer', '12'],
      ['decimal', '1,5'],
      ['range', '7'],
    ] as const
  ).map(([name, typed]): (typeof clientsAnswers)[number] => [
    name,
    async (page, asked) => {
      await page.keyboard.press('Tab');
      await page.keyboard.type(typed);
      await expect(page.getByRole('textbox', { name: asked })).toHaveValue(typed);
    },
  ]),
  [
    'date',
    async (page, asked) => {
      await page.keyboard.press('Tab');
      await page.locator(':focus').fill('2026-11-20');
      await expect(page.getByLabel(asked)).toHaveValue('2026-11-20');
    },
  ],
  [
    'time',
    async (page, asked) => {
      await page.keyboard.press('Tab');
      await page.locator(':focus').fill('09:30');
      await expect(page.getByLabel(asked)).toHaveValue('09:30');
    },
  ],
  [
    'acknowledge',
    async (page, asked) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await expect(page.getByRole('group', { name: asked }).getByRole('checkbox')).toBeChecked();
    },
  ],
  ['note', async () => undefined],
];

/** Goes on with the tabulator to a button of that name, and presses it. */
const pressByKeyboard = async (page: Page, name: string): Promise<void> => {
  const button = page.getByRole('button', { name, exact: true });
  for (let presses = 0; presses < 20; presses += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
};

test('every kind that a client answers by herself: by keyboard, with its name, in Swedish and from right to left', async () => {
  test.setTimeout(90_000);
  const tablet = await begin();
  const { page } = tablet;
  const visit = await tablet.openVisit('M.J.');
  await visit.go('Till brukaren');
  await page.getByRole('button', { name: 'Lämna över plattan' }).click();
  await page.getByRole('button', { name: 'Ja, jag vill svara' }).press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  for (const [name, answer] of clientsAnswers) {
    const asked = `Frågan client-${name}`;
    await expect(heading).toHaveText(asked);
    await expect(heading).toBeFocused();
    await answer(page, asked);
    await lookForBarriers(page, `client, ${name}`);
    await lookForSmallTargets(page, `client, ${name}`);
    await pressByKeyboard(page, name === 'note' ? 'Klar' : 'Nästa');
  }
  await expect(heading).toHaveText('Tack');

  await page
    .getByRole('button', { name: /Tillbaka/ })
    .first()
    .press('Enter');
  await page.getByLabel('Språk').selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  for (const [name] of clientsAnswers.toReversed()) {
    await expect(heading).toHaveText(`Frågan client-${name} · سؤال`);
    await lookForBarriers(page, `client, ${name}, from right to left`);
    await lookForOverflow(page, `client, ${name}, from right to left`);
    if (name === 'yes-no') await expect(page.getByRole('radio').nth(1)).toBeChecked();
    if (name !== 'choice') await pressByKeyboard(page, 'رجوع');
  }
});

test('every kind of question is answered by keyboard, has its name, and comes back as it was left', async () => {
  const tablet = await begin();
  const { page } = tablet;
  const visit = await tablet.openVisit('A.K.');
  await expect(page.getByRole('heading', { level: 1, name: 'Alla slag' })).toBeVisible();
  // Of 24 the first are drawn at once, the others by themselves.
  await expect(asked(page, 'day')).toBeVisible();
  await expect(asked(page, 'long-text')).toHaveCount(0);
  await expect(asked(page, 'locked')).toContainText('Låst');
  for (const [name, words] of [
    ['signature', 'Underskrifter kan inte tas emot än.'],
    ['photo', 'Foton kan inte läggas till än.'],
    ['file', 'Filer kan inte läggas till än.'],
  ] as const)
    await expect(asked(page, name)).toContainText(words);

  await answerByKeyboard(page);
  await expect(asked(page, 'integer')).toContainText('Högst 99.');
  await asked(page, 'integer').getByRole('textbox').fill('41');
  await expect(asked(page, 'integer')).not.toContainText('Högst 99.');
  await expect(asked(page, 'sum')).toContainText('42');
  await expect(page.getByText('Du skrev Kort.')).toBeVisible();
  // Half of the towns are in the chosen county.
  await expect(asked(page, 'town').getByRole('combobox')).toHaveValue(/^Ort 15\d*[02468]$/);
  await asked(page, 'decimal').getByRole('button', { name: 'Lägg till en kommentar' }).click();
  await asked(page, 'decimal').getByRole('textbox', { name: 'Kommentar' }).fill('Ungefär.');
  await visit.isSaved();
  const referred = {
    unit: await asked(page, 'unit').getByRole('combobox').inputValue(),
    placement: await asked(page, 'placement').getByRole('combobox').inputValue(),
  };

  await lookForBarriers(page, 'every kind', { isMain: true });
  await lookForSmallTargets(page, 'every kind');
  await lookForOverflow(page, 'every kind');

  // What is hidden stays, and comes back.
  await asked(page, 'yes-no').getByRole('radio', { name: 'Nej' }).press('Space');
  await expect(asked(page, 'long-text')).toHaveCount(0);
  await visit.isSaved();
  await page.reload();
  await asked(page, 'yes-no').getByRole('radio', { name: 'Ja' }).press('Space');
  await expect(asked(page, 'long-text').getByRole('textbox', { name: 'Frågan long-text' })).toHaveValue(
    'Längre',
  );
  await expect(asked(page, 'rank').getByRole('listitem').first()).toContainText('grön');
  await expect(asked(page, 'decimal').getByRole('textbox').first()).toHaveValue('1,25');
  await expect(asked(page, 'date-time').getByLabel('Klockslag')).toHaveValue('14:05');

  // From right to left.
  await page.getByLabel('Frågornas språk').selectOption('ar');
  const arabic = page.locator('[lang="ar"]');
  await expect(arabic).toHaveAttribute('dir', 'rtl');
  await expect(arabic.getByRole('radio', { name: 'röd · سؤال' }).first()).toBeChecked();
  await lookForBarriers(page, 'every kind, from right to left');
  await lookForOverflow(page, 'every kind, from right to left');
  await page.getByLabel('Frågornas språk').selectOption('');

  // Rows: added, jumped among, removed and taken back.
  await visit.go('Aktgranskning');
  const rows = page.getByRole('region', { name: 'Akter' });
  for (let count = 1; count <= 3; count += 1) {
    await rows.getByRole('button', { name: 'Lägg till: akt' }).press('Enter');
    await expect(page.getByRole('heading', { name: `Akt ${count} av ${count}` })).toBeFocused();
    await asked(page, 'plan')
      .getByRole('radio', { name: count === 2 ? 'Nej' : 'Ja' })
      .press('Space');
  }
  await rows.getByRole('navigation').getByRole('button', { name: 'Akt 2' }).click();
  await expect(page.getByRole('heading', { name: 'Akt 2 av 3' })).toBeVisible();
  await asked(page, 'why').getByRole('textbox', { name: 'Frågan why' }).fill('Ingen vet.');
  await lookForBarriers(page, 'rows', { isMain: true });
  await lookForSmallTargets(page, 'rows');
  await page.getByRole('button', { name: 'Ta bort: akt 2' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Akt 2 av 2' })).toBeVisible();
  await rows.getByRole('button', { name: 'Ångra' }).press('Enter');
  await visit.isSaved();
  await page.reload();
  await rows.getByRole('navigation').getByRole('button', { name: 'Akt 2' }).click();
  await expect(asked(page, 'why').getByRole('textbox', { name: 'Frågan why' })).toHaveValue('Ingen vet.');

  // What was answered is read over before it is sent, rows too.
  await visit.go('Granska och skicka');
  await page.getByText('Akt 2 av 3').click();
  await expect(page.getByRole('main')).toContainText('Ingen vet.');
  // What is referred to by its id is told by its name.
  const list = page.getByRole('main');
  await expect(list).toContainText(referred.unit);
  await expect(list).toContainText(referred.placement);
  await expect(list).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-4/);
  await lookForBarriers(page, 'every kind, read over');

  // A corrected version is offered: what carries over is told first, and it can be taken back.
  correctEveryKind(join(city.register.dataDir, 'register.sqlite'));
  await page.reload();
  const offer = page.getByRole('main').filter({ hasText: 'Det finns en nyare version av frågorna.' });
  await expect(offer).toContainText('svar följer med som de är.');
  await page.getByText('Visa vad som skiljer').press('Enter');
  await expect(offer).toContainText(
    /ses över.*Frågan short-text.*inte skickas.*Frågan decimal.*Nya frågor.*Frågan weather/s,
  );
  await lookForBarriers(page, 'a newer version', { isMain: true });
  await lookForSmallTargets(page, 'a newer version');
  await page.getByRole('button', { name: 'Byt till den nyare versionen' }).press('Enter');
  await expect(page.getByText('Frågorna är bytta till den nyare versionen.')).toBeVisible();
  await visit.go('Alla slag');
  await expect(asked(page, 'decimal')).toHaveCount(0);
  await expect(asked(page, 'integer').getByRole('textbox').first()).toHaveValue('41');
  await page.getByRole('button', { name: 'Ångra' }).press('Enter');
  await expect(asked(page, 'decimal').getByRole('textbox').first()).toHaveValue('1,25');
});
