/** Choosing a password by a one-time link, and the first administrator. */
export const invitation = {
  name: 'Namn',
  nameMissing: 'Skriv ditt namn.',
  userNameRule: 'Små bokstäver och siffror, minst två tecken.',
  userNameTaken: 'Användarnamnet är upptaget. Välj ett annat.',
  firstTitle: 'Skapa den första administratören',
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
  inviteUsed: 'Länken är använd eller för gammal',
  inviteUsedText: 'Be administratören om en ny.',
};
