import type { DeviceWords } from '../sv/device.ts';
import type { Catalogue } from '../sv-all.ts';
import { counted } from './number.ts';

export const frame: Catalogue['frame'] = {
  skip: 'Skip to content',
  menu: 'Main menu',
  menuBottom: 'Main menu, bottom',
  back: 'Back',
  loading: 'Loading …',
  search: 'Search',
  showAll: 'Show all',
  showChoices: 'Show the alternatives',
  noMatch: 'Nothing matches what you wrote.',
  moreMatches: (count) =>
    `${counted(count, 'more match', 'more matches')}. Write more to find the right one.`,
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  change: 'Change',
  noAccess: 'You may not see this',
  noAccessAsk: 'Ask the coordinator of your district if you need it.',
  notFound: 'There is no such page',
  notFoundText: 'The address may be misspelt, or what stood here has been removed.',
  toStart: 'To the start page',
  unexpected: 'Something went wrong',
  unexpectedText: 'What you wrote is still there. Reload the page and go on where you were.',
  reload: 'Reload',
  pageMissing: 'The page could not be fetched',
  pageMissingText: 'It is not stored here yet. Try again when you are online.',
  cannotOpen: 'What is stored here could not be opened',
  cannotOpenText: 'Nothing has been removed. Close other tabs with Följsam and reload the page.',
  updateReady: 'There is a new version of Följsam.',
  updateNow: 'Change now',
  updating: 'Changing …',
  menuItems: {
    today: 'Today',
    outbox: 'Outbox',
    desk: 'Review',
    reports: 'Reports',
    planning: 'Planning',
    administration: 'Administration',
    oversight: 'Oversight',
    questionnaires: 'Questionnaires',
  },
};

export const connection = (device: DeviceWords): Catalogue['connection'] => ({
  offline: 'Offline',
  online: 'Online',
  youAreOffline: 'You are offline.',
  youAreOnline: 'You are online.',
  offlineAllSaved: `You are offline. Everything is saved on ${device.the}.`,
  needsNetwork: 'Needs a network',
  needsNetworkText: 'This page is shown when you have a network.',
});

export const save = (device: DeviceWords): Catalogue['save'] => ({
  saving: 'Saving …',
  savedOn: `Saved on ${device.the}`,
  saved: (time) => `Saved on ${device.the} ${time}`,
  failed: 'Could not save.',
  tryAgain: 'Try again',
  openElsewhere: 'The follow-up is open in another tab. Here you can read it.',
  continueHere: 'Continue here',
  leftText: 'You wrote this here, but it was changed in the other tab too. Add it again if it is to stand:',
  actionFailed: 'It could not be saved. Nothing is gone. Try again.',
  notStarted: 'It could not be started. Try again.',
  notSaved: 'Not saved',
  failedText: `What you wrote still stands here but is not saved on ${device.the}. Do not close the page.`,
  fullText: `${device.The} is full. Remove something else from it and try again.`,
  fewLeft: (visits) =>
    `${device.The} is almost full. There is room for ${counted(visits, 'visit', 'visits')} more.`,
});
