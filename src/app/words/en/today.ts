import type { DeviceWords } from '../sv/device.ts';
import type { Catalogue } from '../sv.ts';
import { counted, NumberWord } from './number.ts';

export const today = (device: DeviceWords): Catalogue['today'] => ({
  title: (visits) => `${NumberWord(visits)} ${visits === 1 ? 'visit' : 'visits'} today`,
  next: (date, unit) => `The next is ${date}, ${unit}.`,
  noneComing: 'Nothing is planned ahead.',
  lead: (waiting, online) => {
    const place = online ? 'You are online.' : 'You are offline.';
    if (waiting === 0) return `${place} Everything is sent.`;
    const what = counted(waiting, 'follow-up is', 'follow-ups are');
    return `${place} ${what} waiting to be sent. Everything is saved on ${device.the}.`;
  },
  visits: "Today's visits",
  caseNumber: (number) => `case ${number}`,
  at: (time) => `at ${time}`,
  begun: (done, total) => `Begun, ${done} of ${total} done`,
  continue: 'Continue',
  prepare: 'Prepare',
  begin: 'Begin',
  open: 'Open',
  visitTo: (unit) => `the visit to ${unit}`,
  readyOffline: 'Ready offline',
  notDownloaded: 'Not downloaded yet',
  overdue: 'Overdue',
  notDone: 'Follow-up not done',
  planMissing: 'Implementation plan missing',
  reportMissing: (month) => `Monthly report, ${month}`,
  planned: (date) => `planned ${date}`,
  expected: (date) => `expected ${date}`,
  returned: 'Returned with a comment',
  coming: 'Coming',
  showComing: 'Show coming',
  onDevice: `On ${device.the}`,
  downloaded: (visits) => `${counted(visits, 'visit is', 'visits are')} downloaded`,
  downloadedAt: (day, time) => `Last ${day} at ${time}`,
  neverDownloaded: 'Nothing is downloaded yet',
  waiting: (count) => `${count} waiting to be sent`,
  allSent: 'Nothing is waiting to be sent',
  sentByItself: 'Sent by themselves when you have a network',
  roomy: 'Plenty of room',
  enoughFor: (visits) => `Enough for about ${visits} visits`,
  persistent: `Protected from being cleared by ${device.the}`,
  notPersistent: `${device.The} may clear what is saved if it runs out of room`,
  lastKnown: (time) => `Shows what was downloaded ${time}`,
  searchLabel: 'Search your follow-ups',
  searchHint: 'Unit, case or initials',
  filterMethod: 'Method',
  filterState: 'State',
  allMethods: 'All methods',
  allStates: 'All states',
  noMatch: 'No follow-up matches',
  clearFilter: 'Show all',
  unplanned: 'New follow-up without a plan',
});
