import { expect, test } from 'vitest';
import type { VisitEditor } from '#app/visit-editor.svelte.ts';
import { OpenVisit } from '#app/open-visit.svelte.ts';
import { TabletForTests } from './app-tablet.ts';

const visitOn = (tablet: TabletForTests, editors = new Set<VisitEditor>()) =>
  new OpenVisit(tablet.worker, { unsaved: new Map<string, VisitEditor>(), editors }, 'one');

test('a follow-up that is left before it has opened is let go of when it has', async () => {
  const tablet = new TabletForTests();
  const { promise, resolve } = Promise.withResolvers<void>();
  tablet.openingWaits = promise;
  const editors = new Set<VisitEditor>();
  const closed = visitOn(tablet, editors).close();
  await Promise.resolve();
  expect(tablet.calls).toEqual(['open one']);
  resolve();
  await closed;
  expect(tablet.calls).toEqual(['open one', 'close one']);
  expect(editors.size).toBe(0);
});

test('one that is opened again while it is being let go of is opened after that', async () => {
  const tablet = new TabletForTests();
  const { promise, resolve } = Promise.withResolvers<void>();
  tablet.openingWaits = promise;
  const closed = visitOn(tablet).close();
  const again = visitOn(tablet);
  resolve();
  await closed;
  await expect.poll(() => again.state).toBe('open');
  expect(tablet.calls).toEqual(['open one', 'close one', 'open one']);
});
