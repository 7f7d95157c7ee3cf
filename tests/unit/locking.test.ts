import { beforeEach, expect, test, vi } from 'vitest';

let page: EventTarget;
let stored: Map<string, string>;
let clipboard: string;
/** Whether the browser lets the page write: not where it is out of sight. */
let isInFront: boolean;

/** The code of the page, with a memory of its own: what stands in `stored` has outlived the page before. */
const loadPage = async () => {
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.resetModules();
  return import('#app/locking.ts');
};

beforeEach(() => {
  stored = new Map();
  clipboard = '';
  isInFront = true;
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('navigator', {
    clipboard: {
      writeText: (text: string) => {
        if (!isInFront)
          return Promise.reject(new DOMException('Document is not focused.', 'NotAllowedError'));
        clipboard = text;
        return Promise.resolve();
      },
    },
  });
});

test('a clipboard that the browser would not have emptied out of sight is emptied when the page is seen again', async () => {
  const before = await loadPage();
  expect(await before.copyText('a link')).toBe(true);
  isInFront = false;
  await before.emptyClipboard();
  expect(clipboard).toBe('a link');
  expect([...stored.values()].join()).not.toContain('link');

  const after = await loadPage();
  after.emptyClipboardWhenSeen();
  page.dispatchEvent(new Event('focus'));
  await Promise.resolve();
  expect(clipboard, 'while it is still out of sight').toBe('a link');
  isInFront = true;
  page.dispatchEvent(new Event('focus'));
  await vi.waitFor(() => expect(clipboard).toBe(''));
  await vi.waitFor(() => expect(stored.size).toBe(0));

  // What somebody has put there since is hers.
  clipboard = 'something else';
  page.dispatchEvent(new Event('focus'));
  await after.emptyClipboard();
  expect(clipboard).toBe('something else');
});

test('what somebody else has put on the clipboard is left alone', async () => {
  const { emptyClipboard, emptyClipboardWhenSeen } = await loadPage();
  clipboard = 'hers';
  emptyClipboardWhenSeen();
  page.dispatchEvent(new Event('focus'));
  await emptyClipboard();
  expect(clipboard).toBe('hers');
});
