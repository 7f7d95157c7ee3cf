import type { RingState } from './ring.ts';

/** One step of a track, in the words to show. */
export interface TrackStep {
  label: string;
  state: 'past' | 'at' | 'ahead' | 'stop';
  time?: { datetime: string; text: string } | undefined;
  detail?: string | undefined;
  /** Another ring than the state's own: a step that is done and where the track stands is `full`. */
  ring?: RingState | undefined;
  /** How much of this step is done, 0–1. */
  fraction?: number | undefined;
}
