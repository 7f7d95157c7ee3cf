import * as z from 'zod/mini';
import type { BrowserCity } from './browser-city.ts';
import { openLock, type MeasuredTablet } from './browser-tablet.ts';
import { figure, median, quantile, type Figure } from './benchmark.ts';

const samples = 300;
const mostTimesRaw = 3;
/** Keystrokes in a field before it is left. */
const perField = 10;

const recorded = z.object({ ok: z.literal(true) });

/** A strict put of as many bytes as an answer's change takes, alone in a store, made in the app's own worker. */
const rawPut = (bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('benchmark', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('raw', { autoIncrement: true });
    opening.onerror = () => reject(new Error('The store for comparison cannot be opened'));
    opening.onsuccess = () => {
      const database = opening.result;
      const value = new Uint8Array(bytes).map((_, index) => index % 251);
      const begin = performance.now();
      const transaction = database.transaction('raw', 'readwrite', { durability: 'strict' });
      transaction.objectStore('raw').put(value);
      transaction.oncomplete = () => {
        const took = performance.now() - begin;
        database.close();
        resolve(took);
      };
      transaction.onabort = () => reject(new Error('The put for comparison failed'));
    };
  });

/** From a keystroke that leaves the page to the promise that it is on disk, beside a raw put, turn about. */
export const measureKeystrokes = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure[]> => {
  const { page } = tablet;
  const followUpId = city.planted.longFollowUpId;
  await page.goto(`${city.origin}/uppfoljning/${followUpId}/long`);
  await openLock(page);
  await page.locator('#question-question-1 textarea').waitFor();
  const record = async (question: number, text: string, isTyping: boolean): Promise<number> => {
    const [took, result] = await page.evaluate(
      async ([id, name, value, typing]) => {
        const begin = performance.now();
        const answered = await window.foljsamWatch.call('recordAnswer', id, name, { value }, typing);
        return [performance.now() - begin, answered] as const;
      },
      [followUpId, `question-${question}`, text, isTyping] as const,
    );
    recorded.parse(result);
    return took;
  };
  // All 60 are answered before anything is measured.
  for (let question = 1; question <= 60; question += 1)
    await record(question, `Svar på fråga ${question}. Hon trivs och vill stanna.`, false);

  const typed: number[] = [];
  const raw: number[] = [];
  for (let index = 0; index < samples; index += 1) {
    const question = 1 + (Math.floor(index / perField) % 60);
    const text = 'Boendet har hållit det som avtalades om läxhjälp och fritid. '.slice(
      0,
      40 + (index % perField),
    );
    const change = JSON.stringify({
      question: `question-${question}`,
      answer: { value: text },
      at: new Date(0).toISOString(),
    });
    typed.push(await record(question, text, index % perField !== perField - 1));
    raw.push(await tablet.worker().evaluate(rawPut, new TextEncoder().encode(change).length + 1));
  }
  const limits = { mostTimes: mostTimesRaw };
  const name = 'keystroke to durable in Chromium, 60 answers';
  return [
    figure({ name: `${name}, median`, value: median(typed), unit: 'ms', floor: median(raw) }, limits),
    figure(
      { name: `${name}, p95`, value: quantile(typed, 0.95), unit: 'ms', floor: quantile(raw, 0.95) },
      limits,
    ),
  ];
};
