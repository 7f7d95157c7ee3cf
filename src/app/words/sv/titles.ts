/** What the pages are called, in the menu, the browser and their headings. */
export const titles = {
  desk: 'Granskning',
  newPlan: 'Planera en uppföljning',
  placements: 'Placeringar',
  unplanned: 'Ny uppföljning utan plan',
  users: 'Användare',
  newUser: 'Bjud in en användare',
  reports: 'Rapporter',
  closedPeriods: 'Avslutade perioder',
  report: 'Individuppföljning',
  logControl: 'Loggkontroll',
  purging: 'Gallring',
  extract: 'Registerutdrag',
  visit: 'Uppföljning',
  signIn: 'Logga in i Följsam',
  invitation: 'Välj ditt lösenord',
  account: 'Mitt konto',
};
