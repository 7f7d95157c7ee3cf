import type { Route } from '#app/router.ts';
import { words } from '#app/words/words.svelte.ts';
import { officeRoutes } from './pages/office/routes.ts';

/** Every page that there is. The order is that of the menu; the first one that a person may open is her home. */
export const routes: readonly Route[] = [
  {
    path: '/idag',
    page: () => import('./pages/Today.svelte'),
    access: ['follow-up:carry-out'],
    title: () => words.frame.menuItems.today,
    menu: { label: () => words.frame.menuItems.today, icon: 'calendar' },
  },
  {
    path: '/utkorg',
    page: () => import('./pages/Outbox.svelte'),
    access: ['follow-up:carry-out'],
    title: () => words.frame.menuItems.outbox,
    menu: { label: () => words.frame.menuItems.outbox, icon: 'outbox' },
  },
  ...officeRoutes,
];
