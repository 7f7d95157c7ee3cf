import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './tests/chromium.ts';

// Every test starts servers of its own (tests/e2e/…), so there is no webServer here.
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: 'test-results',
  // Files run beside each other, each with servers and browsers of its own; the tests of one file in turn. Most of the
  // time a test waits (for a disk, a passphrase to be stretched, a quarter of a second to pass), so four share two cores.
  workers: 4,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: chromiumLaunchOptions(),
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    viewport: { width: 1180, height: 820 },
    // Recording a trace takes longer than the tests themselves; asked for where one is wanted.
    trace: process.env['TRACE'] === undefined ? 'off' : 'retain-on-failure',
  },
});
