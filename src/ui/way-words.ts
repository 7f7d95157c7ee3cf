import { wayOf, type WayPoint, type WayRow, type WayStep } from '#app/track-of.ts';
import { format, words } from '#app/words/words.svelte.ts';
import type { Stage } from '#worker/api.ts';
import type { TrackStep } from './parts/track.ts';
import { stageWords } from './stage.ts';

const pointWords = (point: WayPoint): string =>
  ({
    waiting: words.track.waiting,
    sending: words.track.sending,
    received: words.track.received,
    register: words.track.register,
    review: words.track.review,
  })[point];

const isDoneWith = (stage: Stage): boolean =>
  stage === 'not-carried-out' || stage === 'cancelled' || stage === 'withdrawn';

const labelOf = ({ point, stage, sign }: WayStep): string => {
  if (stage !== null && (sign === 'stop' || point === 'review' || isDoneWith(stage)))
    return stageWords(stage, null);
  if (point === 'sending' && sign === 'past') return words.track.sent;
  if (point === 'waiting' && sign === 'past') return words.track.savedOn;
  return pointWords(point);
};

const toStep = (step: WayStep, number: string | null, now: number): TrackStep => ({
  label: labelOf(step),
  // Done, and where it stands: the words are strong, the ring is full.
  state: step.sign === 'past' && step.stage !== null ? 'at' : step.sign,
  ...(step.sign === 'past' && { ring: 'full' as const }),
  ...(step.at !== null && { time: { datetime: step.at, text: format.moment(step.at, now) } }),
  ...(step.point === 'register' &&
    step.sign === 'past' &&
    number !== null && { detail: words.track.number(number) }),
});

interface Sent {
  readonly stage: Stage;
  readonly row: WayRow | null;
  readonly reviewedAt: string | null;
  readonly number: string | null;
}

/** The whole way, for the follow-up's own page. */
export const wholeWay = (sent: Sent, now: number): TrackStep[] =>
  wayOf(sent.stage, sent.row, sent.reviewedAt).map((step) => toStep(step, sent.number, now));

/** The way in three steps, for a line of the outbox: on the tablet, on its way, in the register. */
export const shortWay = (sent: Sent, now: number): TrackStep[] => {
  const [waiting, sending, received, register, review] = wayOf(sent.stage, sent.row, sent.reviewedAt);
  const isReviewed = review !== undefined && review.sign !== 'ahead';
  const first = waiting && { ...waiting, label: words.track.savedOn };
  const middle = received?.sign === 'ahead' ? sending : received;
  const end = isReviewed ? review : register;
  return [first, middle, end].flatMap((step) =>
    step === undefined
      ? []
      : [{ ...toStep(step, sent.number, now), ...(step === first && { label: words.track.savedOn }) }],
  );
};
