import type { DeviceWords } from './device.ts';

/** Screen 9: signing in, and the first password by a one-time link. */
export const signIn = (device: DeviceWords) => ({
  lead: `Det du skrivit tidigare finns kvar på ${device.the}.`,
  userName: 'Användarnamn',
  password: 'Lösenord',
  signIn: 'Logga in',
  signingIn: 'Loggar in …',
  signOut: 'Logga ut',
  signingOut: 'Loggar ut …',
  signOutOrSwitch: 'Logga ut eller byt användare',
  signedInAs: 'Inloggad som',
  againTitle: 'Logga in igen',
  againText: `Du behöver logga in igen för att hämta nytt. Det du har på ${device.the} finns kvar och skickas ändå.`,
  missingUserName: 'Skriv ditt användarnamn.',
  missingPassword: 'Skriv ditt lösenord.',
  unexpected: 'Det gick inte att logga in just nu. Försök igen om en stund.',
  name: 'Namn',
  nameMissing: 'Skriv ditt namn.',
  userNameRule: 'Små bokstäver och siffror, minst två tecken.',
  userNameTaken: 'Användarnamnet är upptaget. Välj ett annat.',
  firstTitle: 'Skapa den första administratören',
  noNetwork: 'Det gick inte att nå Följsam. Försök igen när du har nät.',
  wrong: 'Användarnamnet eller lösenordet stämde inte.',
  tooMany: 'För många försök. Vänta en stund och försök igen.',
  offline: `Första gången på ${device.the} behövs nät för att logga in.`,
  unsentKept: (count: number) =>
    count === 1
      ? 'En uppföljning väntar på att skickas. Den skickas även när du är utloggad.'
      : `${count} uppföljningar väntar på att skickas. De skickas även när du är utloggad.`,
  switchUser: 'Byt användare',
  forgotten: 'Glömt lösenordet eller tappat ditt andra steg? Be administratören om en länk.',
  locked: 'Följsam är låst',
  unlock: 'Lås upp',
  sessionEnded: 'Du behöver logga in igen för att hämta nytt. Det du skriver sparas och skickas ändå.',
  demo: 'Påhittade uppgifter. Konton att prova med:',
  inviteText: (name: string) => `Välkommen, ${name}.`,
  newPassword: 'Nytt lösenord',
  newPasswordHint: 'Minst 12 tecken. Flera ord i rad är lätta att minnas.',
  repeatPassword: 'Lösenordet en gång till',
  notSame: 'Lösenorden är inte lika.',
  passwordFaults: {
    'too-short': 'Lösenordet är för kort. Minst 12 tecken.',
    'too-simple':
      'Lösenordet är för lätt att gissa. Undvik vanliga ord, ditt namn och rader av tangenter; flera ord i rad är bättre.',
  },
  setPassword: 'Spara och logga in',
  goOn: 'Fortsätt',
  anotherWay: 'Logga in på annat sätt',
  inviteUsed: 'Länken är använd eller för gammal',
  inviteUsedText: 'Be administratören om en ny.',
});
