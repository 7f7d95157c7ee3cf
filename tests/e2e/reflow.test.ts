import { test } from '@playwright/test';
import { useCity } from './city.ts';
import { walkTheOffice, walkTheTablet } from './every-screen.ts';
import { lookForOverflow, lookForSmallTargets, type Look } from './looks.ts';

const city = useCity();

const lookAtTheLayout: Look = async (page, screen, kind) => {
  await lookForSmallTargets(page, screen, kind);
  await lookForOverflow(page, screen, kind);
};

test('every screen of the tablet fits 320 px and wider text, with targets for fingers', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await walkTheTablet(browser, city.register.port, lookAtTheLayout);
});

test('so does every screen of the office', async ({ browser }) => {
  test.setTimeout(180_000);
  await walkTheOffice(browser, city.origin, lookAtTheLayout);
});
