import type { Workbox } from 'workbox-window';

/** As a string, or made by the page's Trusted Types policy. */
type ScriptAddress = ConstructorParameters<typeof Workbox>[0];

/** Milliseconds until a waiting version is asked once more: a word to one that the browser could not wake is lost. */
const askAgain = 5_000;

/** A new version of the app: offered while no follow-up is open, and never taken by itself. */
export class AppUpdate {
  /** A new version is on the tablet, and this page is still the old one. */
  isThere = $state(false);
  /** Somebody has said so; the old version ends first what it is sending. */
  isTaken = $state(false);
  #open = $state(0);
  #registration: Workbox | null = null;
  /** The new version answers already: it was taken in another tab, or while a follow-up was opened here. */
  #isIn = false;

  /** Whether it may be offered now. */
  get isOffered(): boolean {
    return this.isThere && this.#open === 0;
  }

  /** Registers the service worker at the address that the page's policy allows. Without one there is no offline shell. */
  async register(script: ScriptAddress): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    try {
      // What the first page waits for comes before this.
      const { Workbox } = await import('workbox-window');
      // Workbox takes the address as it is and hands it to the browser, which wants it from our policy.
      const registration = new Workbox(script);
      let hadVersion = navigator.serviceWorker.controller !== null;
      registration.addEventListener('waiting', () => (this.isThere = true));
      registration.addEventListener('controlling', () => {
        // The very first one is the one that this page came with.
        if (hadVersion) this.#comeIn();
        hadVersion = true;
      });
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
    const registration = this.#registration;
    if (!this.isOffered || this.isTaken || registration === null) return;
    this.isTaken = true;
    if (this.#isIn) {
      location.reload();
      return;
    }
    registration.messageSkipWaiting();
    const asking = setInterval(() => {
      if (!this.isTaken || this.#isIn) clearInterval(asking);
      else if (this.isOffered) registration.messageSkipWaiting();
    }, askAgain);
  }

  /** The new version answers from now on. A follow-up that was opened meanwhile is left in peace. */
  #comeIn(): void {
    this.#isIn = true;
    this.isThere = true;
    if (this.isTaken && this.#open === 0) location.reload();
    else this.isTaken = false;
  }
}
