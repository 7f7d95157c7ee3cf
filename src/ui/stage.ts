import { words } from '#app/words/words.svelte.ts';
import type { Stage } from '#worker/api.ts';
import type { IconName } from './parts/icons.ts';
import type { RingState } from './parts/ring.ts';

/** How a stage is shown: a sign, a tone and its words. */
interface StageLook {
  readonly ring?: RingState;
  readonly icon?: IconName;
  readonly tone?: 'quiet' | 'done' | 'soon' | 'wrong';
}

export const stageLooks: Record<Stage, StageLook> = {
  planned: { ring: 'empty', tone: 'quiet' },
  begun: { ring: 'part' },
  waiting: { ring: 'empty', tone: 'quiet' },
  sending: { ring: 'part', tone: 'quiet' },
  received: { ring: 'part', tone: 'done' },
  'in-register': { ring: 'full', tone: 'done' },
  approved: { ring: 'full', tone: 'done' },
  returned: { icon: 'flag', tone: 'soon' },
  conflict: { icon: 'swap', tone: 'soon' },
  'set-aside': { ring: 'stop', tone: 'soon' },
  refused: { ring: 'stop', tone: 'wrong' },
  dismissed: { ring: 'stop', tone: 'wrong' },
  'not-carried-out': { icon: 'close', tone: 'quiet' },
  cancelled: { icon: 'close', tone: 'quiet' },
  withdrawn: { icon: 'back', tone: 'quiet' },
};

/** The stage in words, with the register's number where there is one. */
export const stageWords = (stage: Stage, number: string | null): string =>
  stage === 'in-register' && number !== null ? words.track.inRegister(number) : words.track.stages[stage];
