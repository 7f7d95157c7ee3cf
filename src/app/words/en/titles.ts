import type { Catalogue } from '../sv-all.ts';

export const titles: Catalogue['titles'] = {
  desk: 'Review',
  newPlan: 'Plan a follow-up',
  placements: 'Placements',
  unplanned: 'New follow-up without a plan',
  users: 'Users',
  newUser: 'Invite a user',
  recoveries: 'Recovery',
  reports: 'Reports',
  closedPeriods: 'Closed periods',
  report: 'Individual follow-up',
  logControl: 'Log control',
  purging: 'Purging',
  extract: 'Extract from the register',
  visit: 'Follow-up',
  signIn: 'Sign in to Följsam',
  invitation: 'Choose your password',
  account: 'My account',
};
