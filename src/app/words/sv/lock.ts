import type { DeviceWords } from './device.ts';

/** Screen 9: the lock, and what opens it. */
export const lock = (device: DeviceWords) => ({
  title: 'Följsam är låst',
  text: `Det du skrev är sparat och krypterat på ${device.the}.`,
  coveredText: `Något kunde inte sparas. Det finns kvar bakom låset och försöks sparas igen. Stäng inte Följsam.`,
  handedOver: `Lämna tillbaka ${device.the}`,
  handedOverText: 'Den som gav dig den låser upp.',
  withPasskey: 'Lås upp med lösennyckel',
  passkeyHint: 'Fingeravtryck, ansikte eller säkerhetsnyckel. Fungerar utan nät.',
  orPassphrase: 'Eller skriv din lösenfras',
  passphrase: 'Din lösenfras',
  show: 'Visa lösenfrasen',
  unlock: 'Lås upp',
  unlocking: 'Låser upp …',
  missing: 'Skriv din lösenfras.',
  wrong: 'Lösenfrasen stämde inte.',
  passkeyRefused: 'Lösennyckeln användes inte. Försök igen, eller skriv lösenfrasen.',
  wait: (seconds: number) =>
    seconds === 1
      ? 'Lösenfrasen stämde inte. Vänta 1 sekund och försök igen. Ingenting raderas.'
      : `Lösenfrasen stämde inte. Vänta ${seconds} sekunder och försök igen. Ingenting raderas.`,
  waitMinutes: (minutes: number) =>
    minutes === 1
      ? 'Lösenfrasen stämde inte. Vänta en minut och försök igen. Ingenting raderas.'
      : `Lösenfrasen stämde inte. Vänta ${minutes} minuter och försök igen. Ingenting raderas.`,
  leaseOver: `Det var länge sedan ${device.the} hade kontakt med Följsam. Logga in med nät, så öppnas den igen. Det du skrivit finns kvar.`,
  failed: `Det gick inte att låsa upp. Försök igen.`,
  switchUser: 'Byt användare',
  switchText: 'Skriv din lösenfras, så öppnas det som är ditt.',
  switchWrong: `Ingen annan på ${device.the} har den lösenfrasen.`,
  back: 'Tillbaka',
  signIn: 'Logga in',
  forgotten: 'Glömt lösenfrasen',
  lockNow: 'Lås',
  warning: 'Följsam låses snart, för att ingen har rört den på en stund.',
  stay: 'Jag är kvar',
});
