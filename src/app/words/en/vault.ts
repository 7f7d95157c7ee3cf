import type { Catalogue } from '../sv-all.ts';
import type { DeviceWords } from '../sv/device.ts';

/** Choosing the passphrase, and the lock as one's own account shows it. */
export const vault = (device: DeviceWords): Catalogue['vault'] => ({
  protectTitle: 'Choose a passphrase',
  protectText: `It opens what you have on ${device.the}, also without network. Nobody else can read that, and the passphrase is never sent from here.`,
  protectHint: 'At least 15 characters. Four words in a row are easy to remember and hard to guess.',
  suggest: 'Suggest four words',
  repeat: 'The passphrase once more',
  notSame: 'The passphrases are not the same.',
  faults: {
    'too-short': 'The passphrase is too short. At least 15 characters.',
    'too-simple': 'The passphrase is too easy to guess. Use more words, or let Följsam suggest four.',
  },
  strength: { weak: 'Weak', fair: 'Acceptable', strong: 'Strong' },
  strengthIs: 'Strength:',
  remember: `Write it down and keep it safe until you know it, but not with ${device.the}.`,
  protect: 'Save the passphrase',
  protecting: 'Encrypting …',
  onDevice: `The lock on ${device.the}`,
  onDeviceText: `What you have on ${device.the} opens with the passphrase, and with passkeys if ${device.the} is yours alone.`,
  slotKinds: {
    passphrase: 'Passphrase',
    passkey: 'Passkey',
    recovery: 'Recovery by two administrators',
  },
  addPasskey: 'Add a passkey',
  addingPasskey: 'Adding …',
  passkeyOwn: `Only where ${device.the} is yours alone: whoever can unlock ${device.the} can open what you have in Följsam.`,
  isMineAlone: `${device.The} is mine alone`,
  missingMine: `Tick that ${device.the} is yours alone. If it is not, it cannot have a passkey.`,
  passkeyNotAdded: 'No passkey was added. Not every device can; the passphrase holds.',
  remove: 'Remove',
  change: 'Change the passphrase',
  currentPassphrase: 'Present passphrase',
  newPassphrase: 'New passphrase',
  done: {
    added: 'The passkey now opens the lock.',
    changed: 'The passphrase has been changed.',
    removed: 'The passkey opens the lock no more.',
  },
  lockAfter: 'Lock after',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
});
