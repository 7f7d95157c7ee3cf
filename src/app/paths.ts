/** Addresses of a follow-up's pages. */
export const visitPath = (followUpId: string, part?: string): string =>
  part === undefined ? `/uppfoljning/${followUpId}` : `/uppfoljning/${followUpId}/${part}`;

/** The parts of a follow-up that are no sections of its questionnaire. */
export const visitParts = { review: 'granska', background: 'bakgrund', print: 'utskrift' } as const;

export const newFollowUpPath = '/ny-uppfoljning';
export const outboxPath = '/utkorg';
export const todayPath = '/idag';
export const draftsPath = '/utkast';
export const signInPath = '/logga-in';
export const accountPath = '/konto';
/** Where the way in at the provider's begins: the server sends on from there. */
export const externalSignInPath = '/api/session/external';

/** A question of a follow-up: its section, opened at the question. */
export const questionPath = (followUpId: string, section: string, question: string): string =>
  `${visitPath(followUpId, section)}?fraga=${question}`;

/** Which question an address asks for; null where none. */
export const questionAskedFor = (query: URLSearchParams): string | null => query.get('fraga');
