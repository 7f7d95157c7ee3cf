import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const packageFolder = join(import.meta.dirname, '..', 'node_modules', '@playwright', 'test');
const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** True if the browser is there and finds the libraries that it needs (Playwright's own comes without them). */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The path of a Chromium on this machine: CHROMIUM_PATH, else Playwright's own, else the system's. */
function findChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...usualPlaces].find((path) => starts(path));
}

/** Runs a command with its words on standard error; true if it succeeded. */
function succeeds(command: string, ...parameters: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, parameters, { env, stdio: ['ignore', 2, 2] }).status === 0;
}

/**
 * Finds a Chromium, or gets one: Playwright's own, else, as root on Debian and its kin, the distribution's.
 * Undefined where there is none to be had; what to do stands on standard error.
 */
export function ensureChromium(): string | undefined {
  const present = findChromium();
  if (present !== undefined) return present;
  console.error('No Chromium on this machine: fetching the one of Playwright …');
  succeeds(process.execPath, join(packageFolder, 'cli.js'), 'install', 'chromium');
  const fetched = findChromium();
  if (fetched !== undefined) return fetched;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('That did not work: installing the package chromium of the distribution …');
    if (succeeds('apt-get', 'update'))
      succeeds('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
  }
  const installed = findChromium();
  if (installed === undefined) {
    console.error(
      'No Chromium could be found or fetched, so the browser tests cannot run. Install Chromium or Chrome, or set ' +
        'CHROMIUM_PATH to one, and try again.',
    );
  }
  return installed;
}

/**
 * How every test and benchmark starts Chromium: the one that was found, quiet in the background so that no request
 * goes to another origin. Chromium's sandbox does not work for root.
 */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = findChromium();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}
