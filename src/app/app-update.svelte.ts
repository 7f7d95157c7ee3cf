import type { Workbox } from 'workbox-window';

/** As a string, or made by the page's Trusted Types policy. */
type ScriptAddress = ConstructorParameters<typeof Workbox>[0];

/** A new version of the app: offered while no follow-up is open, and never taken by itself. */
export class AppUpdate {
  /** A new version is on the tablet and waits. */
  isWaiting = $state(false);
  /** Somebody has said so; the old version ends first what it is sending. */
  isTaken = $state(false);
  #open = $state(0);
  #registration: Workbox | null = null;

  /** Whether it may be offered now. */
  get isOffered(): boolean {
    return this.isWaiting && this.#open === 0;
  }

  /** Registers the service worker at the address that the page's policy allows. Without one there is no offline shell. */
  async register(script: ScriptAddress): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    try {
      // What the first page waits for comes before this.
      const { Workbox } = await import('workbox-window');
      // Workbox takes the address as it is and hands it to the browser, which wants it from our policy.
      const registration = new Workbox(script);
      registration.addEventListener('waiting', () => (this.isWaiting = true));
      this.#registration = registration;
      await registration.register();
    } catch (problem) {
      console.error(problem);
    }
  }

  /** Says that a follow-up is being written; a new version waits until the given function is called. */
  hold(): () => void {
    this.#open += 1;
    return () => (this.#open -= 1);
  }

  /** Takes the new version into use and shows the page anew. Does nothing while a follow-up is open. */
  take(): void {
    if (!this.isOffered || this.isTaken || this.#registration === null) return;
    this.isTaken = true;
    this.#registration.addEventListener('controlling', () => location.reload());
    this.#registration.messageSkipWaiting();
  }
}
