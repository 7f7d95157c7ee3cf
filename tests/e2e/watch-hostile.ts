import type { BrowserContext, Page } from '@playwright/test';

/** What happened in a browser that only hostile words could have brought about. */
export interface Watch {
  readonly happened: string[];
  /** Looks at what the page shows now: whether a word has become an element, an attribute or an address. */
  look(page: Page, screen: string): Promise<void>;
}

/** Elements and attributes that the app never makes, and that the words would. */
const strangers = (): string[] => {
  const elements =
    'iframe, object, embed, math, marquee, base, form[action], script:not([src]), style, animate';
  const found = [...document.querySelectorAll(elements)].map((each) => each.outerHTML.slice(0, 100));
  for (const each of document.querySelectorAll('*')) {
    for (const { name, value } of each.attributes) {
      const isAddress = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcdoc'].includes(name);
      if (name.startsWith('on') || (isAddress && /^\s*(javascript|data|vbscript):/i.test(value))) {
        found.push(`${each.tagName} ${name}=${value.slice(0, 80)}`);
      }
    }
  }
  return found;
};

/** Watches all pages of a context: code that runs, dialogs, reports of the policy, requests to elsewhere. */
export const watchFor = async (context: BrowserContext, origin: string): Promise<Watch> => {
  const happened: string[] = [];
  const note = (_source: unknown, what: string): void => void happened.push(what);
  await context.exposeBinding('ran', () => void happened.push('code ran'));
  await context.exposeBinding('noteHostile', note);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      void window.noteHostile(`policy: ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  context.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isOurs = url.origin === origin || ['blob:', 'file:', 'about:'].includes(url.protocol);
    if (!isOurs || url.pathname.endsWith('/x')) happened.push(`request: ${request.url().slice(0, 200)}`);
  });
  return {
    happened,
    look: async (page, screen) => {
      const found = await page.evaluate(strangers);
      happened.push(...found.map((each) => `${screen}: ${each}`));
    },
  };
};

declare global {
  interface Window {
    noteHostile(what: string): Promise<void>;
  }
}
