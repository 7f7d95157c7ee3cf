import { isIPv6 } from 'node:net';

const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));

/**
 * What of an address is counted: of IPv4 all of it; of IPv6 the first 64 bits, for a household has all that follow. However
 * it is written: zeros left out, leading ones kept, IPv4 within IPv6.
 */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address;
  const [mapped] = /(?<=^::ffff:)[\d.]+$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  const [whole = ''] = address.split('%', 1);
  const [head = '', tail] = whole.split('::');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};
