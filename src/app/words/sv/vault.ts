import type { DeviceWords } from './device.ts';

/** Choosing the passphrase, and the lock as one's own account shows it. */
export const vault = (device: DeviceWords) => ({
  protectTitle: 'Välj en lösenfras',
  protectText: `Den öppnar det du har på ${device.the}, också utan nät. Ingen annan kan läsa det, och den skickas aldrig härifrån.`,
  protectHint: 'Minst 15 tecken. Fyra ord på rad är lätta att minnas och svåra att gissa.',
  suggest: 'Föreslå fyra ord',
  repeat: 'Lösenfrasen en gång till',
  notSame: 'Lösenfraserna är inte lika.',
  faults: {
    'too-short': 'Lösenfrasen är för kort. Minst 15 tecken.',
    'too-simple': 'Lösenfrasen är för lätt att gissa. Ta fler ord, eller låt Följsam föreslå fyra.',
  },
  strength: { weak: 'Svag', fair: 'Godtagbar', strong: 'Stark' },
  strengthIs: 'Styrka:',
  remember: `Skriv ner den och förvara den säkert tills du kan den, men inte vid ${device.the}.`,
  protect: 'Spara lösenfrasen',
  protecting: 'Krypterar …',
  onDevice: `Låset på ${device.the}`,
  onDeviceText: `Det du har på ${device.the} öppnas med lösenfrasen, och med lösennycklar om du är ensam om ${device.the}.`,
  slotKinds: {
    passphrase: 'Lösenfras',
    passkey: 'Lösennyckel',
    recovery: 'Återställning genom två administratörer',
  },
  addPasskey: 'Lägg till lösennyckel',
  addingPasskey: 'Läggs till …',
  passkeyOwn: `Bara där du är ensam om ${device.the}: den som kan låsa upp ${device.the} kan öppna det du har i Följsam.`,
  isMineAlone: `Jag är ensam om ${device.the}`,
  missingMine: `Kryssa för att du är ensam om ${device.the}. Är du inte det kan den inte ha någon lösennyckel.`,
  passkeyNotAdded: `Ingen lösennyckel lades till. Alla enheter kan inte; lösenfrasen gäller.`,
  remove: 'Ta bort',
  change: 'Byt lösenfras',
  currentPassphrase: 'Nuvarande lösenfras',
  newPassphrase: 'Ny lösenfras',
  done: {
    added: 'Lösennyckeln öppnar nu låset.',
    changed: 'Lösenfrasen är bytt.',
    removed: 'Lösennyckeln öppnar inte låset längre.',
  },
  lockAfter: 'Lås efter',
  minutes: (count: number) => (count === 1 ? '1 minut' : `${count} minuter`),
});
