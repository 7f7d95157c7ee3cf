import type { DeviceWords } from './device.ts';
import { counted } from './number.ts';

/** The frame around every page, and what the parts say by themselves. */
export const frame = {
  skip: 'Till innehållet',
  menu: 'Huvudmeny',
  menuBottom: 'Huvudmeny, nederkant',
  back: 'Tillbaka',
  loading: 'Hämtar …',
  search: 'Sök',
  showAll: 'Visa alla',
  showChoices: 'Visa alternativen',
  noMatch: 'Inget stämmer med det du skrev.',
  moreMatches: (count: number) => `${counted(count, 'träff', 'träffar')} till. Skriv mer för att hitta rätt.`,
  cancel: 'Avbryt',
  close: 'Stäng',
  save: 'Spara',
  change: 'Ändra',
  noAccess: 'Du har inte behörighet att se det här',
  noAccessAsk: 'Fråga samordnaren i din stadsdel om du behöver det.',
  notFound: 'Sidan finns inte',
  notFoundText: 'Adressen kan vara felskriven, eller så har det som stod här tagits bort.',
  toStart: 'Till startsidan',
  unexpected: 'Något gick fel',
  unexpectedText: 'Det du har skrivit är kvar. Ladda om sidan och fortsätt där du var.',
  reload: 'Ladda om',
  pageMissing: 'Sidan gick inte att hämta',
  pageMissingText: 'Den finns inte sparad här än. Försök igen när du har nät.',
  cannotOpen: 'Det som är sparat gick inte att öppna',
  cannotOpenText: 'Inget är borttaget. Stäng andra flikar med Följsam och ladda om sidan.',
  updateReady: 'Det finns en ny version av Följsam.',
  updateNow: 'Byt nu',
  updating: 'Byter …',
  menuItems: {
    today: 'Idag',
    outbox: 'Utkorg',
    desk: 'Granskning',
    reports: 'Rapporter',
    planning: 'Planering',
    administration: 'Administration',
    oversight: 'Kontroll',
    questionnaires: 'Frågeformulär',
  },
};

export const connection = (device: DeviceWords) => ({
  offline: 'Offline',
  online: 'Uppkopplad',
  youAreOffline: 'Du är offline.',
  youAreOnline: 'Du är uppkopplad.',
  offlineAllSaved: `Du är offline. Allt sparas på ${device.the}.`,
  needsNetwork: 'Kräver nät',
  needsNetworkText: 'Den här sidan visas när du har nät.',
});

/** The save line and what stands by the question when saving fails. */
export const save = (device: DeviceWords) => ({
  saving: 'Sparar …',
  savedOn: `Sparat på ${device.the}`,
  saved: (time: string) => `Sparat på ${device.the} ${time}`,
  failed: 'Kunde inte spara.',
  tryAgain: 'Försök igen',
  openElsewhere: 'Uppföljningen är öppen i en annan flik. Här kan du läsa den.',
  continueHere: 'Fortsätt här',
  leftText:
    'Det här skrev du här, men det ändrades också i den andra fliken. Lägg till det igen om det ska stå kvar:',
  actionFailed: 'Det gick inte att spara. Inget är borta. Försök igen.',
  notStarted: 'Det gick inte att börja. Försök igen.',
  notSaved: 'Inte sparat',
  failedText: `Det du skrev står kvar här men är inte sparat på ${device.the}. Stäng inte sidan.`,
  fullText: `${device.The} är full. Ta bort något annat från ${device.the} och försök igen.`,
  fewLeft: (visits: number) =>
    `${device.The} är snart full. ${counted(visits, 'besök', 'besök')} till får plats.`,
});
