import type { DeviceWords } from './device.ts';

/** Screen 9: signing in, and the first password by a one-time link. */
export const signIn = (device: DeviceWords) => ({
  title: 'Logga in i Följsam',
  lead: `Det du skrivit tidigare finns kvar på ${device.the}.`,
  userName: 'Användarnamn',
  password: 'Lösenord',
  signIn: 'Logga in',
  signingIn: 'Loggar in …',
  signOut: 'Logga ut',
  wrong: 'Användarnamnet eller lösenordet stämde inte.',
  tooMany: 'För många försök. Vänta en stund och försök igen.',
  offline: `Första gången på ${device.the} behövs nät för att logga in.`,
  unsentKept: (count: number) =>
    count === 1
      ? 'En uppföljning väntar på att skickas. Den skickas även när du är utloggad.'
      : `${count} uppföljningar väntar på att skickas. De skickas även när du är utloggad.`,
  switchUser: 'Byt användare',
  forgotten: 'Glömt lösenordet? Be administratören om en ny länk.',
  locked: 'Följsam är låst',
  lockedText: `Det du skrev är sparat på ${device.the}.`,
  unlock: 'Lås upp',
  sessionEnded: 'Du behöver logga in igen för att hämta nytt. Det du skriver sparas och skickas ändå.',
  demo: 'Påhittade uppgifter. Konton att prova med:',
  inviteTitle: 'Välj ditt lösenord',
  inviteText: (name: string) => `Välkommen, ${name}.`,
  newPassword: 'Nytt lösenord',
  newPasswordHint: 'Minst 12 tecken. Flera ord i rad är lätta att minnas.',
  repeatPassword: 'Lösenordet en gång till',
  notSame: 'Lösenorden är inte lika.',
  tooShort: 'Lösenordet är för kort. Minst 12 tecken.',
  setPassword: 'Spara och logga in',
  inviteUsed: 'Länken är använd eller för gammal',
  inviteUsedText: 'Be administratören om en ny.',
});
