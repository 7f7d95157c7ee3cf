import type { DeviceWords } from './device.ts';
import { counted, NumberWord } from './number.ts';

/** Screen 1, Idag. */
export const today = (device: DeviceWords) => ({
  title: (visits: number) => (visits === 0 ? 'Inga besök idag' : `${NumberWord(visits, 'ett')} besök idag`),
  next: (date: string, unit: string) => `Nästa är ${date}, ${unit}.`,
  noneComing: 'Inget är planerat framåt.',
  lead: (waiting: number, online: boolean) => {
    const place = online ? 'Du är uppkopplad.' : 'Du är offline.';
    if (waiting === 0) return `${place} Allt är skickat.`;
    const what = counted(waiting, 'uppföljning', 'uppföljningar');
    return `${place} ${what} väntar på att skickas. Allt är sparat på ${device.the}.`;
  },
  visits: 'Dagens besök',
  caseNumber: (number: string) => `ärende ${number}`,
  at: (time: string) => `kl. ${time}`,
  begun: (done: number, total: number) => `Påbörjat, ${done} av ${total} klara`,
  continue: 'Fortsätt',
  prepare: 'Förbered',
  begin: 'Börja',
  open: 'Öppna',
  visitTo: (unit: string) => `besöket på ${unit}`,
  readyOffline: 'Redo utan nät',
  notDownloaded: 'Inte hämtad än',
  overdue: 'Försenat',
  notDone: 'Uppföljning ej gjord',
  planMissing: 'Genomförandeplan saknas',
  reportMissing: (month: string) => `Månadsrapport ${month}`,
  planned: (date: string) => `planerad ${date}`,
  expected: (date: string) => `väntad ${date}`,
  returned: 'Återförd med kommentar',
  coming: 'Kommande',
  showComing: 'Visa kommande',
  onDevice: `På ${device.the}`,
  downloaded: (visits: number) => (visits === 1 ? 'Ett besök är hämtat' : `${visits} besök är hämtade`),
  downloadedAt: (day: string, time: string) => `Senast ${day} kl. ${time}`,
  neverDownloaded: 'Inget är hämtat än',
  waiting: (count: number) => `${count} väntar på att skickas`,
  allSent: 'Inget väntar på att skickas',
  sentByItself: 'Skickas av sig själva när du får nät',
  roomy: 'Gott om plats',
  enoughFor: (visits: string) => `Räcker till omkring ${visits} besök`,
  persistent: `Skyddat mot att rensas av ${device.the}`,
  notPersistent: `${device.The} kan rensa det som sparats om det blir ont om plats`,
  lastKnown: (time: string) => `Visar det som hämtades ${time}`,
  searchLabel: 'Sök bland dina uppföljningar',
  searchHint: 'Verksamhet, ärende eller initialer',
  filterMethod: 'Metod',
  filterState: 'Läge',
  allMethods: 'Alla metoder',
  allStates: 'Alla lägen',
  noMatch: 'Ingen uppföljning stämmer',
  clearFilter: 'Visa alla',
  unplanned: 'Ny uppföljning utan plan',
});
