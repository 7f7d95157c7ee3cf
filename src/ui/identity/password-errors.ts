import { passwordFault } from '#domain/office/password-choice.ts';
import { words } from '#app/words/all-words.ts';

/** What is wrong with a password that is chosen and typed twice, in words. `about`: what she is called. */
export const passwordErrors = (password: string, repeated: string, about: readonly string[]) => {
  const fault = passwordFault(password, about);
  return {
    password: fault === null ? undefined : words.invitation.passwordFaults[fault],
    repeated: repeated === password ? undefined : words.invitation.notSame,
  };
};
