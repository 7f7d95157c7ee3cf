/**
 * Finds what looks like a Swedish personal identity number (personnummer) or coordination number
 * (samordningsnummer: the day plus 60). Följsam never holds one: an import with one is refused, and the
 * tablet warns of one in free text. Form and check digit: folkbokföringslagen (1991:481) 18 and 18 b §.
 */
export interface TextRange {
  /** Index of the first character. */
  start: number;
  /** Index after the last character. */
  end: number;
}

/** `-`, `+` (a hundred years old) and what word processors make of a hyphen: hyphens, dashes, minus. */
const separators = '-+\\u2010-\\u2013\\u2212';

/**
 * A date of 8 or 6 digits, perhaps a separator, and four digits; or `YYYY-MM-DD-NNNN`. No digit stands on
 * either side, and the four are not the year of the day that ends a period.
 */
const candidate = new RegExp(
  String.raw`(?<!\d)(?:(\d{8}|\d{6})(\s{0,2}[${separators}]\s{0,2}|\s?)|(\d{4}-\d\d-\d\d)[-+])(\d{4})` +
    String.raw`(?!\d|-\d\d-\d\d(?!\d))`,
  'g',
);

/** A UUID may by chance hold the digits of a date, a hyphen and four digits. It is nobody's number. */
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether six or eight digits are a date (or one whose day has 60 added); eight only from 1800 to 2099. */
function isBirthDate(digits: string): boolean {
  const year = Number(digits.slice(0, -4));
  const month = Number(digits.slice(-4, -2));
  const dayAsWritten = Number(digits.slice(-2));
  const day = dayAsWritten > 60 ? dayAsWritten - 60 : dayAsWritten;
  if (digits.length === 8 && (year < 1800 || year > 2099)) return false;
  if (day < 1 || day > (daysInMonth[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || isLeapYear(year);
}

/** A year of two digits is taken as a leap year when it is one in any century: 00 was, in 2000. */
function isLeapYear(year: number): boolean {
  if (year < 100 || year % 400 === 0) return year % 4 === 0;
  return year % 4 === 0 && year % 100 !== 0;
}

/** Whether the last of ten digits is the right check digit (Luhn). Organisation numbers have the same one. */
export function hasRightCheckDigit(tenDigits: string): boolean {
  let sum = 0;
  for (let index = 0; index < tenDigits.length; index += 1) {
    const weighted = Number(tenDigits[index]) * (index % 2 === 0 ? 2 : 1);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/**
 * A date and a written separator are enough, whatever the check digit. Digits run together, parted by a
 * space or with the date in the ISO form are too often something else: they need the right check digit.
 */
function isPersonalIdentityNumber(digits: string, separator: string, lastFour: string): boolean {
  if (!isBirthDate(digits)) return false;
  return separator.trim() !== '' || hasRightCheckDigit(digits.slice(-6) + lastFour);
}

/** The places in a text that hold a personal identity number or a coordination number, in order. */
export function findPersonalIdentityNumbers(text: string): TextRange[] {
  const found: TextRange[] = [];
  if (text.length < 10) return found;
  // Same length, so that the places found are places in the text given.
  const searched = text.replaceAll(uuid, (match) => 'x'.repeat(match.length));
  candidate.lastIndex = 0;
  for (let match = candidate.exec(searched); match !== null; match = candidate.exec(searched)) {
    const [whole, plainDate, separator = '', isoDate = '', lastFour = ''] = match;
    const date = plainDate ?? isoDate.replaceAll('-', '');
    // Ten digits run together after a plus sign are a telephone number abroad.
    const isTelephoneNumber = whole.length === 10 && searched[match.index - 1] === '+';
    const isFound = !isTelephoneNumber && isPersonalIdentityNumber(date, separator, lastFour);
    if (isFound) found.push({ start: match.index, end: match.index + whole.length });
    else candidate.lastIndex = match.index + 1;
  }
  return found;
}

/** Whether a text holds a personal identity number or a coordination number anywhere. */
export function containsPersonalIdentityNumber(text: string): boolean {
  return findPersonalIdentityNumbers(text).length > 0;
}
