import { test } from '@playwright/test';
import { useCity } from './city.ts';
import { walkTheOffice } from './every-screen.ts';
import { lookAtAll } from './looks.ts';

const city = useCity();

test('no screen of the office has a barrier that axe knows, is wider than 320 px or wider text, or too small to press', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  await walkTheOffice(browser, city.origin, lookAtAll);
});
