import { expect, test } from '@playwright/test';
import { fireBackgroundSync } from './background-sync.ts';
import { useCity } from './city.ts';
import { startFront, type FaultyFront } from './faulty-front.ts';
import { asked, sections, Visit } from './visit.ts';

const city = useCity();
let front: FaultyFront;
test.beforeAll(async () => {
  front = await startFront(city.register.port);
});
test.afterAll(() => front.close());

test('the same follow-up in two tabs: one writes, the other is told, and the writing can be moved', async () => {
  const tablet = await city.tablet(front.origin);
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  const first = await tablet.openVisit('A.K.');
  await first.go(sections.assessment);
  await first.answer(asked.overall, 'Godkänt');
  await first.comment(asked.overall).fill('Från den första fliken.');
  await first.isSaved();

  const second = new Visit(await tablet.openTab(`/uppfoljning/${first.followUpId}`));
  const told = 'Uppföljningen är öppen i en annan flik. Här kan du läsa den.';
  await expect(second.page.getByText(told)).toBeVisible();
  await expect(second.comment(asked.overall)).toHaveValue('Från den första fliken.');
  await expect(second.comment(asked.overall)).toBeDisabled();
  await expect(second.chosen(asked.overall, 'Bristande')).toBeDisabled();

  // The first goes on meanwhile, to the last moment.
  await first.comment(asked.overall).press('End');
  await first.comment(asked.overall).pressSequentially(' Och lite till.');
  await first.comment(asked.overall).blur();
  await second.page.getByRole('button', { name: 'Fortsätt här' }).click();
  await expect(second.comment(asked.overall)).toHaveValue('Från den första fliken. Och lite till.');
  await expect(first.page.getByText(told)).toBeVisible();
  await expect(first.comment(asked.overall)).toBeDisabled();

  await second.comment(asked.information).fill('Från den andra fliken.');
  await second.answer(asked.overall, 'Bristande');
  await second.isSaved();
  await first.page.getByRole('button', { name: 'Fortsätt här' }).click();
  await expect(first.chosen(asked.overall, 'Bristande')).toBeChecked();
  await expect(first.comment(asked.overall)).toHaveValue('Från den första fliken. Och lite till.');
  await expect(first.comment(asked.information)).toHaveValue('Från den andra fliken.');
  await expect(second.page.getByText(told)).toBeVisible();

  // Another follow-up is nobody's business but that tab's; and a closed tab gives the writing back.
  await first.page.getByRole('link', { name: 'Idag' }).click();
  await second.page.reload();
  await expect(second.page.getByText(told)).toHaveCount(0);
  await second.comment(asked.overall).fill('Bara en flik.');
  await second.isSaved();
});

test('another person on the same tablet sees nothing of the first, whose queue goes out as hers', async () => {
  const tablet = await city.tablet(front.origin);
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  const visit = await tablet.openVisit('M.J.');
  const { followUpId } = visit;
  const hers = 'Det här har bara Maria skrivit.';
  front.fault = (_method, path) => (path === '/api/uploads' ? { kind: 'reset' } : null);
  await visit.carryOut();
  await visit.go(sections.assessment);
  await visit.comment(asked.overall).fill(hers);
  await visit.isSaved();
  await visit.send();
  const unsent = await tablet.openVisit('N.S.');
  const unsentId = unsent.followUpId;
  await unsent.go(sections.assessment);
  await unsent.comment(asked.overall).fill(hers);
  await unsent.isSaved();

  const leave = async (): Promise<void> => {
    await tablet.today();
    await tablet.page.locator('summary').filter({ hasText: 'Inloggad som' }).click();
    await tablet.page.getByRole('button', { name: 'Logga ut eller byt användare' }).click();
    await expect(tablet.page.getByLabel('Användarnamn')).toBeVisible();
  };
  await leave();
  await expect(tablet.page.locator('body')).not.toContainText(/Havsvik|M\.J\.|Maria/);
  await tablet.page.goto(`${tablet.origin}/uppfoljning/${followUpId}`);
  await expect(tablet.page.getByLabel('Användarnamn')).toBeVisible();
  await expect(tablet.page.locator('body')).not.toContainText(hers);

  await tablet.page.goto(tablet.origin);
  await tablet.signIn('erik');
  await tablet.isReadyOffline();
  await tablet.outbox.open();
  await expect(tablet.page.getByRole('main')).not.toContainText(/Havsvik|M\.J\./);
  for (const id of [followUpId, unsentId]) {
    const seen = await tablet.goToVisit(id);
    await seen.go(sections.assessment);
    await expect(seen.comment(asked.overall)).toHaveValue('');
    await expect(seen.page.locator('body')).not.toContainText(hers);
  }

  front.fault = () => null;
  await tablet.page.goto('about:blank');
  await fireBackgroundSync(tablet.context, front.origin);
  const desk = await city.desk('samordnare');
  await expect.poll(async () => (await desk.read(followUpId)).entry?.number ?? '').not.toBe('');
  const { revisions } = await desk.read(followUpId);
  expect(revisions.map(({ author }) => author.initials)).toEqual(['MH']);

  await tablet.page.goto(tablet.origin);
  await leave();
  await tablet.signIn('maria');
  const back = await tablet.goToVisit(followUpId);
  await expect(back.heading).toContainText('I registret');
  await expect(back.page.getByText(hers)).toBeVisible();
  const kept = await tablet.openVisit('N.S.');
  await kept.go(sections.assessment);
  await expect(kept.comment(asked.overall)).toHaveValue(hers);
});
