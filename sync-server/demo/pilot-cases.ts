import type { Answer, Answers, NoAnswerReason } from '#domain/follow-up/answer.ts';
import type { Gender, Ownership, ServiceArea } from '#domain/organisation/organisation.ts';
import type { Method } from '#domain/questionnaire/occasion.ts';

/**
 * One of the pilot's 66 follow-ups (April to September 2022). The counts of all are those that the published
 * percentages imply; who stands in which of them, and all that was not published, is invented.
 */
export interface PilotCase {
  /** 1 to 66, in the order of their days. */
  readonly number: number;
  /** One of `pilotDistricts`. */
  readonly district: string;
  readonly on: string;
  readonly method: Method;
  readonly gender: Gender;
  readonly serviceArea: ServiceArea;
  readonly ownership: Ownership;
  /** Complete answers of version 1 of the individual follow-up; null: carried out, but not registered. */
  readonly answers: Answers | null;
}

/** Which district was the largest and which the smallest was not published. */
const districts = [
  { name: 'Enskede-Årsta-Vantör', registered: 23, missing: 5 },
  { name: 'Farsta', registered: 7, missing: 3 },
  { name: 'Hägersten-Älvsjö', registered: 8, missing: 4 },
  { name: 'Spånga-Tensta', registered: 6, missing: 2 },
  { name: 'Skarpnäck', registered: 4, missing: 2 },
  { name: 'Södermalm', registered: 1, missing: 1 },
] as const;

/** The six districts of the pilot, by the names that they had. */
export const pilotDistricts: readonly string[] = districts.map((each) => each.name);

type Deal<Value> = (index: number) => Value;

/** Deals values out by a stride that shares no divisor with their number: each is dealt once, and well mixed. */
const deal = <Value>(
  stride: number,
  counts: readonly (readonly [value: Value, count: number])[],
): Deal<Value> => {
  const values = counts.flatMap(([value, count]) => Array.from({ length: count }, () => ({ value })));
  return (index) => {
    const dealt = values[(index * stride) % values.length];
    if (dealt === undefined) throw new Error('There is nothing to deal');
    return dealt.value;
  };
};

const value = (given: string): Answer => ({ value: given });
const left = (reason: NoAnswerReason): Answer => ({ reason });

const ofRegistered = {
  district: deal(
    10,
    districts.map((each) => [each.name, each.registered]),
  ),
  // 12 of 19 women and 11 of 29 men "very good", as published.
  person: deal<{ gender: Gender; overall: string }>(16, [
    [{ gender: 'woman', overall: 'very-good' }, 12],
    [{ gender: 'woman', overall: 'acceptable' }, 7],
    [{ gender: 'man', overall: 'very-good' }, 11],
    [{ gender: 'man', overall: 'acceptable' }, 17],
    [{ gender: 'other', overall: 'acceptable' }, 1],
    [{ gender: 'man', overall: 'deficient' }, 1],
  ]),
  serviceArea: deal<ServiceArea>(5, [
    ['children-and-youth', 21],
    ['adult-and-addiction', 17],
    ['social-psychiatry', 11],
  ]),
  ownership: deal<Ownership>(8, [
    ['private', 33],
    ['own-regime', 10],
    ['contracted-out', 6],
  ]),
  method: deal<Method>(6, [
    ['site-visit', 24],
    ['video-call', 9],
    ['telephone-call', 16],
  ]),
  // "Acceptable or very good" throughout, as published; how many of each is invented.
  accordingToPlan: deal(3, [
    ['very-good', 27],
    ['acceptable', 22],
  ]),
  agreedActivities: deal(4, [
    ['very-good', 24],
    ['acceptable', 25],
  ]),
  // 5 of 49 "could be better", as published; dealt by the stride of the persons, so that the deficient ones are one.
  informationDuty: deal(16, [
    ['very-good', 9],
    ['acceptable', 8],
    ['could-be-better', 2],
    ['very-good', 11],
    ['acceptable', 15],
    ['could-be-better', 3],
    ['deficient', 1],
  ]),
  supportAsDecided: deal<Answer>(9, [
    [value('yes'), 17],
    [value('partly'), 9],
    [value('no'), 3],
    [value('do-not-know'), 1],
    [left('declined'), 8],
    [left('did-not-understand'), 3],
    [left('could-not-take-part'), 5],
    [left('not-asked'), 3],
  ]),
  influence: deal<Answer>(9, [
    [value('yes'), 12],
    [value('partly'), 11],
    [value('no'), 4],
    [value('do-not-know'), 2],
    [left('declined'), 8],
    [left('did-not-understand'), 4],
    [left('could-not-take-part'), 5],
    [left('not-asked'), 3],
  ]),
  change: deal<Answer>(9, [
    [value('much-better'), 9],
    [value('a-little-better'), 11],
    [value('unchanged'), 5],
    [value('worse'), 1],
    [value('do-not-know'), 2],
    [left('declined'), 9],
    [left('did-not-understand'), 4],
    [left('could-not-take-part'), 5],
    [left('not-asked'), 3],
  ]),
  anythingToAdd: deal<Answer>(9, [
    [value('Jag trivs bra med min kontaktperson.'), 6],
    [value('Jag vill ha fler aktiviteter på kvällarna.'), 6],
    [value('Det är bra som det är.'), 5],
    [left('declined'), 21],
    [left('did-not-understand'), 2],
    [left('could-not-take-part'), 5],
    [left('not-asked'), 4],
  ]),
  licence: deal(11, [
    ['valid', 38],
    ['not-needed', 8],
    ['not-checked', 3],
  ]),
  planReceived: deal(12, [
    ['yes', 40],
    ['no', 9],
  ]),
  monthlyReports: deal(13, [
    ['on-time', 31],
    ['late', 11],
    ['no', 4],
    ['not-owed', 3],
  ]),
  regularFeedback: deal(15, [
    ['yes', 37],
    ['no', 12],
  ]),
} as const;

const ofMissing = {
  district: deal(
    5,
    districts.map((each) => [each.name, each.missing]),
  ),
  gender: deal<Gender>(3, [
    ['woman', 7],
    ['man', 10],
  ]),
  serviceArea: deal<ServiceArea>(4, [
    ['children-and-youth', 7],
    ['adult-and-addiction', 6],
    ['social-psychiatry', 4],
  ]),
  ownership: deal<Ownership>(6, [
    ['private', 12],
    ['own-regime', 3],
    ['contracted-out', 2],
  ]),
  method: deal<Method>(7, [
    ['site-visit', 9],
    ['video-call', 3],
    ['telephone-call', 5],
  ]),
} as const;

const registered = 49;
const carriedOut = 66;
const dayInMilliseconds = 86_400_000;

const daysFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayInMilliseconds).toISOString().slice(0, 10);

/** A working day of the pilot's half year, the later the higher the number (1 to 66). */
const dayOf = (number: number): string => {
  const day = daysFrom('2022-04-01', Math.floor(((number - 1) * 181) / (carriedOut - 1)));
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return daysFrom(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
};

const answersOf = (index: number, on: string): Answers => {
  const { overall } = ofRegistered.person(index);
  const planReceived = ofRegistered.planReceived(index);
  const informationDuty = ofRegistered.informationDuty(index);
  const isDeviation = informationDuty === 'could-be-better' || overall === 'deficient';
  return {
    method: value(ofRegistered.method(index)),
    date: value(on),
    present: value('Brukaren och kontaktperson'),
    'licence-checked': value(ofRegistered.licence(index)),
    'plan-received': value(planReceived),
    ...(planReceived === 'yes' && { 'plan-received-on': value(daysFrom(on, -20 - index)) }),
    'monthly-reports': value(ofRegistered.monthlyReports(index)),
    'regular-feedback': value(ofRegistered.regularFeedback(index)),
    'support-as-decided': ofRegistered.supportAsDecided(index),
    influence: ofRegistered.influence(index),
    change: ofRegistered.change(index),
    'anything-to-add': ofRegistered.anythingToAdd(index),
    'according-to-plan': value(ofRegistered.accordingToPlan(index)),
    'agreed-activities': value(ofRegistered.agreedActivities(index)),
    'information-duty':
      informationDuty === 'could-be-better'
        ? { ...value(informationDuty), comment: 'Avvikelser meddelas sent eller först på fråga.' }
        : value(informationDuty),
    overall:
      overall === 'deficient'
        ? { ...value(overall), comment: 'Uppdraget har inte utförts som det beställdes.' }
        : value(overall),
    'deviation-found': value(isDeviation ? 'yes' : 'no'),
    ...(isDeviation && {
      'deviation-description': value('Avvikelser från planen har inte meddelats i tid.'),
      'deviation-deadline': value(daysFrom(on, 30)),
      'provider-informed': value('yes'),
    }),
  };
};

/** Which of the numbers 1 to 66 are registered: 49, spread evenly over the half year. */
const registeredBefore = (number: number): number => Math.floor(((number - 1) * registered) / carriedOut);

const caseOf = (number: number): PilotCase => {
  const on = dayOf(number);
  const index = registeredBefore(number);
  if (registeredBefore(number + 1) > index) {
    return {
      number,
      district: ofRegistered.district(index),
      on,
      method: ofRegistered.method(index),
      gender: ofRegistered.person(index).gender,
      serviceArea: ofRegistered.serviceArea(index),
      ownership: ofRegistered.ownership(index),
      answers: answersOf(index, on),
    };
  }
  const missing = number - 1 - index;
  return {
    number,
    district: ofMissing.district(missing),
    on,
    method: ofMissing.method(missing),
    gender: ofMissing.gender(missing),
    serviceArea: ofMissing.serviceArea(missing),
    ownership: ofMissing.ownership(missing),
    answers: null,
  };
};

/** All 66, always the same. */
export const pilotCases: readonly PilotCase[] = Array.from({ length: carriedOut }, (_, at) => caseOf(at + 1));
