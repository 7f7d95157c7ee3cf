import type { DeviceKind } from './device-kind.ts';
import { english } from './en.ts';
import type { Language } from './language.ts';
import { swedish, type Catalogue } from './sv.ts';

/** All words of one language, for a tablet, a phone or a computer. */
export function catalogueOf(language: Language, device: DeviceKind): Catalogue {
  return language === 'sv' ? swedish(device) : english(device);
}
