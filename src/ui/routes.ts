import { accountPath, draftsPath, newFollowUpPath, outboxPath, signInPath, todayPath } from '#app/paths.ts';
import type { Route } from '#app/router.ts';
import { words } from '#app/words/words.svelte.ts';
import { officeRoutes } from './pages/office/routes.ts';
import Today from './pages/Today.svelte';

const visit = () => import('./pages/Visit.svelte');

/** Every page that there is. The order is that of the menu; the first one that a person may open is her home. */
export const routes: readonly Route[] = [
  {
    path: todayPath,
    // Most of those who are out with a tablet begin here: it comes with the app itself.
    page: () => Promise.resolve({ default: Today }),
    access: ['follow-up:carry-out'],
    title: () => words.frame.menuItems.today,
    menu: { label: () => words.frame.menuItems.today, icon: 'calendar' },
  },
  {
    path: outboxPath,
    page: () => import('./pages/Outbox.svelte'),
    access: ['follow-up:carry-out'],
    title: () => words.frame.menuItems.outbox,
    menu: { label: () => words.frame.menuItems.outbox, icon: 'outbox' },
  },
  {
    path: newFollowUpPath,
    page: () => import('./pages/NewFollowUp.svelte'),
    access: ['follow-up:carry-out'],
    title: () => words.titles.unplanned,
  },
  {
    path: draftsPath,
    page: () => import('./pages/Drafts.svelte'),
    access: ['follow-up:carry-out'],
    title: () => words.today.drafts,
  },
  {
    path: '/uppfoljning/:id',
    page: visit,
    access: ['follow-up:carry-out'],
    title: () => words.titles.visit,
    frame: 'own',
  },
  {
    path: '/uppfoljning/:id/:part',
    page: visit,
    access: ['follow-up:carry-out'],
    title: () => words.titles.visit,
    frame: 'own',
  },
  {
    path: signInPath,
    page: () => import('./pages/SignIn.svelte'),
    access: 'anyone',
    title: () => words.titles.signIn,
    frame: 'own',
  },
  {
    path: '/inloggad',
    page: () => import('./pages/ExternalSignIn.svelte'),
    access: 'anyone',
    title: () => words.titles.signIn,
    frame: 'own',
  },
  {
    path: '/inbjudan/:token',
    page: () => import('./pages/Invitation.svelte'),
    access: 'anyone',
    title: () => words.titles.invitation,
    frame: 'own',
  },
  {
    path: accountPath,
    page: () => import('./pages/account/Account.svelte'),
    access: 'signed-in',
    title: () => words.titles.account,
  },
  ...officeRoutes,
  {
    // All parts in all states, to look at and to test; nothing links to it.
    path: '/delar',
    page: () => import('./pages/PartsSheet.svelte'),
    access: 'anyone',
    title: () => words.brand,
    frame: 'own',
  },
];
