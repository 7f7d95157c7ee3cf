import { afterEach, vi } from 'vitest';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly ifMatch: string | null;
  readonly body: unknown;
}

/** What is answered; `null`: no network. */
export type Reply = { readonly status: number; readonly json?: unknown; readonly text?: string } | null;

/** Answers what the office asks, in order, and keeps what was asked. */
export const answering = (...answers: readonly Reply[]): Asked[] => {
  const asked: Asked[] = [];
  const left = [...answers];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({
      method: init.method ?? 'GET',
      url,
      ifMatch: new Headers(init.headers).get('if-match'),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    const next = left.shift();
    if (next === undefined) throw new Error(`Nobody expected ${url}`);
    if (next === null) throw new TypeError('Failed to fetch');
    if (next.status === 204) return new Response(null, { status: 204 });
    return new Response(next.text ?? JSON.stringify(next.json), { status: next.status });
  });
  return asked;
};

/** A problem document of the register. */
export const problemOf = (status: number, code: string, more: object = {}) => ({
  status,
  json: { type: `urn:foljsam:problem:${code}`, title: code, status, code, ...more },
});

afterEach(() => vi.unstubAllGlobals());
