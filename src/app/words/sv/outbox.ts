import type { ItemKind } from '#domain/follow-up/item.ts';
import type { ItemReason } from '#domain/protocol.ts';
import type { DeviceWords } from './device.ts';
import { counted, NumberWord } from './number.ts';

/** Screen 5, Utkorg. */
export const outbox = (device: DeviceWords) => ({
  title: (needing: number, underway: number): string => {
    if (needing > 0) return `${NumberWord(needing, 'en')} behöver dig`;
    if (underway > 0) return `${NumberWord(underway, 'en')} på väg`;
    return 'Allt är i registret';
  },
  lead: (online: boolean): string =>
    online ? 'Du är uppkopplad. Resten skickas av sig själv.' : 'Du är offline. Allt skickas när du får nät.',
  empty: 'Allt är i registret.',
  emptyText: 'Det du skickar syns här tills det är framme, och sedan under Klart.',
  needsYou: 'Behöver dig',
  underway: 'På väg',
  done: 'Klart',
  showAll: (count: string) => `Visa alla ${count}`,
  sendNow: 'Skicka nu',
  nextTry: (time: string) => `Nästa försök ${time}`,
  waitsForOthers: 'Väntar på det som skickades före',
  takeBack: 'Ta tillbaka',
  correct: 'Rätta',
  open: 'Öppna',
  openAndCorrect: 'Öppna och rätta',
  sendingNow: 'Skickar …',
  settled: 'Valet är sparat och skickas.',
  settling: 'Sparas …',
  cannotSettle: 'Det gick inte att spara valet. Någon kan ha avgjort det under tiden.',
  contested: 'Svaren skiljer sig. Båda finns kvar. Vilket stämmer?',
  returnedText: 'Samordnaren vill att något ändras. Kommentarerna står vid frågorna.',
  noFile: 'Det finns inget att spara som fil.',
  kinds: {
    'carried-out': 'Besked om att besöket gjordes',
    submission: 'Uppföljning',
    'not-carried-out': 'Besked om att besöket inte blev av',
    withdrawal: 'Återtagande',
  } satisfies Record<ItemKind, string>,
  exportFile: 'Spara som fil',
  sendAgain: 'Skicka igen',
  twoVersions: 'Två versioner',
  versionOnDevice: `På ${device.the}`,
  versionInRegister: 'I registret',
  versionSent: 'Skickad',
  you: 'du',
  noAnswerThere: 'Inget svar',
  before: (answer: string) => `Tidigare: ${answer}`,
  chooseVersion: 'Välj en version',
  useVersions: 'Använd det du valt',
  chosenOf: (chosen: number, total: number) => `${chosen} av ${counted(total, 'fråga', 'frågor')} valda`,
  notAcceptedKept: 'Kom inte in i registret. Svaren finns kvar.',
  setAside: 'Väntar på samordnaren',
  dismissedText: (comment: string) =>
    comment === '' ? 'Samordnaren tog inte in den.' : `Samordnaren tog inte in den: ${comment}`,
  setAsideText: 'Samordnaren i din stadsdel läser den och avgör. Svaren finns kvar här.',
  /** By the code of `ItemReason`. */
  reasons: {
    'assignment-withdrawn': 'Uppföljningen hade lämnats över till någon annan när den kom fram.',
    'placement-unknown': 'Placeringen finns inte i registret.',
    'questionnaire-unknown': 'Frågorna den svarar på finns inte i registret.',
    'invalid-answers': 'Ett eller flera svar stämmer inte med frågorna. Öppna, rätta och skicka igen.',
    'follow-up-cancelled': 'Uppföljningen hade ställts in när den kom fram.',
    'already-carried-out': 'Uppföljningen var redan inrapporterad som gjord.',
    'predecessor-refused': 'Den bygger på en version som inte kom in.',
    'predecessor-missing': 'Den bygger på en version som inte har kommit fram.',
    'not-withdrawable': 'Den går inte att ta tillbaka: den är redan godkänd.',
    unreadable: 'Den kunde inte läsas. Spara den som fil och lämna den till samordnaren.',
    'content-mismatch': 'Innehållet stämde inte med det som stod utanpå. Öppna och skicka igen.',
    forged: 'Signaturen är inte din. Öppna, kontrollera svaren och skicka igen.',
    'same-id-other-content': 'En annan version med samma nummer finns redan. Öppna och skicka igen.',
    'unknown-key': `Den var låst med en nyckel som inte gäller längre. Den låses om när ${device.the} är öppen.`,
  } satisfies Record<ItemReason, string>,
});
