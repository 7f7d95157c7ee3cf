import type { DeviceWords } from '../sv/device.ts';
import type { Catalogue } from '../sv-all.ts';

export const signIn = (device: DeviceWords): Catalogue['signIn'] => ({
  lead: `What you wrote before is still on ${device.the}.`,
  userName: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in …',
  signOut: 'Sign out',
  signingOut: 'Signing out …',
  signOutOrSwitch: 'Sign out or switch user',
  signedInAs: 'Signed in as',
  againTitle: 'Sign in again',
  againText: `Sign in again to fetch what is new. What you have on ${device.the} stays, and is sent all the same.`,
  missingUserName: 'Write your user name.',
  missingPassword: 'Write your password.',
  unexpected: 'Signing in did not work just now. Try again in a while.',
  name: 'Name',
  nameMissing: 'Write your name.',
  userNameRule: 'Small letters and figures, at least two.',
  userNameTaken: 'The user name is taken. Choose another.',
  firstTitle: 'Make the first administrator',
  noNetwork: 'Följsam could not be reached. Try again when you are online.',
  wrong: 'The user name or the password was wrong.',
  tooMany: 'Too many attempts. Wait a while and try again.',
  offline: `The first time on ${device.the}, a network is needed to sign in.`,
  unsentKept: (count) =>
    count === 1
      ? 'One follow-up is waiting to be sent. It is sent even when you are signed out.'
      : `${count} follow-ups are waiting to be sent. They are sent even when you are signed out.`,
  switchUser: 'Switch user',
  forgotten: 'Forgotten the password or lost your second step? Ask the administrator for a link.',
  locked: 'Följsam is locked',
  unlock: 'Unlock',
  sessionEnded: 'Sign in again to fetch what is new. What you write is saved and sent all the same.',
  demo: 'Invented data. Accounts to try:',
  inviteText: (name) => `Welcome, ${name}.`,
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters. Several words in a row are easy to remember.',
  repeatPassword: 'The password once more',
  notSame: 'The passwords are not the same.',
  passwordFaults: {
    'too-short': 'The password is too short. At least 12 characters.',
    'too-simple':
      'The password is too easy to guess. Avoid common words, your name and rows of keys; several words in a row are better.',
  },
  setPassword: 'Save and sign in',
  goOn: 'Go on',
  anotherWay: 'Sign in another way',
  inviteUsed: 'The link is used or too old',
  inviteUsedText: 'Ask the administrator for a new one.',
});
