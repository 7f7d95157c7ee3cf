import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { askEveryKind, correctEveryKind, ownKinds } from './every-kind.ts';
import { lookForBarriers, lookForOverflow, lookForSmallTargets } from './looks.ts';
import type { Tablet } from './tablet.ts';
import { passphraseOf, unlock } from './unlocking.ts';

const city = useCity();
let tablet: Tablet;
const asked = (page: Page, name: string) => page.getByRole('region', { name: `Frågan ${name}`, exact: true });

test.beforeAll(async () => {
  askEveryKind(join(city.register.dataDir, 'register.sqlite'));
  tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
});

/** What a screen reader says that the answer to each kind is; its name is the question. */
const roles = {
  choice: 'radiogroup',
  scale: 'radiogroup',
  choices: 'group',
  rank: 'group',
  'yes-no': 'radiogroup',
  'short-text': 'textbox',
  'long-text': 'textbox',
  integer: 'textbox',
  decimal: 'textbox',
  range: 'radiogroup',
  slider: 'slider',
  time: 'textbox',
  'date-time': 'group',
  acknowledge: 'group',
  unit: 'combobox',
  placement: 'combobox',
  town: 'combobox',
  day: 'textbox',
} as const;

/** Goes on with the tabulator until the thing has the focus, as somebody does who has no pointer. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} was not reached with the tabulator`);
};
const pressAt = async (page: Page, target: Locator): Promise<void> => {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
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
  // What is pressed goes with the press: the focus stays in the question.
  const stays = (name: string, words: string) =>
    expect(asked(page, name).getByRole('button', { name: words })).toBeFocused();
  await press('rank', 'button', 'Ordningen stämmer', 'Enter');
  await stays('rank', 'Ta bort svaret');
  await page.keyboard.press('Enter');
  await stays('rank', 'Ordningen stämmer');
  await press('choice', 'button', 'Notera en avvikelse', 'Enter');
  await expect(asked(page, 'choice').getByRole('textbox', { name: 'Vad avviker?' })).toBeFocused();
  await press('choice', 'button', 'Ta bort avvikelsen', 'Enter');
  await stays('choice', 'Notera en avvikelse');
  await press('choice', 'button', 'Ta bort svaret', 'Enter');
  await press('choice', 'button', 'Ångra', 'Enter');
  await expect(asked(page, 'choice').getByRole('heading', { name: 'Frågan choice' })).toBeFocused();
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
  await press('slider', 'button', 'Ta bort svaret', 'Enter');
  await expect(slider).toBeFocused();
  await expect(slider).not.toHaveAttribute('aria-valuetext', '55');
  await page.keyboard.press('ArrowRight');
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

test('every kind of question is answered by keyboard, has its name, and comes back as it was left', async () => {
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

  for (const [name, role] of Object.entries(roles))
    await expect(asked(page, name).getByRole(role, { name: `Frågan ${name}`, exact: true })).toBeVisible();
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
  await expect(rows.getByRole('heading', { name: 'Akter' })).toBeFocused();
  await visit.isSaved();
  await page.reload();
  await rows.getByRole('navigation').getByRole('button', { name: 'Akt 2' }).click();
  await expect(asked(page, 'why').getByRole('textbox', { name: 'Frågan why' })).toHaveValue('Ingen vet.');

  // A note that is required holds all up while it is shown, and leads back to itself.
  await visit.go('Alla slag');
  const clash = page.getByRole('region', { name: '13 är inget tal här.' });
  await expect(clash).toHaveCount(0);
  await asked(page, 'integer').getByRole('textbox').first().fill('13');
  await expect(clash).toContainText('Så länge det här står kan uppföljningen inte skickas.');
  await lookForBarriers(page, 'a note that holds up');
  await visit.isSaved();
  await visit.go('Granska och skicka');
  await page.getByRole('button', { name: 'Skicka uppföljningen' }).press('Enter');
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('13 är inget tal här.');
  await expect(page.getByRole('main')).toContainText('Så länge det här står kan uppföljningen inte skickas.');
  await lookForBarriers(page, 'a note that holds up, read over');
  await summary.getByRole('link', { name: '13 är inget tal här.' }).press('Enter');
  await expect(clash).toBeInViewport();
  await asked(page, 'integer').getByRole('textbox').first().fill('41');
  await expect(clash).toHaveCount(0);
  await visit.isSaved();

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
  await expect(visit.heading).toBeFocused();
  await visit.go('Alla slag');
  await expect(asked(page, 'decimal')).toHaveCount(0);
  await expect(asked(page, 'integer').getByRole('textbox').first()).toHaveValue('41');
  await page.getByRole('button', { name: 'Ångra' }).press('Enter');
  await expect(visit.heading).toBeFocused();
  await expect(asked(page, 'decimal').getByRole('textbox').first()).toHaveValue('1,25');
});

type Own = Exclude<(typeof ownKinds)[number], 'rank' | 'date-time'>;

/** Which part of a day or a time comes first is the browser's own language's. */
const eachPart = ['ArrowUp', 'ArrowRight', 'ArrowUp', 'ArrowRight', 'ArrowUp'];

/** How a client answers each kind with the keyboard alone, once the focus is at it; and what a screen reader calls it. */
const byKeys: Record<Own, { role: 'radiogroup' | 'group' | 'textbox' | 'none'; keys: readonly string[] }> = {
  choice: { role: 'radiogroup', keys: ['Space', 'ArrowDown'] },
  scale: { role: 'radiogroup', keys: ['Space', 'ArrowRight'] },
  'yes-no': { role: 'radiogroup', keys: ['Space', 'ArrowDown', 'ArrowDown'] },
  choices: { role: 'group', keys: ['Space', 'Tab', 'Tab', 'Space'] },
  'short-text': { role: 'textbox', keys: [...'Kort'] },
  'long-text': { role: 'textbox', keys: [...'En', 'Enter', ...'rad'] },
  integer: { role: 'textbox', keys: [...'12'] },
  decimal: { role: 'textbox', keys: [...'1,5'] },
  range: { role: 'textbox', keys: [...'7'] },
  date: { role: 'textbox', keys: eachPart },
  time: { role: 'textbox', keys: eachPart },
  acknowledge: { role: 'group', keys: ['Space'] },
  note: { role: 'none', keys: [] },
};
const ownInOrder = ownKinds.filter((kind): kind is Own => kind in byKeys);

test('a client answers every kind that is put to her by keyboard alone, from left to right and from right to left', async () => {
  test.setTimeout(180_000);
  const { page, visit } = tablet;
  await tablet.openVisit('A.K.');
  await visit.go('Egna frågor');
  // What no client can be asked on a tablet is left to the caseworker, and it is said.
  await expect(page.getByRole('region', { name: 'Låt brukaren svara själv' })).toContainText(
    'Frågan own-rank; Frågan own-date-time',
  );
  await pressAt(page, page.getByRole('button', { name: 'Lämna över plattan' }));
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Vill du svara på 13 frågor?');
  await pressAt(page, page.getByRole('button', { name: 'Ja, jag vill svara' }));

  for (const [index, kind] of ownInOrder.entries()) {
    const { role, keys } = byKeys[kind];
    const named = `Frågan own-${kind}`;
    await expect(heading).toHaveText(named);
    await expect(heading).toBeFocused();
    if (role !== 'none') {
      await expect(page.getByRole(role, { name: named, exact: true })).toBeVisible();
      await page.keyboard.press('Tab');
    }
    for (const key of keys) await page.keyboard.press(key);
    await lookForBarriers(page, `client: ${kind}`, { isMain: index === 0 });
    await lookForSmallTargets(page, `client: ${kind}`);
    await pressAt(page, page.getByRole('button', { name: index < ownInOrder.length - 1 ? 'Nästa' : 'Klar' }));
  }
  await expect(heading).toHaveText('Tack');

  // Back through all of it, in Arabic.
  await pressAt(page, page.getByRole('button', { name: 'Tillbaka till frågorna' }));
  await tabTo(page, page.getByLabel('Språk'));
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  const [back, on] = [
    page.getByRole('button', { name: 'رجوع' }),
    page.getByRole('button', { name: 'انتهيت' }),
  ];
  const leftOf = async (of: Locator): Promise<number> => (await of.boundingBox())?.x ?? Number.NaN;
  expect(await leftOf(back)).toBeGreaterThan(await leftOf(on));
  for (const [index, kind] of ownInOrder.toReversed().entries()) {
    const { role } = byKeys[kind];
    const named = `Frågan own-${kind} · سؤال`;
    await expect(heading).toHaveText(named);
    if (index > 0) await expect(heading).toBeFocused();
    if (role !== 'none') await expect(page.getByRole(role, { name: named, exact: true })).toBeVisible();
    await lookForBarriers(page, `client: ${kind} in Arabic`);
    await lookForOverflow(page, `client: ${kind} in Arabic`);
    if (kind === 'scale') {
      const [first, second, third] = ['röd', 'grön', 'blå'].map((name) =>
        page.getByRole('radio', { name: `${name} · سؤال` }),
      );
      if (first === undefined || second === undefined || third === undefined) throw new Error('No scale');
      expect(await leftOf(first)).toBeGreaterThan(await leftOf(second));
      await expect(second).toBeChecked();
      await tabTo(page, second);
      // The next one stands to the left.
      await page.keyboard.press('ArrowLeft');
      await expect(third).toBeChecked();
      await page.keyboard.press('ArrowRight');
      await expect(second).toBeChecked();
      // What takes the answer away goes with it; the focus stays at the question.
      await pressAt(page, page.getByRole('button', { name: 'احذف الإجابة' }));
      await expect(second).not.toBeChecked();
      await expect(first).toBeFocused();
      await page.keyboard.press('ArrowLeft');
      await expect(second).toBeChecked();
    }
    if (kind === 'integer') {
      const field = page.getByRole('textbox');
      await tabTo(page, field);
      await page.keyboard.press('End');
      await page.keyboard.type('x');
      await expect(field).toHaveAccessibleDescription('اكتب عددًا بالأرقام.');
      await lookForBarriers(page, 'client: a fault in Arabic');
      await page.keyboard.press('Backspace');
      await expect(field).not.toHaveAttribute('aria-invalid');
    }
    await pressAt(page, back);
  }
  await expect(heading).toHaveText('هل تريد الإجابة عن 13 سؤالًا؟');
  await lookForBarriers(page, 'client: start in Arabic', { isMain: true });

  // The caseworker sees what she said, and it is as she left it.
  await pressAt(page, page.getByRole('button', { name: 'لا، شكرًا' }));
  await pressAt(page, page.getByRole('button', { name: 'Personal: lås upp' }));
  await unlock(page, passphraseOf('maria'));
  await expect(heading).toHaveText('Egna frågor');
  const own = (kind: Own) => asked(page, `own-${kind}`);
  await expect(own('choice').getByRole('radio', { name: 'grön' })).toBeChecked();
  await expect(own('scale').getByRole('radio', { name: 'grön' })).toBeChecked();
  await expect(own('yes-no').getByRole('radio', { name: 'Ja' })).toBeChecked();
  await expect(own('choices').getByRole('checkbox', { checked: true })).toHaveCount(2);
  await expect(own('short-text').getByRole('textbox').first()).toHaveValue('Kort');
  await expect(own('long-text').getByRole('textbox').first()).toHaveValue('En\nrad');
  await expect(own('integer').getByRole('textbox').first()).toHaveValue('12');
  await expect(own('decimal').getByRole('textbox').first()).toHaveValue('1,5');
  await expect(own('range').getByRole('radio', { name: '7' })).toBeChecked();
  await expect(own('date').getByLabel('Frågan own-date')).toHaveValue(/^\d{4}-\d\d-\d\d$/);
  await expect(own('time').getByLabel('Frågan own-time')).toHaveValue(/^\d\d:\d\d$/);
  await expect(own('acknowledge').getByRole('checkbox')).toBeChecked();
});
