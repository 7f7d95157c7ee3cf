import { expect, test } from 'vitest';
import { findRoute, matchPath, mayOpen, menuOf, type Route } from '#app/router.ts';
import { wayOf } from '#app/track-of.ts';

const page = () => Promise.reject(new Error('No page is loaded here'));
const title = () => 'A page';
const routes: Route[] = [
  {
    path: '/idag',
    page,
    title,
    access: ['follow-up:carry-out'],
    menu: { label: title, icon: 'calendar' },
  },
  { path: '/uppfoljning/:id', page, title, access: ['follow-up:carry-out'] },
  {
    path: '/rapporter',
    page,
    title,
    access: ['report:board', 'report:city'],
    menu: { label: title, icon: 'chart' },
  },
];

test('a path fits a pattern part by part', () => {
  expect(matchPath('/uppfoljning/:id', '/uppfoljning/a%20b')).toEqual({ id: 'a b' });
  expect(matchPath('/uppfoljning/:id', '/uppfoljning/a/')).toEqual({ id: 'a' });
  expect(matchPath('/uppfoljning/:id', '/uppfoljning')).toBeNull();
  expect(matchPath('/uppfoljning/:id', '/uppfoljning/%')).toBeNull();
  expect(findRoute(routes, '/annat')).toBeNull();
  expect(findRoute(routes, '/uppfoljning/x')?.parameters).toEqual({ id: 'x' });
});

test('each person has the menu of what she may do, and nobody has one before signing in', () => {
  const paths = (role: 'caseworker' | 'city-coordinator' | 'inspector') =>
    menuOf(routes, { roles: [role] }).map((route) => route.path);
  expect(paths('caseworker')).toEqual(['/idag']);
  expect(paths('city-coordinator')).toEqual(['/rapporter']);
  expect(paths('inspector')).toEqual([]);
  expect(menuOf(routes, null)).toEqual([]);
  expect(mayOpen('signed-in', null)).toBe(false);
  expect(mayOpen('anyone', null)).toBe(true);
});

test('the way of a submission says where it stands, and the time of what has been passed', () => {
  const row = { writtenAt: '2026-10-12T09:00:00.000Z', receipt: null, registeredAt: null, dismissal: null };
  const signs = (stage: Parameters<typeof wayOf>[0]) => wayOf(stage, row, null).map((step) => step.sign);
  expect(signs('waiting')).toEqual(['at', 'ahead', 'ahead', 'ahead', 'ahead']);
  expect(signs('sending')).toEqual(['past', 'at', 'ahead', 'ahead', 'ahead']);
  expect(signs('in-register')).toEqual(['past', 'past', 'past', 'past', 'ahead']);
  expect(signs('conflict')).toEqual(['past', 'past', 'past', 'stop', 'ahead']);
  expect(signs('not-carried-out')).toEqual(['past', 'past', 'past', 'past', 'ahead']);
  expect(signs('returned')).toEqual(['past', 'past', 'past', 'past', 'stop']);
  expect(wayOf('waiting', row, null)[0]?.at).toBe(row.writtenAt);
  // What was sent from another tablet has no time here.
  expect(wayOf('waiting', { ...row, writtenAt: '' }, null)[0]?.at).toBeNull();
});
