import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { read, readFile, signInNeeds, withQuery, write } from '#app/office/api.ts';
import { onStepUp } from '#app/office/step-up.ts';
import { answering, problemOf } from './office-fetch.ts';

const schema = z.strictObject({ name: z.string() });

describe('asking the register', () => {
  test('a reply is parsed', async () => {
    const asked = answering({ status: 200, json: { name: 'Björkgården' } });
    expect(await read(schema, '/api/unit', { board: 'b', unit: null })).toEqual({
      ok: true,
      value: { name: 'Björkgården' },
    });
    expect(asked).toMatchObject([{ method: 'GET', url: '/api/unit?board=b' }]);
  });

  test('a reply of another shape is no value', async () => {
    answering({ status: 200, json: { title: 'x' } });
    expect(await read(schema, '/api/unit')).toMatchObject({ ok: false, problem: { code: 'unexpected' } });
  });

  test.each([
    ['no network', null],
    ['a captive portal', { status: 200, text: '<!doctype html>' }],
    ['a gateway without words', { status: 404, json: {} }],
  ])('%s is offline', async (_name, answer) => {
    answering(answer);
    expect(await read(schema, '/api/unit')).toMatchObject({ ok: false, problem: { code: 'offline' } });
  });

  test('a problem document gives its code, detail and places', async () => {
    answering(
      problemOf(409, 'state-conflict', {
        detail: 'period-not-over',
        errors: [{ pointer: '/a', detail: 'b' }],
      }),
    );
    expect(await read(schema, '/api/unit')).toEqual({
      ok: false,
      problem: {
        code: 'state-conflict',
        detail: 'period-not-over',
        pointers: ['/a'],
        errors: [{ pointer: '/a', detail: 'b' }],
      },
    });
  });

  test('a code that this version does not know is unexpected', async () => {
    answering(problemOf(418, 'teapot'));
    expect(await read(schema, '/api/unit')).toMatchObject({ problem: { code: 'unexpected' } });
  });

  test('an ended session asks for a sign-in', async () => {
    let needs = 0;
    signInNeeds.addEventListener('needed', () => (needs += 1));
    answering(problemOf(401, 'not-signed-in'), problemOf(403, 'not-allowed'));
    await read(schema, '/api/unit');
    await read(schema, '/api/unit');
    expect(needs).toBe(1);
  });

  test('what needs a step-up is asked for again once she has shown that it is she, and once only', async () => {
    const needed = problemOf(403, 'step-up-needed');
    let questions = 0;
    const stop = onStepUp(async () => {
      questions += 1;
      return questions < 3;
    });
    const body = { decision: 'SN 1' };
    const asked = answering(needed, { status: 204 }, needed, needed, needed);
    expect(await write(z.undefined(), 'POST', '/api/publish', body)).toEqual({ ok: true, value: undefined });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
    expect(await write(z.undefined(), 'POST', '/api/publish', body)).toMatchObject({
      problem: { code: 'step-up-needed' },
    });
    expect(asked).toHaveLength(4);
    // She said no: nothing is asked again.
    expect(await read(schema, '/api/unit')).toMatchObject({ problem: { code: 'step-up-needed' } });
    expect(asked).toHaveLength(5);
    stop();
  });

  test('two requests that need it at once are one question', async () => {
    let questions = 0;
    const stop = onStepUp(async () => {
      questions += 1;
      await Promise.resolve();
      return true;
    });
    const needed = problemOf(403, 'step-up-needed');
    answering(needed, needed, { status: 200, json: { name: 'a' } }, { status: 200, json: { name: 'b' } });
    await Promise.all([read(schema, '/api/a'), read(schema, '/api/b')]);
    expect(questions).toBe(1);
    stop();
  });

  test('a file comes with the name that the register gives it', async () => {
    vi.stubGlobal('fetch', async () => {
      const headers = { 'content-disposition': 'attachment; filename="figures.csv"' };
      return new Response('a;b', { headers });
    });
    const read = await readFile('/api/figures.csv');
    expect(read.ok && read.value.name).toBe('figures.csv');
    expect(read.ok && (await read.value.content.text())).toBe('a;b');
    answering({ status: 200, text: '<!doctype html>' });
    expect(await readFile('/api/figures.csv')).toMatchObject({ problem: { code: 'offline' } });
  });

  test('a write says which revision it is about, and is never made twice by itself', async () => {
    const asked = answering(null, { status: 204 });
    const failed = await write(z.undefined(), 'PUT', '/api/decision', { decision: 'approved' }, 'rev-1');
    expect(failed).toMatchObject({ ok: false, problem: { code: 'offline' } });
    expect(asked).toEqual([
      { method: 'PUT', url: '/api/decision', ifMatch: '"rev-1"', body: { decision: 'approved' } },
    ]);
    expect(await write(z.undefined(), 'DELETE', '/api/devices/1')).toEqual({ ok: true, value: undefined });
  });

  test('what is not given does not stand in the address', () => {
    expect(withQuery('/a', { b: null })).toBe('/a');
    expect(withQuery('/a', { b: 'å ä', c: null })).toBe('/a?b=%C3%A5+%C3%A4');
  });
});
