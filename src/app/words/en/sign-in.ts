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
  noNetwork: 'Följsam could not be reached. Try again when you are online.',
  wrong: 'The user name or the password was wrong.',
  tooMany: 'Too many attempts. Wait a while and try again.',
  offline: `The first time on ${device.the}, a network is needed to sign in.`,
  unsentKept: (count) =>
    count === 1
      ? 'One follow-up is waiting to be sent. It is sent even when you are signed out.'
      : `${count} follow-ups are waiting to be sent. They are sent even when you are signed out.`,
  forgotten: 'Forgotten the password or lost your second step? Ask the administrator for a link.',
  sessionEnded: 'Sign in again to fetch what is new. What you write is saved and sent all the same.',
  demo: 'Invented data. Accounts to try:',
  anotherWay: 'Sign in another way',
});
