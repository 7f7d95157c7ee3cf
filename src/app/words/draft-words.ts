import type { CopiesState, ImportProblem } from '#worker/api-drafts.ts';
import { language } from './words.svelte.ts';

const swedish = {
  title: 'Dina utkast',
  leads: {
    ready: 'Det du har påbörjat kopieras till dina andra enheter. Du kan fortsätta där du är.',
    none: 'Dina utkast kopieras inte än. Det du skriver finns bara på den här enheten.',
    'other-key': 'Du har utkast på en annan enhet. De öppnas med lösenfrasen som du har där.',
    unreached: 'Utkasten kopieras när du är inloggad och har nät. Allt du skriver sparas här under tiden.',
  } satisfies Record<CopiesState, string>,
  sealed: 'Kopian är krypterad innan den lämnar enheten. Servern kan inte läsa den, bara du kan öppna den.',
  copied: (when: string) => `Senast kopierat ${when}`,
  uncopied: (count: number) =>
    count === 1 ? 'Ett utkast väntar på att kopieras' : `${count} utkast väntar på att kopieras`,
  allCopied: 'Alla öppna utkast är kopierade',
  refused:
    'Servern lämnade en kopia som är äldre än den senaste, eller ändrad. Den används inte. Det du har här är kvar. Berätta för systemförvaltaren.',
  full: 'Det får inte plats fler kopior. Skicka in eller slutför några uppföljningar.',
  givePassphrase: { none: 'Börja kopiera', 'other-key': 'Hämta utkasten' },
  passphrase: { none: 'Din lösenfras', 'other-key': 'Lösenfrasen på din andra enhet' },
  opening: 'Öppnar …',
  missing: 'Skriv lösenfrasen.',
  wrong: 'Lösenfrasen stämde inte.',
  unreached: 'Servern svarade inte. Försök igen när du är inloggad och har nät.',
  opened: 'Utkasten följer dig nu.',
  forgotten: 'Minns du den inte?',
  forgottenText:
    'Då kan kopiorna från dina andra enheter inte läsas av någon. Du kan börja om. Då tas de kopiorna bort. Utkast som finns på den här enheten är kvar och kopieras på nytt.',
  ownPassphrase: 'Lösenfrasen på den här enheten',
  beginAnew: 'Ta bort kopiorna och börja om',
  open: 'Öppna utkast',
  noneOpen: 'Inga öppna utkast här.',
  file: 'Som fil',
  fileText:
    'En krypterad fil att bära med dig dit det inte finns nät. Den öppnas med lösenfrasen på den här enheten.',
  exportAll: 'Spara alla som fil',
  exportOne: 'Spara som fil',
  exported: 'Filen är sparad bland hämtade filer.',
  notExported: 'Filen gick inte att göra. Utkasten måste ha börjat kopieras först.',
  import: 'Läs in en fil',
  chooseFile: 'Fil med utkast',
  noFile: 'Välj en fil.',
  filePassphrase: 'Lösenfrasen på enheten där filen gjordes',
  importing: 'Läser in …',
  imported: (count: number) =>
    count === 1
      ? 'Ett utkast är inläst. Det finns på Idag.'
      : `${count} utkast är inlästa. De finns på Idag.`,
  importProblems: {
    'not-drafts': 'Det här är ingen fil med utkast från Följsam.',
    'cut-off': 'Filen är avklippt. Slutet saknas. Kopiera den igen från enheten där den gjordes.',
    changed: 'Filen har ändrats sedan den gjordes och används inte. Kopiera den igen.',
    'foreign-owner': 'Filen är någon annans. Bara den som skrev utkasten kan öppna dem.',
    'wrong-secret': 'Lösenfrasen stämde inte. Det ska vara den från enheten där filen gjordes.',
    'not-here':
      'Filen gick att öppna, men det utkasten gäller finns inte här. Hämta ditt arbete först, med nät, och försök igen.',
  } satisfies Record<ImportProblem, string>,
  /** In the visit. */
  otherDevice: { tablet: 'en annan platta', phone: 'en annan telefon', computer: 'en annan dator' },
  continues: (device: string, when: string) => `Här är även det du skrev på ${device} ${when}.`,
  ahead: (device: string, when: string) => `Mer har skrivits på ${device} ${when}.`,
  takeIn: 'Ta med det',
  sentElsewhere: (when: string) => `Uppföljningen skickades in från en annan enhet ${when}.`,
  sentElsewhereText:
    'Det som bara fanns här är kvar. Om du skickar blir det en rättelse av det som skickades in.',
  contested: (count: number) =>
    count === 1
      ? 'En fråga är besvarad olika på två av dina enheter'
      : `${count} frågor är besvarade olika på två av dina enheter`,
  contestedText: 'Välj det svar som ska gälla. Båda är kvar tills du har valt.',
  contestedFinding: 'Besvarad olika på två av dina enheter. Välj vilket svar som gäller.',
  here: 'Här',
  there: 'På den andra enheten',
  blank: 'Inget svar',
  keep: 'Behåll det här',
  takeOther: 'Ta det andra',
  about: (question: string) => `: ${question}`,
  failed: 'Det gick inte. Det du har skrivit är kvar. Försök igen.',
};

const english: typeof swedish = {
  title: 'Your drafts',
  leads: {
    ready: 'What you have begun is copied to your other devices. You can go on wherever you are.',
    none: 'Your drafts are not copied yet. What you write is on this device alone.',
    'other-key': 'You have drafts on another device. The passphrase that you have there opens them.',
    unreached:
      'Drafts are copied when you are signed in and online. Meanwhile all that you write is saved here.',
  },
  sealed:
    'The copy is encrypted before it leaves the device. The server cannot read it; only you can open it.',
  copied: (when) => `Last copied ${when}`,
  uncopied: (count) => (count === 1 ? 'One draft waits to be copied' : `${count} drafts wait to be copied`),
  allCopied: 'All open drafts are copied',
  refused:
    'The server gave a copy that is older than the last one, or changed. It is not used. What you have here is safe. Tell the administrator.',
  full: 'There is no room for more copies. Send or finish some follow-ups.',
  givePassphrase: { none: 'Start copying', 'other-key': 'Fetch the drafts' },
  passphrase: { none: 'Your passphrase', 'other-key': 'The passphrase on your other device' },
  opening: 'Opening …',
  missing: 'Type the passphrase.',
  wrong: 'The passphrase was not right.',
  unreached: 'The server did not answer. Try again when you are signed in and online.',
  opened: 'Your drafts follow you now.',
  forgotten: 'Do you not remember it?',
  forgottenText:
    'Then nobody can read the copies from your other devices. You can begin anew, which removes those copies. Drafts on this device stay and are copied again.',
  ownPassphrase: 'The passphrase on this device',
  beginAnew: 'Remove the copies and begin anew',
  open: 'Open drafts',
  noneOpen: 'No open drafts here.',
  file: 'As a file',
  fileText: 'An encrypted file to carry where there is no network. The passphrase on this device opens it.',
  exportAll: 'Save all as a file',
  exportOne: 'Save as a file',
  exported: 'The file is saved among your downloads.',
  notExported: 'The file could not be made. Drafts have to be copied first.',
  import: 'Read a file',
  chooseFile: 'File of drafts',
  noFile: 'Choose a file.',
  filePassphrase: 'The passphrase on the device where the file was made',
  importing: 'Reading …',
  imported: (count) =>
    count === 1
      ? 'One draft has been read. You find it on Today.'
      : `${count} drafts have been read. You find them on Today.`,
  importProblems: {
    'not-drafts': 'This is not a file of drafts from Följsam.',
    'cut-off': 'The file is cut off: its end is missing. Copy it again from the device where it was made.',
    changed: 'The file has been changed since it was made, and is not used. Copy it again.',
    'foreign-owner': "The file is somebody else's. Only the one who wrote the drafts can open them.",
    'wrong-secret': 'The passphrase was not right. It is the one of the device where the file was made.',
    'not-here':
      'The file could be opened, but what the drafts are about is not here. Fetch your work first, online, and try again.',
  },
  otherDevice: { tablet: 'another tablet', phone: 'another phone', computer: 'another computer' },
  continues: (device, when) => `What you wrote on ${device} ${when} is here too.`,
  ahead: (device, when) => `More was written on ${device} ${when}.`,
  takeIn: 'Take it in',
  sentElsewhere: (when) => `The follow-up was sent from another device ${when}.`,
  sentElsewhereText: 'What was here alone is kept. If you send, it becomes a correction of what was sent.',
  contested: (count) =>
    count === 1
      ? 'One question is answered differently on two of your devices'
      : `${count} questions are answered differently on two of your devices`,
  contestedText: 'Choose the answer that holds. Both are kept until you have chosen.',
  contestedFinding: 'Answered differently on two of your devices. Choose which answer holds.',
  here: 'Here',
  there: 'On the other device',
  blank: 'No answer',
  keep: 'Keep this one',
  takeOther: 'Take the other',
  about: (question) => `: ${question}`,
  failed: 'That did not work. What you have written is safe. Try again.',
};

/** The words around drafts that follow their owner. They come with the pages that show them, apart from the others. */
export const draftWords: typeof swedish = new Proxy(swedish, {
  get: (_target, name): unknown => Reflect.get(language.current === 'en' ? english : swedish, name),
});
