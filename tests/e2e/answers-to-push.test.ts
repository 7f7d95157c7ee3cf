import { readFile } from 'node:fs/promises';
import { expect, test, type Worker } from '@playwright/test';
import type { ItemKind } from '#domain/follow-up/item.ts';
import type { ProblemCode } from '#domain/problem.ts';
import { useCity } from './city.ts';
import { startFront, type Fault, type FaultyFront } from './faulty-front.ts';
import type { Tablet } from './tablet.ts';
import { asked, sections, type Visit } from './visit.ts';

const city = useCity();
let front: FaultyFront;
let tablet: Tablet;
let visit: Visit;
let followUpId = '';

test.beforeAll(async () => {
  front = await startFront(city.register.port);
  tablet = await city.tablet(front.origin);
  await tablet.switchOn();
  await tablet.signIn('maria');
  visit = await tablet.openVisit('A.K.');
  followUpId = visit.followUpId;
  await visit.carryOut();
  await visit.send();
  await expect(visit.heading).toContainText('I registret');
});
test.afterAll(() => front.close());
test.afterEach(() => {
  front.fault = () => null;
});

/** Nobody wants to wait half a minute for a time-out: both workers lose their patience sooner. */
const loseThePatience = async (workers: readonly Worker[]): Promise<void> => {
  for (const worker of workers) {
    await worker.evaluate(() => {
      const patient = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = (milliseconds) => patient(Math.min(milliseconds, 1_000));
    });
  }
};

const onUploads =
  (fault: Fault) =>
  (_method: string, path: string): Fault | null =>
    path === '/api/uploads' ? fault : null;

const problem = (code: ProblemCode): Fault => ({ kind: 'problem', code });

/** What the answer is, what is said of it, and whether the follow-up is set apart from the others for it. */
const answers: Record<string, { fault: Fault; said: string | RegExp; isRefused?: true }> = {
  '400': {
    fault: problem('bad-request'),
    said: 'Registret kunde inte läsa det som skickades.',
    isRefused: true,
  },
  '401': { fault: problem('unknown-device'), said: 'Registret känner inte igen plattan. Logga in igen' },
  '403': { fault: problem('wrong-user'), said: 'en person som inte är ansluten till plattan' },
  '404': { fault: problem('not-found'), said: 'Väntar på nät.' },
  '409': { fault: problem('state-conflict'), said: 'Det går inte att göra i det läge', isRefused: true },
  '413': { fault: problem('too-large'), said: 'Det är större än registret tar emot.', isRefused: true },
  '422': { fault: problem('invalid'), said: 'Något i det som skickades stämmer inte.', isRefused: true },
  '426': { fault: problem('app-too-old'), said: 'Följsam behöver uppdateras' },
  '429': {
    fault: { kind: 'problem', code: 'too-many-requests', headers: { 'retry-after': '600' } },
    // When it is tried next, ten minutes on as asked for.
    said: /Registret har mycket att göra just nu\..*Nästa försök/,
  },
  '500': { fault: problem('internal'), said: 'Registret kan inte svara just nu.' },
  'a time-out': { fault: { kind: 'silence' }, said: 'Väntar på nät.' },
  'a reset': { fault: { kind: 'reset' }, said: 'Väntar på nät.' },
  'HTML with 200': { fault: { kind: 'captive-portal' }, said: 'Väntar på nät.' },
};

for (const [answer, { fault, said, isRefused = false }] of Object.entries(answers)) {
  test(`${answer} in answer to a push: it stays with its answers and a reason, and arrives afterwards`, async () => {
    const comment = `Rättat inför ${answer}.`;
    await tablet.goToVisit(followUpId);
    await visit.correct();
    await visit.go(sections.assessment);
    await visit.comment(asked.overall).fill(comment);
    await loseThePatience([...tablet.page.workers(), ...tablet.context.serviceWorkers()]);
    front.fault = onUploads(fault);
    await visit.send();
    await expect(visit.heading).toHaveText(
      isRefused ? 'Kom inte in i registret' : /Uppföljningen (ligger i utkorgen|är skickad)/,
    );
    await expect(visit.page.getByText(comment)).toBeVisible();

    const toOutbox = visit.page.getByRole('link', { name: 'Till utkorgen' });
    if (said === 'Väntar på nät.') {
      // It is said when the try has failed, while she may be about to press: nothing moves from under her finger.
      const note = await visit.page.getByText('Du är offline. Allt skickas när du får nät.').boundingBox();
      expect(note?.y).toBeGreaterThan((await toOutbox.boundingBox())?.y ?? Infinity);
    }
    await toOutbox.click();
    const place = isRefused ? tablet.outbox.refused : tablet.outbox.underway;
    await expect(place).toContainText(said);
    await expect(place.getByRole('list', { name: 'Uppföljningens väg' }).first()).not.toContainText(/Nr 2/);
    // What did not come in can be had as a file.
    const file = isRefused ? visit.page.waitForEvent('download') : null;
    if (isRefused) await place.getByRole('button', { name: 'Spara som fil' }).click();
    const saved = await (await file)?.path();
    expect(saved === undefined ? comment : await readFile(saved, 'utf8')).toContain(comment);
    await visit.page.reload();
    await tablet.goToVisit(followUpId);
    await expect(visit.page.getByText(comment)).toBeVisible();

    front.fault = () => null;
    await tablet.outbox.bringHome();
    await tablet.goToVisit(followUpId);
    await expect(visit.heading).toContainText('I registret');
    await expect(visit.page.getByText(comment)).toBeVisible();
  });
}

test('every item is sent six times because the answers are lost, and has one effect', async () => {
  test.setTimeout(180_000);
  let lost = 0;
  const losing = (): void => {
    lost = 0;
    front.uploads.length = 0;
    front.fault = (_method, path) => {
      // A batch of nothing is the tablet's question how it stands; the items are what is sent six times.
      const isQuestion = front.uploads.at(-1)?.length === 0;
      if (path !== '/api/uploads' || isQuestion || lost === 5) return null;
      lost += 1;
      return { kind: 'reply-lost' };
    };
  };
  const arrivesAtTheSixth = async (kind: ItemKind): Promise<void> => {
    await tablet.outbox.bringHome();
    expect(lost).toBe(5);
    const sent = front.uploads.flat().filter((item) => item.kind === kind);
    expect(sent).toHaveLength(6);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    await tablet.goToVisit(otherId);
  };

  const other = await tablet.openVisit('M.J.');
  const otherId = other.followUpId;
  await other.prepare();
  losing();
  await other.askClient();
  await arrivesAtTheSixth('carried-out');

  await visit.assess('Godkänt');
  await visit.findNothingMore();
  losing();
  await visit.send();
  await arrivesAtTheSixth('submission');

  await visit.correct();
  await visit.go(sections.assessment);
  await visit.answer(asked.overall, 'Bristande');
  losing();
  await visit.send();
  await arrivesAtTheSixth('submission');

  losing();
  await visit.page.getByRole('button', { name: 'Ta tillbaka' }).click();
  await expect(visit.heading).toHaveText('Granska och skicka');
  await arrivesAtTheSixth('withdrawal');

  const desk = await city.desk('samordnare');
  const read = await desk.read(otherId);
  expect(read.revisions.map(({ kind }) => kind).sort()).toEqual(['submission', 'submission', 'withdrawal']);
  expect(read.conflicts).toEqual([]);
  expect(read.setAside).toEqual([]);
  // What was taken back was the correction: the register holds what it corrected.
  expect(read.entry?.isWithdrawn).toBe(false);
  expect(read.entry?.answers['overall']).toEqual({ value: 'acceptable' });
});
