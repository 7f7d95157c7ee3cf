import type { DeviceWords } from '../sv/device.ts';
import type { Catalogue } from '../sv.ts';

export const signIn = (device: DeviceWords): Catalogue['signIn'] => ({
  title: 'Sign in to Följsam',
  lead: `What you wrote before is still on ${device.the}.`,
  userName: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in …',
  signOut: 'Sign out',
  wrong: 'The user name or the password was wrong.',
  tooMany: 'Too many attempts. Wait a while and try again.',
  offline: `The first time on ${device.the}, a network is needed to sign in.`,
  unsentKept: (count) =>
    count === 1
      ? 'One follow-up is waiting to be sent. It is sent even when you are signed out.'
      : `${count} follow-ups are waiting to be sent. They are sent even when you are signed out.`,
  switchUser: 'Switch user',
  forgotten: 'Forgotten the password? Ask the administrator for a new link.',
  locked: 'Följsam is locked',
  lockedText: `What you wrote is saved on ${device.the}.`,
  unlock: 'Unlock',
  sessionEnded: 'Sign in again to fetch what is new. What you write is saved and sent all the same.',
  demo: 'Invented data. Accounts to try:',
  inviteTitle: 'Choose your password',
  inviteText: (name) => `Welcome, ${name}.`,
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters. Several words in a row are easy to remember.',
  repeatPassword: 'The password once more',
  notSame: 'The passwords are not the same.',
  tooShort: 'The password is too short. At least 12 characters.',
  setPassword: 'Save and sign in',
  inviteUsed: 'The link is used or too old',
  inviteUsedText: 'Ask the administrator for a new one.',
});
