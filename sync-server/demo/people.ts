import type { Role } from '#domain/organisation/access.ts';

/** Somebody who works in the demo city. Every name is made up. */
export interface DemoPerson {
  readonly userName: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Key of the team, for those with cases. */
  readonly team: string | null;
  /** Keys of the boards that a coordinator coordinates. */
  readonly boards: readonly string[];
  readonly standing: 'active' | 'invited' | 'inactive';
}

/** An account to try the demo city with. */
export interface DemoAccount {
  readonly userName: string;
  readonly password: string;
  readonly name: string;
  /** The role and what there is to try, in Swedish: they are shown where the demo is signed in to. */
  readonly role: string;
  readonly tryThis: string;
}

/** The password of every account in the demo city. */
export const demoPassword = 'foljsam-demo';

const caseworker = (userName: string, name: string, team: string): DemoPerson => ({
  userName,
  name,
  roles: ['caseworker'],
  team,
  boards: [],
  standing: 'active',
});
const official = (
  userName: string,
  name: string,
  roles: readonly Role[],
  boards: readonly string[] = [],
): DemoPerson => ({ userName, name, roles, team: null, boards, standing: 'active' });

export const caseworkers: readonly DemoPerson[] = [
  caseworker('maria', 'Maria Holm', 'eav-barn'),
  caseworker('erik', 'Erik Lind', 'eav-barn'),
  caseworker('fatima', 'Fatima Ekdal', 'eav-vuxen'),
  caseworker('johan', 'Johan Sten', 'eav-vuxen'),
  caseworker('sara', 'Sara Malm', 'farsta'),
  caseworker('anders', 'Anders Borg', 'hagersten-barn'),
  caseworker('karin', 'Karin Frost', 'hagersten-vuxen'),
  caseworker('yusuf', 'Yusuf Dal', 'spanga'),
  caseworker('lena', 'Lena Kvist', 'spanga'),
  caseworker('oskar', 'Oskar Hed', 'skarpnack-barn'),
  caseworker('helena', 'Helena Vik', 'sodermalm-barn'),
  caseworker('leila', 'Leila Sand', 'skarpnack-sodermalm'),
  caseworker('per', 'Per Gran', 'skarpnack-sodermalm'),
];

export const people: readonly DemoPerson[] = [
  ...caseworkers,
  official('samordnare', 'Sofia Ström', ['district-coordinator'], ['enskede-arsta-vantor', 'farsta']),
  official(
    'samordnare2',
    'Ingrid Alm',
    ['district-coordinator'],
    ['hagersten-alvsjo', 'spanga-tensta', 'skarpnack', 'sodermalm'],
  ),
  official('stad', 'Stina Berg', ['city-coordinator']),
  official('admin', 'Adam Krok', ['administrator']),
  official('admin2', 'Agnes Tun', ['administrator']),
  official('inspektor', 'Ines Park', ['inspector']),
  { ...caseworker('nils', 'Nils Fors', 'farsta'), standing: 'invited' },
  { ...caseworker('vera', 'Vera Lund', 'eav-vuxen'), standing: 'inactive' },
];

/** The user name of the coordinator of a board. */
export const reviewerOf = (board: string): string => {
  const found = people.find((each) => each.boards.includes(board));
  if (found === undefined) throw new Error(`Nobody in the demo city coordinates ${board}`);
  return found.userName;
};

const described: readonly (readonly [userName: string, role: string, tryThis: string])[] = [
  ['maria', 'Socialsekreterare', 'Öppna Idag, gör dagens besök på Björkgården HVB utan nät och skicka in.'],
  ['erik', 'Socialsekreterare', 'I samma arbetsgrupp som Maria: har en återförd uppföljning att rätta.'],
  ['leila', 'Socialsekreterare', 'Arbetsgruppen handlägger för två nämnder: Skarpnäck och Södermalm.'],
  [
    'samordnare',
    'Samordnare i stadsdel',
    'Granska kön för Enskede-Årsta-Vantör och Farsta, planera, se rapporten.',
  ],
  ['samordnare2', 'Samordnare i stadsdel', 'Samma arbete för de fyra andra nämnderna.'],
  [
    'stad',
    'Samordnare på socialförvaltningen',
    'Se rapporten över pilotens stängda period, utan enskilda ärenden.',
  ],
  ['admin', 'Systemförvaltare', 'Bjud in en användare, byt roll och arbetsgrupp, spärra en platta.'],
  ['admin2', 'Systemförvaltare', 'Godkänn, tillsammans med Adam Krok, att någon får en ny lösenfras.'],
  ['inspektor', 'Socialtjänstinspektör', 'Logga in och se att inga ärenden visas för den rollen.'],
];

/** The accounts that are worth trying, with what to try. */
export const demoAccounts: readonly DemoAccount[] = described.map(([userName, role, tryThis]) => ({
  userName,
  password: demoPassword,
  name: people.find((each) => each.userName === userName)?.name ?? userName,
  role,
  tryThis,
}));
