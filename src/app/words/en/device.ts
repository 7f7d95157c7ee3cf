import type { DeviceKind } from '../device-kind.ts';
import type { DeviceWords } from '../sv/device.ts';

/** What the device is called in running text, and at the beginning of a sentence. */
export function deviceWords(kind: DeviceKind): DeviceWords {
  return { the: `this ${kind}`, The: `This ${kind}` };
}
