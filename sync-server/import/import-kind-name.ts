/** The kinds of file that can be imported. */
export const importKindNames = ['organisation', 'placements', 'follow-ups'] as const;
export type ImportKindName = (typeof importKindNames)[number];
