import type { Catalogue } from '../sv-all.ts';

export const invitation: Catalogue['invitation'] = {
  name: 'Name',
  nameMissing: 'Write your name.',
  userNameRule: 'Small letters and figures, at least two.',
  userNameTaken: 'The user name is taken. Choose another.',
  firstTitle: 'Make the first administrator',
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
  inviteUsed: 'The link is used or too old',
  inviteUsedText: 'Ask the administrator for a new one.',
};
