import * as z from 'zod/mini';

/** Numbers in [0, 1). */
type Random = () => number;

export const pick = <Value>(random: Random, from: readonly Value[]): Value => {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new Error('Nothing to pick from');
  return picked;
};

/** Words that have broken programs before. */
export const badWords: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  'null',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  "' OR 1=1 --",
  "'; DROP TABLE users; --",
  '" UNION SELECT password_hash FROM users --',
  '%27%20OR%201=1',
  '1); ATTACH DATABASE "x" AS y; --',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '%2e%2e%2f%2e%2e%2f',
  '%00',
  'a\u0000b',
  '\ud800',
  '\ufeff',
  '\u202e\u2066',
  '💥👩‍👩‍👧‍👦',
  'Z̷a̷l̷g̷o̷',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  'a\r\nset-cookie: x=y',
  '9'.repeat(400),
  'x'.repeat(3_000),
  '2026-02-30',
  '0000-00-00T99:99:99Z',
  '1e999',
  'NaN',
  '(a+)+$',
  `${'a'.repeat(60)}!`,
  '*'.repeat(200),
];

const nested = (levels: number): unknown =>
  levels === 0 ? 1 : levels % 2 === 0 ? [nested(levels - 1)] : { a: nested(levels - 1) };

/** A value of any kind that hardly any field expects. */
export const badValue = (random: Random): unknown => {
  const kinds: readonly (() => unknown)[] = [
    () => pick(random, badWords),
    () => pick(random, [null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -0]),
    () => [],
    () => ({}),
    () => Array.from({ length: Math.floor(random() * 300) }, () => pick(random, badWords).slice(0, 20)),
    () => nested(1 + Math.floor(random() * 20)),
    () => ({ [pick(random, badWords)]: pick(random, badWords) }),
    () => JSON.parse('{"__proto__":{"isAdministrator":true},"constructor":{"prototype":{}}}') as unknown,
    () => 'y'.repeat(Math.floor(random() * 80_000)),
  ];
  return pick(random, kinds)();
};

const jsonSchema = z.looseObject({
  type: z.optional(z.unknown()),
  const: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  format: z.optional(z.string()),
  pattern: z.optional(z.string()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  items: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown())),
  oneOf: z.optional(z.array(z.unknown())),
  allOf: z.optional(z.array(z.unknown())),
});

/** Something that could pass for what the JSON schema describes; ids are taken from those given. */
export const plausible = (schema: unknown, ids: readonly string[], random: Random): unknown => {
  const parsed = jsonSchema.safeParse(schema);
  if (!parsed.success) return null;
  const { const: only, enum: choices, anyOf, oneOf, allOf, properties, items, format, type } = parsed.data;
  if (only !== undefined) return only;
  if (choices !== undefined) return pick(random, choices);
  const either = anyOf ?? oneOf;
  if (either !== undefined) return plausible(pick(random, either), ids, random);
  if (allOf !== undefined) return Object.assign({}, ...allOf.map((each) => plausible(each, ids, random)));
  if (properties !== undefined) {
    return Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, plausible(each, ids, random)]),
    );
  }
  if (type === 'array') return random() < 0.3 ? [] : [plausible(items, ids, random)];
  if (type === 'object') return {};
  if (type === 'integer' || type === 'number') return Math.floor(random() * 5);
  if (type === 'boolean') return random() < 0.5;
  if (type === 'null') return null;
  if (format === 'uuid') return pick(random, ids);
  if (format === 'date') return '2026-11-20';
  if (format === 'date-time') return '2026-11-20T10:00:00.000Z';
  return pick(random, ['ord', 'ett ord till', '09:30', '2026-11', pick(random, ids)]);
};

/** The same with something somewhere in it spoilt: replaced, taken away or added. */
export const spoilt = (value: unknown, random: Random): unknown => {
  if (random() < 0.25 || typeof value !== 'object' || value === null) return badValue(random);
  if (Array.isArray(value)) {
    return value.length === 0 ? [badValue(random)] : value.map((each) => spoilt(each, random));
  }
  const entries: [string, unknown][] = Object.entries(value);
  const at = Math.floor(random() * (entries.length + 1));
  if (at === entries.length) return { ...value, [pick(random, badWords)]: badValue(random) };
  if (random() < 0.2) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(
    entries.map(([name, each], index) => [name, index === at ? spoilt(each, random) : each]),
  );
};
