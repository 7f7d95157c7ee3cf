/** Initials as they are written in running text: `EL` → `E.L.`; those that have full stops already stay. */
export const dotted = (initials: string): string =>
  initials.includes('.') ? initials : [...initials].map((letter) => `${letter}.`).join('');
