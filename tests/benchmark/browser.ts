import type { Benchmark, Figure } from './benchmark.ts';
import { startBrowserCity, type BrowserCity } from './browser-city.ts';
import { measureForms } from './browser-form.ts';
import { measureKeystrokes } from './browser-keystroke.ts';
import { measureQueue } from './browser-queue.ts';
import { measureSize } from './browser-size.ts';
import { measureColdStart, measureOpening } from './browser-start.ts';
import { prepareTablet, startTablet, type MeasuredTablet } from './browser-tablet.ts';

const withTablet = async (
  measure: (tablet: MeasuredTablet, city: BrowserCity) => Promise<Figure[]>,
  forms: 'usual' | 'long' = 'usual',
): Promise<Figure[]> => {
  const city = await startBrowserCity({ forms });
  try {
    const tablet = await startTablet();
    try {
      await prepareTablet(tablet, city.origin);
      return await measure(tablet, city);
    } finally {
      await tablet.remove();
    }
  } finally {
    await city.remove();
  }
};

// What is measured in real Chromium, with the built app and a real server on loopback.

/** The way of a day: typing, opening, starting with the server dead; and what all of it weighs. */
export const browser: Benchmark = {
  name: 'browser',
  run: () =>
    withTablet(async (tablet, city) => {
      const sizes = await measureSize(tablet, city);
      const keystrokes = await measureKeystrokes(tablet, city);
      await city.kill();
      const start = await measureColdStart(tablet, city);
      const opening = await measureOpening(tablet, city);
      return [...keystrokes, ...start, opening, ...sizes];
    }),
};

/** A form of a thousand questions. */
export const browserForms: Benchmark = {
  name: 'browser-forms',
  run: () =>
    withTablet(async (tablet, city) => {
      await city.kill();
      return measureForms(tablet, city);
    }, 'long'),
};

/** A full queue that is sent. */
export const browserQueue: Benchmark = {
  name: 'browser-queue',
  run: () => withTablet(async (tablet, city) => [await measureQueue(tablet, city)]),
};
