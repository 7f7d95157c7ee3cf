import { gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { Endpoint } from '#server/endpoint.ts';
import { badValue, badWords, pick, plausible, spoilt } from './bad-values.ts';

/** A request as it goes over the wire. */
export interface BadRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | null;
}

/** Somebody who asks, by the cookie she has. `isMember`: the cookie is good. */
export interface Asker {
  readonly cookie: string | null;
  readonly isMember: boolean;
}

export interface Known {
  readonly routes: readonly Endpoint[];
  readonly askers: readonly Asker[];
  /** Ids of things that are there, hers and others'. */
  readonly ids: readonly string[];
}

type Random = () => number;

const schemas = new Map<z.ZodMiniType, unknown>();
const jsonSchemaOf = (schema: z.ZodMiniType): unknown => {
  const known = schemas.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  schemas.set(schema, known);
  return known;
};

/** Bytes in which a body may come that is no plain JSON in UTF-8, or half of one. */
const encodings: readonly ((text: string, random: Random) => Buffer)[] = [
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => gzipSync(text),
  (text, random) => Buffer.from(text.slice(0, Math.floor(random() * text.length))),
  (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xc0, 0x80])]),
  (text) => Buffer.from(`${text}${text}`),
  (text) => Buffer.from(`a=${encodeURIComponent(text)}`),
  () => Buffer.from(`${'['.repeat(9_000)}${']'.repeat(9_000)}`),
  () => Buffer.from(`[${'0,'.repeat(30_000)}0]`),
  (_text, random) => Buffer.alloc(Math.floor(random() * 70_000), 0x20),
];

const headerWords = badWords.map((word) => word.replaceAll(/[^\u0020-\u007e]/g, '?').slice(0, 2_000));

const oddHeaders = (random: Random): Record<string, string> => {
  const names = [
    'if-match',
    'accept',
    'accept-language',
    'user-agent',
    'x-forwarded-for',
    'x-http-method-override',
    'origin',
    'referer',
    'foljsam-signature',
    'range',
    'if-none-match',
    'content-encoding',
    'authorization',
    'cookie2',
  ];
  const count = Math.floor(random() * 4);
  return Object.fromEntries(
    Array.from({ length: count }, () => [pick(random, names), pick(random, headerWords)]),
  );
};

const inQuery = (of: Endpoint, ids: readonly string[], random: Random): string => {
  if (random() < 0.3) return '';
  const named = of.query === undefined ? {} : plausible(jsonSchemaOf(of.query), ids, random);
  const names = [
    ...Object.keys(typeof named === 'object' && named !== null ? named : {}),
    'cursor',
    'q',
    'board',
    pick(random, badWords),
  ];
  const pairs = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const value = random() < 0.4 ? String(pick(random, ids)) : pick(random, badWords);
    return `${encodeURIComponent(pick(random, names).toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`;
  });
  return `?${pairs.join('&')}${random() < 0.05 ? '&%zz=%ff&&&=' : ''}`;
};

/** `isReal`: only things that are there; else things that are not, or no things at all. */
const inPath = (of: Endpoint, ids: readonly string[], isReal: boolean, random: Random): string =>
  of.path.replaceAll(/:\w+/g, () => {
    if (isReal) return pick(random, ids);
    return random() < 0.5
      ? crypto.randomUUID()
      : encodeURIComponent(pick(random, badWords).toWellFormed()) || '%20';
  });

/**
 * A request that must change nothing, and yet looks into every corner: reads of anything by anybody; writes by nobody, from
 * another site, about what there is not, or with a body that is not as it should be.
 */
export const badRequest = ({ routes, askers, ids }: Known, random: Random): BadRequest => {
  const of = pick(random, routes);
  const isRead = of.method === 'GET';
  const isAboutSomething = of.path.includes(':');
  const wrong = isRead ? 'nothing' : pick(random, ['nobody', 'foreign', 'body', 'body', 'body', 'path']);
  const needsOther = (wrong === 'body' && of.body === undefined) || (wrong === 'path' && !isAboutSomething);
  const how = needsOther ? 'nobody' : wrong;
  const asker = pick(
    random,
    askers.filter(({ isMember }) => how !== 'nobody' || !isMember),
  );
  const good = of.body === undefined ? undefined : plausible(jsonSchemaOf(of.body), ids, random);
  let bad: unknown = good;
  let bytes: Buffer | null = null;
  if (!isRead) {
    if (how === 'body') {
      while (of.body?.safeParse(bad).success === true) bad = spoilt(good, random);
    } else if (how === 'nobody' && random() < 0.5) bad = badValue(random);
    const text = JSON.stringify(bad) ?? '';
    bytes = how !== 'foreign' && random() < 0.15 ? pick(random, encodings)(text, random) : Buffer.from(text);
  }
  // What begins or ends a session is open to anybody: she who says nothing right is told so, and nothing comes of it.
  const method =
    random() < 0.03 ? pick(random, ['OPTIONS', 'PUT', 'HEAD', 'TRACE', 'DELETE', 'PROPFIND']) : of.method;
  const isOther = method !== of.method;
  const site = how === 'foreign' || isOther ? pick(random, ['cross-site', 'same-site', 'x']) : 'same-origin';
  const type =
    random() < 0.05
      ? pick(random, [
          'text/plain',
          'application/json;charset=utf-16',
          'application/xml',
          'multipart/form-data',
          'x',
          'application/json, text/html',
        ])
      : 'application/json';
  return {
    method,
    path: inPath(of, ids, how !== 'path' && random() < 0.7, random) + inQuery(of, ids, random),
    headers: {
      ...oddHeaders(random),
      'sec-fetch-site': site,
      ...(asker.cookie !== null && { cookie: asker.cookie }),
      ...(bytes !== null && { 'content-type': type, 'content-length': String(bytes.length) }),
    },
    body: bytes,
  };
};
