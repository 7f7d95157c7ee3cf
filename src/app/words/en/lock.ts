import type { Catalogue } from '../sv-all.ts';
import type { DeviceWords } from '../sv/device.ts';

/** Screen 9: the lock, and what opens it. */
export const lock = (device: DeviceWords): Catalogue['lock'] => ({
  title: 'Följsam is locked',
  text: `What you wrote is saved and encrypted on ${device.the}.`,
  coveredText: `Something could not be saved. It is still there behind the lock, and saving is tried again. Do not close Följsam.`,
  signedInText: `You are signed in. Unlock what is on ${device.the}.`,
  withPasskey: 'Unlock with passkey',
  passkeyHint: 'Fingerprint, face or security key. Works without network.',
  orPassphrase: 'Or type your passphrase',
  passphrase: 'Your passphrase',
  show: 'Show the passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking …',
  missing: 'Type your passphrase.',
  wrong: 'The passphrase was not right.',
  passkeyRefused: 'The passkey was not used. Try again, or type the passphrase.',
  wait: (seconds: number) =>
    seconds === 1
      ? 'The passphrase was not right. Wait 1 second and try again. Nothing is deleted.'
      : `The passphrase was not right. Wait ${seconds} seconds and try again. Nothing is deleted.`,
  waitMinutes: (minutes: number) =>
    minutes === 1
      ? 'The passphrase was not right. Wait a minute and try again. Nothing is deleted.'
      : `The passphrase was not right. Wait ${minutes} minutes and try again. Nothing is deleted.`,
  leaseOver: `It is long since ${device.the} was in touch with Följsam. Sign in with a network, and it opens again. What you wrote is still there.`,
  failed: 'It could not be unlocked. Try again.',
  switchUser: 'Switch user',
  switchText: 'Type your passphrase, and what is yours opens.',
  switchWrong: `Nobody else on ${device.the} has that passphrase.`,
  back: 'Back',
  signIn: 'Sign in',
  forgotten: 'Forgotten the passphrase',
  lockNow: 'Lock',
  warning: 'Följsam will lock soon, because nobody has touched it for a while.',
  stay: 'I am still here',
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
  passkeyAdded: 'The passkey now opens the lock.',
  passkeyNotAdded: 'No passkey was added. Not every device can; the passphrase holds.',
  remove: 'Remove',
  change: 'Change the passphrase',
  currentPassphrase: 'Present passphrase',
  newPassphrase: 'New passphrase',
  changed: 'The passphrase has been changed.',
  lockAfter: 'Lock after',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
});
