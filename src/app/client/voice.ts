/** What there is to know of a voice of the device. */
export interface Voice {
  readonly lang: string;
  readonly localService: boolean;
  readonly default: boolean;
}

const primary = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';

/**
 * The voice that reads a language: one that lives on the device, since what a client reads must not be sent to a voice
 * elsewhere. The device's own first choice before others; undefined where there is none.
 */
export const chooseVoice = <Of extends Voice>(voices: readonly Of[], language: string): Of | undefined => {
  const able = voices.filter((each) => each.localService && primary(each.lang) === primary(language));
  return able.find((each) => each.default) ?? able[0];
};
