import { expect, test } from 'vitest';
import { networkOf } from '#server/identity/network.ts';

test('an IPv4 address counts as it is, also within IPv6', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::FFFF:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('not an address')).toBe('not an address');
});

test.each([
  ['2001:db8::1', '2001:db8::2:0:0:1'],
  ['2001:db8::1', '2001:db8:0:0:ffff:ffff:ffff:ffff'],
  ['2001:db8::1', '2001:0DB8:0000:0000:abcd::'],
  ['2001:db8:1:2::', '2001:db8:1:2:3:4:5:6'],
  ['fe80::1%eth0', 'fe80::2'],
  ['::1', '::2'],
])('%s and %s are of one household', (one, other) => {
  expect(networkOf(one)).toBe(networkOf(other));
});

test.each([
  ['2001:db8::1', '2001:db8:0:1::1'],
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['::1', '2001:db8::1'],
])('%s and %s are of two', (one, other) => {
  expect(networkOf(one)).not.toBe(networkOf(other));
});
