const channelName = 'foljsam-touch';
/** Milliseconds after hiding at which the app locks. */
const hiddenFor = 60_000;
/** How often the clock is looked at, and the others are told of a touch at most. */
const lookEvery = 5_000;
const minute = 60_000;
/** So long before locking it is said. */
const warnedBefore = 2 * minute;

/** When somebody touched another tab; null for what is no such message. */
const touchedElsewhere = (said: unknown): number | null =>
  typeof said === 'object' && said !== null && 'at' in said && typeof said.at === 'number' ? said.at : null;

/**
 * When nobody has touched the app for as long as she has said, or it has been out of sight for a minute, it locks. A
 * touch in one tab counts in all.
 */
export class LockClock {
  /** Whether it is about to lock. */
  isWarning = $state(false);

  readonly #minutes: () => number;
  readonly #lock: () => void;
  readonly #channel = new BroadcastChannel(channelName);
  #touchedAt = Date.now();
  #toldAt = 0;
  #hiddenAt: number | null = null;

  /** `minutes` without touch; `lock` is called each time the clock finds that it is time. */
  constructor(minutes: () => number, lock: () => void) {
    this.#minutes = minutes;
    this.#lock = lock;
  }

  /** Begins to watch. Gives the way to stop. */
  start(): () => void {
    const watching = new AbortController();
    const on = { signal: watching.signal, capture: true, passive: true };
    for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
      document.addEventListener(kind, () => this.touch(), on);
    }
    document.addEventListener('visibilitychange', () => this.#seen(), on);
    this.#channel.onmessage = (event: MessageEvent<unknown>) => {
      this.#touchedAt = Math.max(this.#touchedAt, touchedElsewhere(event.data) ?? 0);
    };
    const every = setInterval(() => this.#look(), lookEvery);
    this.touch();
    return () => {
      watching.abort();
      clearInterval(every);
      this.#channel.close();
    };
  }

  /** When somebody last touched the app, by this tab's clock; milliseconds since 1970. */
  get touchedAt(): number {
    return this.#touchedAt;
  }

  /** Somebody is there. */
  touch(): void {
    this.#touchedAt = Date.now();
    this.isWarning = false;
    if (this.#touchedAt < this.#toldAt + lookEvery) return;
    this.#toldAt = this.#touchedAt;
    this.#channel.postMessage({ at: this.#touchedAt });
  }

  #seen(): void {
    if (document.visibilityState === 'hidden') {
      this.#hiddenAt = Date.now();
      return;
    }
    // Timers stand still in a tablet that sleeps: the first look after waking decides, before anybody touches it.
    this.#look();
    this.#hiddenAt = null;
    if (!this.isWarning) this.touch();
  }

  #look(): void {
    const now = Date.now();
    const limit = this.#minutes() * minute;
    const idle = now - this.#touchedAt;
    const isOutOfSight =
      this.#hiddenAt !== null && now - Math.max(this.#hiddenAt, this.#touchedAt) >= hiddenFor;
    if (idle >= limit || isOutOfSight) {
      this.#lock();
      return;
    }
    this.isWarning = idle >= Math.max(limit - warnedBefore, limit / 2);
  }
}
