import type { Catalogue } from '../sv-all.ts';
import type { DeviceWords } from '../sv/device.ts';

/** Screen 9: the lock, and what opens it. */
export const lock = (device: DeviceWords): Catalogue['lock'] => ({
  title: 'Följsam is locked',
  text: `What you wrote is saved and encrypted on ${device.the}.`,
  coveredText: `Something could not be saved. It is still there behind the lock, and saving is tried again. Do not close Följsam.`,
  handedOver: `Give ${device.the} back`,
  handedOverText: 'The person who gave it to you unlocks it.',
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
});
