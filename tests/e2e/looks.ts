import { expect, type Page } from '@playwright/test';
import axeCore from 'axe-core';

export const sizes = {
  tablet: { width: 1180, height: 820 },
  uprightTablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
  narrowest: { width: 320, height: 640 },
} as const;

/** What kind of screen is looked at: one that is used with fingers, or one for a desk; and whether it is a main one. */
export interface Kind {
  readonly isMain?: boolean;
  readonly isOffice?: boolean;
}

/** Looks at what the page shows now; called by the walks at each screen and state, with its name. */
export type Look = (page: Page, screen: string, kind?: Kind) => Promise<void>;

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

declare global {
  /** In the page, once it has been brought there. */
  var axe: typeof axeCore | undefined;
}

/** Runs axe in the page. It is brought there once for each page that is loaded: half a megabyte to be read. */
const violations = async (page: Page, rules?: string[]): Promise<string[]> => {
  if (await page.evaluate(() => globalThis.axe === undefined)) await page.evaluate(axeCore.source);
  const runOnly: axeCore.RunOnly =
    rules === undefined ? { type: 'tag', values: tags } : { type: 'rule', values: rules };
  return page.evaluate(async (only) => {
    const found = await globalThis.axe?.run(document, { runOnly: only, resultTypes: ['violations'] });
    if (found === undefined) throw new Error('axe is not there');
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  }, runOnly);
};

/**
 * Sets light or dark, and takes what passes over softly to its end. Waiting for the end instead waits for frames, and a
 * browser that draws to no window may stop making them until something else asks for one.
 */
const setScheme = async (page: Page, colorScheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => {
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
  });
};

/** Every rule in light, those on colour in dark as well, and every rule once more on a phone for the main screens. */
export const lookForBarriers: Look = async (page, screen, { isMain = false } = {}) => {
  const found: Record<string, string[]> = {};
  found['light'] = await violations(page);
  await setScheme(page, 'dark');
  found['dark'] = await violations(page, ['color-contrast', 'link-in-text-block']);
  await setScheme(page, 'light');
  if (isMain) {
    await page.setViewportSize(sizes.phone);
    found['phone'] = await violations(page);
    await page.setViewportSize(sizes.tablet);
  }
  const none = Object.fromEntries(Object.keys(found).map((each) => [each, []]));
  expect.soft(found, screen).toEqual(none);
};

/** What stands out of the page to the right, where nothing that scrolls by itself holds it. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const isHeld = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null && at !== root; at = at.parentElement) {
        const { overflowX, clipPath } = getComputedStyle(at);
        if (clipPath !== 'none' || (overflowX !== 'visible' && at !== document.body)) return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll('*')].filter(
      (each) =>
        each.checkVisibility() && each.getBoundingClientRect().right > root.clientWidth + 1 && !isHeld(each),
    );
    if (root.scrollWidth > root.clientWidth && wide.length === 0) return [`page ${root.scrollWidth} px`];
    return wide.map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`);
  });

/** The text spacing that WCAG 1.4.12 asks a page to bear; by a constructed sheet, which the policy of the app allows. */
const setSpacing = (page: Page, isSpaced: boolean): Promise<void> =>
  page.evaluate((isOn) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
       p { margin-bottom: 2em !important }`,
    );
    document.adoptedStyleSheets = isOn ? [sheet] : [];
  }, isSpaced);

/** Nothing is wider than the page: not at 320 px, and not with wider text, on phone and tablet. */
export const lookForOverflow: Look = async (page, screen) => {
  const found: Record<string, string[]> = {};
  await page.setViewportSize(sizes.narrowest);
  found['320 px'] = await overflowing(page);
  await setSpacing(page, true);
  await page.setViewportSize(sizes.phone);
  found['phone, spaced'] = await overflowing(page);
  await page.setViewportSize(sizes.tablet);
  found['tablet, spaced'] = await overflowing(page);
  await setSpacing(page, false);
  expect.soft(found, screen).toEqual({ '320 px': [], 'phone, spaced': [], 'tablet, spaced': [] });
};

/** Whatever can be pressed is big enough: 44 px for fingers, 24 px at a desk. Links within a sentence are as its words. */
export const lookForSmallTargets: Look = async (page, screen, { isOffice = false } = {}) => {
  const found = await page.evaluate(
    (least) => {
      const pressable = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
      const sizeOf = (element: Element): DOMRect => {
        // What is pressed of a radio button is its whole row, and so it is of a link that lies over one.
        if (getComputedStyle(element, '::after').position === 'absolute' && element instanceof HTMLElement)
          return (element.offsetParent ?? element).getBoundingClientRect();
        const row = element.matches('input[type=radio], input[type=checkbox]')
          ? element.closest('label')
          : null;
        return (row ?? element).getBoundingClientRect();
      };
      const isInSentence = (element: Element): boolean =>
        element.matches('a') &&
        getComputedStyle(element).display === 'inline' &&
        (element.parentElement?.textContent.trim().length ?? 0) > element.textContent.trim().length;
      return [...document.querySelectorAll(pressable)]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !isInSentence(each))
        .map((each) => ({ each, size: sizeOf(each) }))
        .filter(({ size }) => size.width > 1 && size.bottom > 0)
        .filter(({ size }) => Math.min(size.width, size.height) < least - 0.5)
        .map(
          ({ each, size }) =>
            `${each.tagName} ${each.textContent.trim().slice(0, 40)} ${each.className} ${Math.round(size.width)} × ${Math.round(size.height)}`,
        );
    },
    isOffice ? 24 : 44,
  );
  expect.soft(found, screen).toEqual([]);
};

/** On paper: what is looked at is there, in ink on white, and nothing that leads elsewhere or is to be pressed. */
export const lookOnPaper = async (page: Page, screen: string, content: readonly string[]): Promise<void> => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const main = page.getByRole('main');
  for (const words of content) await expect.soft(main, `${screen}, on paper`).toContainText(words);
  const found = await page.evaluate(() => {
    const onScreenOnly =
      'nav, [role=navigation], button, summary, select, textarea, input, [role=status]:not(:empty)';
    const seen = [...document.querySelectorAll(onScreenOnly)].filter((each) =>
      each.checkVisibility({ visibilityProperty: true }),
    );
    return {
      onScreenOnly: seen.map(
        (each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`,
      ),
      ground: getComputedStyle(document.body).backgroundColor,
      scheme: getComputedStyle(document.documentElement).colorScheme,
    };
  });
  expect
    .soft(found, `${screen}, on paper`)
    .toEqual({ onScreenOnly: [], ground: 'rgba(0, 0, 0, 0)', scheme: 'light' });
  await page.emulateMedia({ media: null, colorScheme: 'light' });
};

/** All of the above that is seen on a screen. */
export const lookAtAll: Look = async (page, screen, kind) => {
  await lookForBarriers(page, screen, kind);
  await lookForSmallTargets(page, screen, kind);
  await lookForOverflow(page, screen, kind);
};
