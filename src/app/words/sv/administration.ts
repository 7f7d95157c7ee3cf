import { counted } from './number.ts';

/** The administrator's pages: users, tablets, organisation. */
export const administration = {
  title: (users: number) => `${counted(users, 'användare', 'användare')} i Följsam`,
  search: 'Sök bland användarna',
  searchHint: 'Namn, användarnamn, roll eller enhet',
  noMatch: 'Ingen användare stämmer',
  name: 'Namn',
  userName: 'Användarnamn',
  userNameHint: 'Små bokstäver och siffror, till exempel eva.lind.',
  initials: 'Initialer',
  roles: 'Roller',
  state: 'Läge',
  team: 'Enhet',
  teamHint: 'För den som gör uppföljningar.',
  boards: 'Nämnder',
  boardsLegend: 'Nämnder som personen samordnar',
  noTeam: 'Ingen enhet',
  active: 'Aktiv',
  inactive: 'Avstängd',
  invited: 'Inbjuden',
  inviteText: 'Du får en länk att lämna till personen, som själv väljer sitt lösenord.',
  sendInvite: 'Bjud in',
  inviting: 'Bjuds in …',
  inviteLinkOf: (name: string) => `Länk att lämna till ${name}`,
  inviteLinkText: (date: string) => `Den fungerar en gång, till och med ${date}. Den visas bara här och nu.`,
  copy: 'Kopiera länken',
  copied: 'Länken är kopierad.',
  copyFailed: 'Det gick inte att kopiera. Markera länken och kopiera den själv.',
  newLink: 'Ny länk',
  newLinkText: 'För den som glömt lösenordet eller inte hann använda sin länk. Äldre länkar slutar gälla.',
  resetLink: 'Återställningslänk',
  resetText:
    'För den som glömt lösenordet eller tappat sitt andra steg. Länken gäller ett dygn, och den som öppnar den väljer nytt lösenord och nytt andra steg.',
  secondFactors: (count: number) =>
    count === 0
      ? 'Inget andra steg vid inloggning.'
      : `${counted(count, 'andra steg', 'andra steg')} vid inloggning.`,
  sessionsText: (count: number) =>
    `Inloggad på ${counted(count, 'ställe', 'ställen')}. Det som väntar på en platta skickas ändå.`,
  endSessions: 'Logga ut överallt',
  signedOut: (name: string) => `${name} är utloggad överallt.`,
  makingLink: 'Skapas …',
  access: 'Tillgång',
  deactivate: 'Stäng av',
  deactivateText: 'En avstängd kan inte logga in. Det som redan är skrivet på plattan kommer fortfarande in.',
  activateText: 'Personen är avstängd och kan inte logga in.',
  activate: 'Släpp in igen',
  deactivated: (name: string) => `${name} är avstängd. Det som redan är skrivet kommer fortfarande in.`,
  activated: (name: string) => `${name} är insläppt igen.`,
  rights: 'Uppgifter och behörighet',
  save: 'Spara ändringarna',
  saving: 'Sparas …',
  saved: 'Ändringarna är sparade.',
  devices: 'Plattor',
  devicesText: 'En platta ansluts när någon loggar in på den.',
  noDevices: 'Ingen platta är ansluten.',
  tablet: { lose: 'Borttappad', find: 'Återfunnen', remove: 'Koppla från' },
  tabletText: {
    lose: (label: string) =>
      `${label} skickar det som väntar nästa gång den har nät. Sedan raderar den allt den har, för alla som använder den.`,
    find: (label: string) => `${label} behåller det den har och används som förut.`,
    remove: (label: string) =>
      `${label} kan inte skicka mer, och det går inte att ångra. Det som inte är skickat stannar på den. Är den borttappad, välj Borttappad i stället.`,
  },
  tabletSaid: {
    lose: (label: string) => `${label} är anmäld som borttappad.`,
    find: (label: string) => `${label} är återfunnen.`,
    remove: (label: string) => `${label} är frånkopplad.`,
  },
  alreadyErased: 'Plattan har redan tömt sig.',
  organisation: 'Organisation',
  organisationText: 'Stadsdelar, enheter, utförare och placeringar läses in från fil på servern.',
  organisationSteps:
    'Börja med --dry-run: den visar vad som skulle ändras och varje fel i filen, men ändrar inget.',
  organisationKinds:
    'Samma sak görs med placements för placeringar och follow-ups för planerade uppföljningar.',
  organisationCounts: (boards: number, teams: number, units: number) =>
    `${counted(boards, 'stadsdel', 'stadsdelar')}, ${counted(teams, 'enhet', 'enheter')} och ${counted(units, 'verksamhet', 'verksamheter')} finns nu.`,
  missing: 'Det här behövs',
  missingName: 'Ange ett namn.',
  badUserName: 'Ange ett användarnamn med minst två tecken: små bokstäver, siffror, punkt eller bindestreck.',
  missingRole: 'Välj minst en roll.',
  missingTeam: 'Välj en enhet: en socialsekreterare ser bara sin enhets placeringar.',
  missingBoards: 'Välj minst en nämnd: samordnaren ser bara sina nämnders uppföljningar.',
  userNameTaken: 'Användarnamnet finns redan. Välj ett annat.',
  lastAdministrator: 'Det måste finnas minst en administratör kvar.',
};
