/** What the app runs on, as the words call it: "Sparat på plattan", "… på datorn". */
export type DeviceKind = 'tablet' | 'phone' | 'computer';

/** A finger as the main pointer makes it no computer; a short side under 600 px makes it a phone. */
export function deviceKind(screen: { coarsePointer: boolean; shortSide: number }): DeviceKind {
  if (!screen.coarsePointer) return 'computer';
  return screen.shortSide < 600 ? 'phone' : 'tablet';
}
