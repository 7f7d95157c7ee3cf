import type { DeviceKind } from '../device-kind.ts';

export interface DeviceWords {
  the: string;
  The: string;
}

const nouns = { tablet: 'plattan', phone: 'telefonen', computer: 'datorn' } as const;

/** What the device is called in running text, and at the beginning of a sentence. */
export function deviceWords(kind: DeviceKind): DeviceWords {
  const the = nouns[kind];
  return { the, The: the.charAt(0).toUpperCase() + the.slice(1) };
}
