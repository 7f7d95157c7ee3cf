import {
  administrationPath,
  closedPath,
  deskPath,
  extractPath,
  logControlPath,
  newPlanPath,
  newQuestionnairePath,
  newUserPath,
  periodsPath,
  placementsPath,
  planningPath,
  publicationPath,
  purgingPath,
  questionnairesPath,
  recoveriesPath,
  reportsPath,
  userPath,
} from '#app/office/paths.ts';
import type { Route } from '#app/router.ts';
import { words } from '#app/words/words.svelte.ts';

const desk = () => import('./desk/Desk.svelte');

/** The pages of the office: review, planning, reports, administration. Loaded when they are first opened. */
export const officeRoutes: readonly Route[] = [
  {
    path: deskPath,
    page: desk,
    access: ['submission:review'],
    title: () => words.titles.desk,
    menu: { label: () => words.frame.menuItems.desk, icon: 'document' },
  },
  {
    path: `${deskPath}/:followUp`,
    page: desk,
    access: ['submission:review'],
    title: () => words.titles.desk,
  },
  {
    path: `${deskPath}/undantagen/:item`,
    page: desk,
    access: ['submission:review'],
    title: () => words.titles.desk,
  },
  {
    path: planningPath,
    page: () => import('./planning/Planning.svelte'),
    access: ['follow-up:plan'],
    title: () => words.frame.menuItems.planning,
    menu: { label: () => words.frame.menuItems.planning, icon: 'calendar' },
  },
  {
    path: newPlanPath,
    page: () => import('./planning/NewPlan.svelte'),
    access: ['follow-up:plan'],
    title: () => words.titles.newPlan,
  },
  {
    path: placementsPath,
    page: () => import('./planning/Placements.svelte'),
    access: ['follow-up:plan'],
    title: () => words.titles.placements,
  },
  {
    path: administrationPath,
    page: () => import('./administration/Users.svelte'),
    access: ['users:administer'],
    title: () => words.titles.users,
    menu: { label: () => words.frame.menuItems.administration, icon: 'people' },
  },
  {
    path: newUserPath,
    page: () => import('./administration/NewUser.svelte'),
    access: ['users:administer'],
    title: () => words.titles.newUser,
  },
  {
    path: recoveriesPath,
    page: () => import('./administration/Recoveries.svelte'),
    access: ['users:administer'],
    title: () => words.titles.recoveries,
  },
  {
    path: userPath(':id'),
    page: () => import('./administration/User.svelte'),
    access: ['users:administer'],
    title: () => words.titles.users,
  },
  {
    path: questionnairesPath,
    page: () => import('./questionnaires/Questionnaires.svelte'),
    access: ['questionnaire:keep'],
    title: () => words.frame.menuItems.questionnaires,
    menu: { label: () => words.frame.menuItems.questionnaires, icon: 'document' },
  },
  {
    path: newQuestionnairePath,
    page: () => import('./questionnaires/NewQuestionnaire.svelte'),
    access: ['questionnaire:keep'],
    title: () => words.frame.menuItems.questionnaires,
  },
  {
    path: `${questionnairesPath}/:id`,
    page: () => import('./questionnaires/Version.svelte'),
    access: ['questionnaire:keep'],
    title: () => words.frame.menuItems.questionnaires,
  },
  {
    path: `${questionnairesPath}/jamfor/:id`,
    page: () => import('./questionnaires/Comparison.svelte'),
    access: ['questionnaire:keep'],
    title: () => words.frame.menuItems.questionnaires,
  },
  {
    path: reportsPath,
    page: () => import('./reports/Reports.svelte'),
    access: 'signed-in',
    title: () => words.titles.reports,
    menu: { label: () => words.frame.menuItems.reports, icon: 'chart' },
  },
  {
    path: logControlPath,
    page: () => import('./oversight/LogControl.svelte'),
    access: ['log:check'],
    title: () => words.titles.logControl,
    menu: { label: () => words.frame.menuItems.oversight, icon: 'eye' },
  },
  {
    path: purgingPath,
    page: () => import('./oversight/Purging.svelte'),
    access: ['purge:decide'],
    title: () => words.titles.purging,
  },
  {
    path: extractPath,
    page: () => import('./oversight/Extract.svelte'),
    access: ['extract:read'],
    title: () => words.titles.extract,
  },
  {
    path: periodsPath,
    page: () => import('./reports/Periods.svelte'),
    access: ['report:city'],
    title: () => words.titles.closedPeriods,
  },
  {
    path: closedPath(':id'),
    page: () => import('./reports/ClosedReport.svelte'),
    access: ['report:city'],
    title: () => words.titles.report,
  },
  {
    path: publicationPath(':id'),
    page: () => import('./reports/PublishedReport.svelte'),
    access: 'signed-in',
    title: () => words.titles.report,
  },
];
