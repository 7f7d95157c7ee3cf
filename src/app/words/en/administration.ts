import type { Catalogue } from '../sv-all.ts';
import { counted } from './number.ts';

export const administration: Catalogue['administration'] = {
  title: (users) => `${counted(users, 'user', 'users')} in Följsam`,
  search: 'Search among the users',
  searchHint: 'Name, user name, role or team',
  noMatch: 'No user matches',
  name: 'Name',
  userName: 'User name',
  userNameHint: 'Small letters and digits, such as eva.lind.',
  initials: 'Initials',
  roles: 'Roles',
  state: 'State',
  team: 'Team',
  teamHint: 'For those who carry out follow-ups.',
  boards: 'Boards',
  boardsLegend: 'Boards that the person coordinates',
  noTeam: 'No team',
  active: 'Active',
  inactive: 'Turned off',
  invited: 'Invited',
  inviteText: 'You get a link to give to the person, who chooses her own password.',
  sendInvite: 'Invite',
  inviting: 'Inviting …',
  inviteLinkOf: (name) => `Link to give to ${name}`,
  inviteLinkText: (date) => `It works once, until ${date}. It is shown only here and now.`,
  copy: 'Copy the link',
  copied: 'The link is copied.',
  copyFailed: 'It could not be copied. Mark the link and copy it yourself.',
  newLink: 'New link',
  newLinkText:
    'For somebody who forgot her password or did not use her link in time. Older links stop working.',
  resetLink: 'Reset link',
  resetText:
    'For somebody who forgot her password or lost her second step. The link works for a day, and whoever opens it chooses a new password and a new second step.',
  secondFactors: (count) =>
    count === 0
      ? 'No second step when signing in.'
      : `${counted(count, 'second step', 'second steps')} when signing in.`,
  sessionsText: (count) =>
    `Signed in at ${counted(count, 'place', 'places')}. What waits on a tablet is sent all the same.`,
  endSessions: 'Sign out everywhere',
  signedOut: (name) => `${name} is signed out everywhere.`,
  makingLink: 'Being made …',
  access: 'Access',
  deactivate: 'Turn off',
  deactivateText:
    'One who is turned off cannot sign in. What is already written on the tablet still comes in.',
  activateText: 'The person is turned off and cannot sign in.',
  activate: 'Let in again',
  deactivated: (name) => `${name} is turned off. What is already written still comes in.`,
  activated: (name) => `${name} is let in again.`,
  rights: 'Details and rights',
  save: 'Save the changes',
  saving: 'Saving …',
  saved: 'The changes are saved.',
  devices: 'Tablets',
  devicesText: 'A tablet is enrolled when somebody signs in on it.',
  noDevices: 'No tablet is enrolled.',
  tablet: { lose: 'Lost', find: 'Found again', remove: 'Disconnect' },
  tabletText: {
    lose: (label) =>
      `${label} sends what waits the next time it has network. Then it erases all that it has, for everybody who uses it.`,
    find: (label) => `${label} keeps what it has and is used as before.`,
    remove: (label) =>
      `${label} can send no more, and that cannot be undone. What is not sent stays on it. If it is lost, choose Lost instead.`,
  },
  tabletSaid: {
    lose: (label) => `${label} is reported lost.`,
    find: (label) => `${label} is found again.`,
    remove: (label) => `${label} is disconnected.`,
  },
  alreadyErased: 'The tablet has emptied itself already.',
  organisation: 'Organisation',
  organisationText: 'Districts, teams, providers and placements are read from a file on the server.',
  organisationSteps:
    'Begin with --dry-run: it shows what would change and every fault in the file, but changes nothing.',
  organisationKinds: 'The same goes for placements, and follow-ups for planned follow-ups.',
  organisationCounts: (boards, teams, units) =>
    `There are now ${counted(boards, 'district', 'districts')}, ${counted(teams, 'team', 'teams')} and ${counted(units, 'unit', 'units')}.`,
  missing: 'This is needed',
  missingName: 'Give a name.',
  badUserName: 'Give a user name of at least two characters: small letters, digits, full stops or hyphens.',
  missingRole: 'Choose at least one role.',
  missingTeam: 'Choose a team: a caseworker sees only her team’s placements.',
  missingBoards: 'Choose at least one board: the coordinator sees only her boards’ follow-ups.',
  userNameTaken: 'The user name exists already. Choose another.',
  lastAdministrator: 'At least one administrator must be left.',
};
