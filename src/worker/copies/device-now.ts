import type { DeviceKind } from '#domain/draft-copy/draft-copy.ts';

/** What this device is, as far as the worker can tell: the page has said so in the worker's name. */
export const deviceNow = (): DeviceKind => {
  const { name } = self;
  return name === 'phone' || name === 'computer' ? name : 'tablet';
};
