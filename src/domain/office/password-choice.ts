import { shortestPassword } from './accounts.ts';

/** Why a password is not taken: it is short, or would be among the first that somebody tries. */
export type PasswordFault = 'too-short' | 'too-simple';

/** Beside what is well known so many letters, digits or signs have to remain that nobody can guess. */
const leastOfItsOwn = 6;

/**
 * What the lists of most used passwords are made of, in Swedish and English: words, names, rows of keys, what the place and
 * the work are called. Longer ones first, so that the shorter do not break them.
 */
const wellKnown: readonly string[] = `
  password passwort passord lösenord losenord hemligt hemlig secret access login letmein welcome välkommen
  valkommen changeme change default temporary tillfällig administrator administratör admin master root
  user guest test demo sommarjobb iloveyou jagälskardig älskling alskling kärlek princess prinsessa
  sunshine solsken football fotboll hockey baseball basketball superman batman spiderman starwars pokemon
  minecraft dragon monkey shadow michael jordan jennifer ashley computer internet whatever trustno freedom
  forever friends flower summer winter spring autumn sommaren sommar vintern vinter hösten höst host våren
  vår midsommar january february march april june july august september october november december januari
  februari mars maj juni juli augusti oktober monday tuesday wednesday thursday friday saturday sunday
  måndag tisdag onsdag torsdag fredag lördag söndag stockholm göteborg goteborg malmö sverige sweden
  svensk swedish hammarby djurgården djurgarden djurgård kommun staden stad socialtjänsten socialtjänst
  socialtjanst socialen social handläggare handlaggare samordnare uppföljning uppfoljning placering
  nämnden nämnd följsam foljsam arbete jobbet jobb kontoret kontor platta ipad iphone android windows
  google samsung qwertyuiopå qwertyuiop qwertyui qwerty asdfghjklöä asdfghjkl asdfgh asdf zxcvbnm zxcvbn
  zxcv qazwsxedc qazwsx qaz wsx edc 1q2w3e4r5t6y 1q2w3e4r 1q2w3e q1w2e3r4
`
  .trim()
  .split(/\s+/)
  .toSorted((one, other) => other.length - one.length);

/** Signs that stand for letters, where people think that it helps. */
const stands: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const asLetters = (text: string): string => [...text].map((each) => stands[each] ?? each).join('');

const without = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => (word === '' ? left : left.replaceAll(word, ' ')), text);

/** What of a text is no repetition, no run up or down (abcd, 4321) and no year. */
const ofItsOwn = (text: string): string => {
  const kept: string[] = [];
  let [before, step] = [0, 0];
  const characters = [...text.replaceAll(/(?:19|20)\d\d/g, ' ').replaceAll(/[\s\p{P}\p{S}]/gu, '')];
  for (const character of characters) {
    const point = character.codePointAt(0) ?? 0;
    const steps = point - before;
    if (Math.abs(steps) > 1 || steps !== step) kept.push(character);
    [before, step] = [point, steps];
  }
  const once = kept.join('');
  // What repeats itself counts once.
  return /^(.+?)\1+$/su.exec(once)?.[1] ?? once;
};

/**
 * Why a password is not taken; null where it is. `names`: what belongs to her and her place, which others try first: user
 * name, name. Each word counts, in either way of writing it.
 */
export const passwordFault = (password: string, names: readonly string[]): PasswordFault | null => {
  if (password.length < shortestPassword) return 'too-short';
  const hers = names
    .flatMap((name) => plain(name).split(/[\s._@-]+/u))
    .filter((name) => name.length >= 3)
    .toSorted((one, other) => other.length - one.length);
  const [text, letters] = [plain(password), asLetters(plain(password))];
  const known = [...hers, ...wellKnown];
  const left = [without(text, known), without(letters, [...known, ...known.map(asLetters)])].map(ofItsOwn);
  const rest = Math.min(...left.map((each) => new Set(each).size));
  return rest < leastOfItsOwn ? 'too-simple' : null;
};
