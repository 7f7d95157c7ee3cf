import type { OutboxRow, Stage } from '#worker/api.ts';

/** How far along its way a submission is. */
export type WaySign = 'past' | 'at' | 'ahead' | 'stop';

export type WayPoint = 'waiting' | 'sending' | 'received' | 'register' | 'review';

/** One point of the way: a sign, when it was reached, and what stopped it there. */
export interface WayStep {
  readonly point: WayPoint;
  readonly sign: WaySign;
  /** ISO 8601, where it is known. */
  readonly at: string | null;
  /** The stage that this point shows, where it stands here. */
  readonly stage: Stage | null;
}

const points: readonly WayPoint[] = ['waiting', 'sending', 'received', 'register', 'review'];

interface Standing {
  readonly point: WayPoint;
  readonly sign: WaySign;
}

/** The point at which each stage stands, and whether it is done there, or stopped. */
const standing: Partial<Record<Stage, Standing>> = {
  waiting: { point: 'waiting', sign: 'at' },
  sending: { point: 'sending', sign: 'at' },
  received: { point: 'received', sign: 'at' },
  'in-register': { point: 'register', sign: 'past' },
  approved: { point: 'review', sign: 'past' },
  returned: { point: 'review', sign: 'stop' },
  conflict: { point: 'register', sign: 'stop' },
  'set-aside': { point: 'register', sign: 'stop' },
  refused: { point: 'register', sign: 'stop' },
  dismissed: { point: 'register', sign: 'stop' },
  // Told, and done with.
  'not-carried-out': { point: 'register', sign: 'past' },
  cancelled: { point: 'register', sign: 'past' },
  withdrawn: { point: 'register', sign: 'past' },
};

/** What tells the times of the way. */
export type WayRow = Pick<OutboxRow, 'writtenAt' | 'receipt' | 'registeredAt' | 'dismissal'>;

/**
 * The way of what was sent, with the time of each point: written by the tablet's clock, received by the server's,
 * reviewed by the register's word.
 */
export const wayOf = (stage: Stage, row: WayRow | null, reviewedAt: string | null): readonly WayStep[] => {
  const isTurnedAway = stage === 'refused' && !row?.receipt;
  const stands: Standing =
    // Turned away at the door: nothing of it was received.
    (isTurnedAway ? ({ point: 'received', sign: 'stop' } as const) : standing[stage]) ??
    // Opened anew since, such as for a correction: what was sent then is where it came.
    (row?.receipt ? { point: 'register', sign: 'past' } : { point: 'waiting', sign: 'ahead' });
  const here = points.indexOf(stands.point);
  const times: Record<WayPoint, string | null> = {
    // Not known of what another tablet sent.
    waiting: row?.writtenAt || null,
    sending: null,
    received: row?.receipt?.at ?? null,
    // Held or set aside first, it came there later than it was received; stopped there, it was since.
    register: here >= 3 ? (row?.dismissal?.at ?? row?.registeredAt ?? row?.receipt?.at ?? null) : null,
    review: stands.point === 'review' ? reviewedAt : null,
  };
  return points.map((point, index) => ({
    point,
    sign: index < here ? 'past' : index === here ? stands.sign : 'ahead',
    at: index <= here ? times[point] : null,
    stage: index === here ? stage : null,
  }));
};
