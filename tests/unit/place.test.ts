import { describe, expect, test } from 'vitest';
import { nameAt, partsOfPlace, place, placeOf } from '#domain/follow-up/place.ts';

describe('a place', () => {
  test.each([
    ['age', [], 'age'],
    ['people/7f3a/age', [{ repeat: 'people', row: '7f3a' }], 'age'],
    [
      'home/1/person/b-2/åldern',
      [
        { repeat: 'home', row: '1' },
        { repeat: 'person', row: 'b-2' },
      ],
      'åldern',
    ],
  ])('%s is taken apart and put together', (at, rows, name) => {
    expect(place.safeParse(at).success).toBe(true);
    expect(partsOfPlace(at)).toEqual({ rows, name });
    expect(placeOf(rows, name)).toBe(at);
    expect(nameAt(at)).toBe(name);
  });

  test.each([
    '',
    'a b',
    '1a',
    'a/b',
    'a/b/',
    '/a',
    'a//b',
    'a/ /b',
    '__proto__',
    'constructor',
    'a'.repeat(65),
  ])('is not: %j', (at) => {
    expect(place.safeParse(at).success).toBe(false);
  });
});
