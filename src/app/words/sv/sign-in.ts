import type { DeviceWords } from './device.ts';

/** Screen 9: signing in. */
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
  noNetwork: 'Det gick inte att nå Följsam. Försök igen när du har nät.',
  wrong: 'Användarnamnet eller lösenordet stämde inte.',
  tooMany: 'För många försök. Vänta en stund och försök igen.',
  offline: `Första gången på ${device.the} behövs nät för att logga in.`,
  unsentKept: (count: number) =>
    count === 1
      ? 'En uppföljning väntar på att skickas. Den skickas även när du är utloggad.'
      : `${count} uppföljningar väntar på att skickas. De skickas även när du är utloggad.`,
  forgotten: 'Glömt lösenordet eller tappat ditt andra steg? Be administratören om en länk.',
  sessionEnded: 'Du behöver logga in igen för att hämta nytt. Det du skriver sparas och skickas ändå.',
  demo: 'Påhittade uppgifter. Konton att prova med:',
  anotherWay: 'Logga in på annat sätt',
});
