import type { DeviceWords } from './device.ts';
import { counted, NumberWord } from './number.ts';

/** Screen 1, Idag. */
export const today = (device: DeviceWords) => ({
  title: (visits: number) => (visits === 0 ? 'Inga besök idag' : `${NumberWord(visits, 'ett')} besök idag`),
  next: (date: string, unit: string) => `Nästa är ${date}, ${unit}.`,
  noneComing: 'Inget är planerat framåt.',
  /** `waiting`: null where it is not known. */
  lead: (waiting: number | null, needing: number, online: boolean) => {
    const place = online ? 'Du är uppkopplad.' : 'Du är offline.';
    if (waiting === null || (waiting === 0 && needing > 0)) return place;
    if (waiting === 0) return `${place} Allt är skickat.`;
    const what = counted(waiting, 'uppföljning', 'uppföljningar');
    return `${place} ${what} väntar på att skickas. Allt är sparat på ${device.the}.`;
  },
  needsYou: (count: number) => `${NumberWord(count, 'en')} behöver dig i utkorgen`,
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
  showMore: (count: number) => `Visa ${count} till`,
  unfinished: 'Pågående',
  unreadable: 'Utkast som inte kan visas',
  noTime: 'Ingen tid',
  noDay: 'Ingen dag',
  whose: 'Visa',
  mine: 'Mina',
  team: 'Hela enhetens',
  downloadedUnits: (units: number, questionnaires: number) =>
    `${counted(units, 'verksamhet', 'verksamheter')} och ${counted(questionnaires, 'frågeformulär', 'frågeformulär')}`,
  tight: 'Ont om plats',
  roomUnknown: 'Hur mycket plats som finns går inte att se',
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
  noMatch: 'Ingen uppföljning stämmer',
  clearFilter: 'Visa alla',
  drafts: 'Dina utkast',
  draftsFollow: 'Utkasten följer dig till dina andra enheter',
  draftsAsk: 'Utkasten kopieras inte. Ange lösenfrasen.',
  elsewhere: (when: string) => `Påbörjad på en annan enhet ${when}`,
  moreElsewhere: (when: string) => `Mer är skrivet på en annan enhet ${when}`,
  continueHere: 'Fortsätt här',
  unplanned: 'Ny uppföljning utan plan',
});
