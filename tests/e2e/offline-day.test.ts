import { expect, test } from '@playwright/test';
import { individualReport } from '#domain/report/individual-report.ts';
import { fireBackgroundSync } from './background-sync.ts';
import { useCity } from './city.ts';
import type { Desk } from './desk.ts';
import { asked, sections } from './visit.ts';

const city = useCity();

/** How many follow-ups of this month are carried out, and registered, as the coordinator's report counts them. */
const countedAt = async (desk: Desk): Promise<{ carriedOut: number; registered: number }> => {
  const month = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' })
    .format(new Date())
    .slice(0, 7);
  const { registered } = individualReport.parse(
    await desk.get(`/api/reports/individual?from=${month}&to=${month}`),
  );
  if (registered.kind !== 'exact') throw new Error('A coordinator sees her own boards exactly');
  return { carriedOut: registered.of, registered: registered.count };
};

test('a day without network on two tablets reaches the register, with the app closed, and comes back for a correction', async () => {
  test.setTimeout(180_000);
  const desk = await city.desk('samordnare');
  const before = await countedAt(desk);
  const [tablet, colleague] = [await city.tablet(), await city.tablet()];
  const followUps: string[] = [];

  await test.step('the work is fetched in the morning', async () => {
    for (const [each, userName] of [
      [tablet, 'maria'],
      [colleague, 'erik'],
    ] as const) {
      await each.switchOn();
      await each.signIn(userName);
      await each.isReadyOffline();
    }
  });

  await test.step('three visits and a correction, with no network', async () => {
    await city.register.kill();
    await tablet.context.setOffline(true);
    await colleague.context.setOffline(true);

    const first = await tablet.openVisit('A.K.');
    followUps.push(first.followUpId);
    await first.carryOut('Borde kunna prestera bättre');
    await first.go(sections.assessment);
    await first.noteDeviation(asked.overall, 'Fyra inställda samtal på en månad.');
    await first.isSaved();
    await first.send();
    await expect(first.heading).toHaveText('Uppföljningen ligger i utkorgen');

    const second = await tablet.openVisit('M.J.');
    followUps.push(second.followUpId);
    await second.prepare();
    await second.leaveClientQuestions('Kunde inte delta');
    await second.assess('Godkänt');
    await second.findNothingMore();
    await second.send();

    await colleague.page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    const third = colleague.visit;
    await expect(colleague.page).toHaveURL(/\/uppfoljning\//);
    followUps.push(third.followUpId);
    await third.carryOut('Mycket bra');
    await third.send();

    const corrected = await tablet.openVisit('M.J.');
    await corrected.page.getByRole('button', { name: 'Ta tillbaka' }).click();
    await corrected.go(sections.assessment);
    await corrected.answer(asked.overall, 'Mycket bra');
    await corrected.send();
  });

  const isAllThere = async (): Promise<void> => {
    const [a = '', b = '', c = ''] = followUps;
    const first = await tablet.goToVisit(a);
    await expect(first.heading).toHaveText('Uppföljningen ligger i utkorgen');
    await expect(first.page.getByText('Fyra inställda samtal på en månad.')).toBeVisible();
    await expect(first.page.getByText('Maten är god.')).toBeVisible();
    const second = await tablet.goToVisit(b);
    await expect(second.heading).toHaveText('Uppföljningen ligger i utkorgen');
    await expect(second.page.getByText('Kunde inte delta')).toHaveCount(4);
    await expect(second.page.getByText('Mycket bra')).toHaveCount(1);
    await colleague.goToVisit(c);
    await expect(colleague.visit.page.getByText('Mycket bra')).toHaveCount(4);
  };

  await test.step('all is there after a reload', async () => {
    await tablet.page.reload();
    await colleague.page.reload();
    await isAllThere();
  });

  await test.step('and after a cold start with the server dead, without signing in', async () => {
    for (const each of [tablet, colleague]) {
      await each.switchOff();
      await each.switchOn();
    }
    await expect(tablet.page.getByRole('heading', { level: 1 })).toHaveText('Två besök idag');
    await tablet.page.getByText(/verksamheter och .* frågeformulär/).click();
    await expect(tablet.page.getByText('Individuppföljning, version 1')).toBeVisible();
    await expect(tablet.page.getByRole('list', { name: 'Verksamheter' })).toContainText('Björkgården HVB');
    await isAllThere();
  });

  await test.step('it is sent with the app closed', async () => {
    for (const each of [tablet, colleague]) await each.page.goto('about:blank');
    await city.register.start();
    for (const { context } of [tablet, colleague]) await fireBackgroundSync(context, city.origin);
    const returning = await city.desk('samordnare');
    for (const followUpId of followUps)
      await expect.poll(async () => (await returning.read(followUpId)).entry?.number ?? '').not.toBe('');
  });

  const [first = '', second = ''] = followUps;
  const again = await city.desk('samordnare');

  await test.step('the coordinator approves one and returns one', async () => {
    expect((await again.read(first)).entry?.answers['overall']).toEqual({
      value: 'could-be-better',
      deviation: 'Fyra inställda samtal på en månad.',
    });
    await again.approve(first);
    await again.return(second, [{ question: 'overall', text: 'Motivera bedömningen.' }]);
  });

  await test.step('the return is seen at its question, corrected and sent again', async () => {
    await tablet.today();
    await expect(tablet.page.getByRole('link', { name: 'Logga in igen' })).toBeVisible();
    await tablet.signInAgain();
    await expect(tablet.page.getByRole('listitem').filter({ hasText: 'A.K.' })).toContainText('Godkänd');
    await expect(tablet.page.getByRole('listitem').filter({ hasText: 'M.J.' })).toContainText('Återförd');
    // There is no network where she reads it either.
    await tablet.context.setOffline(true);
    const visit = await tablet.openVisit('M.J.');
    await expect(visit.page.getByText('Återförd av samordnaren')).toBeVisible();
    await visit.page.getByRole('link', { name: 'Sammantaget' }).click();
    await expect(visit.question(asked.overall)).toContainText('Motivera bedömningen.');
    await visit.comment(asked.overall).fill('Allt i planen är gjort.');
    await visit.send();
    await expect(visit.heading).toHaveText('Uppföljningen ligger i utkorgen');
    await tablet.context.setOffline(false);
    await expect(visit.heading).toContainText('I registret');
  });

  await test.step('it is approved, and the report counts all three', async () => {
    const read = await again.read(second);
    expect(read.entry?.answers['overall']?.comment).toBe('Allt i planen är gjort.');
    await again.approve(second);
    await tablet.page.reload();
    await expect(tablet.visit.heading).toContainText('Godkänd');
    expect(await countedAt(again)).toEqual({
      carriedOut: before.carriedOut + 3,
      registered: before.registered + 3,
    });
  });
});

test('a colleague changes the same answer on another tablet: two versions, and a choice', async () => {
  test.setTimeout(120_000);
  const [maria, erik] = [await city.tablet(), await city.tablet()];
  await maria.switchOn();
  await maria.signIn('maria');
  const visit = await maria.openVisit('L.B.');
  const { followUpId } = visit;
  await visit.carryOut('Godkänt');
  await visit.send();
  await expect(visit.heading).toContainText('I registret');

  await erik.switchOn();
  await erik.signIn('erik');
  await erik.isReadyOffline();
  const hers = await erik.goToVisit(followUpId);
  await hers.correct();
  await hers.go(sections.assessment);
  await hers.answer(asked.overall, 'Bristande');

  await maria.context.setOffline(true);
  await visit.correct();
  await visit.go(sections.assessment);
  await visit.answer(asked.overall, 'Mycket bra');
  await visit.answer(asked.information, 'Mycket bra');
  await visit.send();
  await hers.send();
  await expect(hers.heading).toContainText('I registret');

  await maria.context.setOffline(false);
  await maria.outbox.open();
  const issue = maria.outbox.issue('L.B.');
  await expect(issue).toContainText('Två versioner');
  await expect(issue.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(issue).toContainText('Tidigare: Godkänt');
  await issue.getByRole('radio', { name: /Bristande/ }).check({ force: true });
  await issue.getByRole('button', { name: 'Använd det du valt' }).click();
  await expect(issue).toHaveCount(0);
  const desk = await city.desk('samordnare');
  await expect.poll(async () => (await desk.read(followUpId)).conflicts.length).toBe(0);
  const { entry } = await desk.read(followUpId);
  // What was contested is as chosen; what only one had changed is hers.
  expect(entry?.answers['overall']).toEqual({ value: 'deficient' });
  expect(entry?.answers['information-duty']).toEqual({ value: 'very-good' });
});
