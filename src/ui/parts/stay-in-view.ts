/** How long what stands above may still be growing: kinds of questions load their code when they are first shown. */
const settling = 2_000;

/** What tells that somebody goes her own way. */
const ownWays = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'input', 'focusin'] as const;

/**
 * Brings an element to the top of the view, and keeps it there while the page is still being drawn, until somebody
 * scrolls, points or writes. Gives the way to leave off.
 */
export const stayInView = (element: HTMLElement): (() => void) => {
  const watching = new AbortController();
  const bring = (): void => element.scrollIntoView({ block: 'start' });
  const growing = new ResizeObserver(bring);
  const leaveOff = (): void => {
    clearTimeout(timer);
    growing.disconnect();
    watching.abort();
  };
  const timer = setTimeout(leaveOff, settling);
  for (const way of ownWays) addEventListener(way, leaveOff, { signal: watching.signal, passive: true });
  bring();
  growing.observe(document.body);
  return leaveOff;
};
