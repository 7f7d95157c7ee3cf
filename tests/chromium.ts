import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const packageFolder = join(import.meta.dirname, '..', 'node_modules', '@playwright', 'test');
/** The whole browser, as people have it; or its shell, the same engine without windows: a quarter quicker. */
export type Build = 'whole' | 'shell';

const commandNames: Readonly<Record<Build, readonly string[]>> = {
  whole: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  shell: ['chromium-headless-shell'],
};
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** True if the browser is there and finds the libraries that it needs (Playwright's own comes without them). */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The paths of this build on this machine, in the order in which they are tried. */
function placesOf(build: Build): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = commandNames[build].flatMap((name) => folders.map((folder) => join(folder, name)));
  return build === 'shell' ? onPath : [chromium.executablePath(), ...onPath, ...usualPlaces];
}

const found = new Map<Build, string>();

/** The path of that build on this machine: CHROMIUM_PATH for either, else Playwright's own, else the system's. */
function find(build: Build): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  const path = found.get(build) ?? placesOf(build).find((place) => starts(place));
  if (path !== undefined) found.set(build, path);
  return path;
}

/** That build, else the other. */
const findEither = (build: Build): string | undefined =>
  find(build) ?? find(build === 'whole' ? 'shell' : 'whole');

/** Runs a command with its words on standard error; true if it succeeded. */
function succeeds(command: string, ...parameters: string[]): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(command, parameters, { env, stdio: ['ignore', 2, 2] });
  child.on('error', () => resolve(false));
  child.on('exit', (code) => resolve(code === 0));
  return promise;
}

/** Installs both builds of the distribution, as root on Debian and its kin; the whole browser alone where it must. */
async function installPackages(): Promise<void> {
  console.error('Installing the packages of Chromium of the distribution …');
  if (!(await succeeds('apt-get', 'update'))) return;
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  if (!(await succeeds('apt-get', ...install, 'chromium-headless-shell')))
    await succeeds('apt-get', ...install);
}

/**
 * Finds Chromium, or gets it: as root on Debian and its kin the distribution's, else Playwright's own. False where there
 * is none to be had; what to do stands on standard error.
 */
export async function ensureChromium(): Promise<boolean> {
  const isComplete = find('whole') !== undefined && find('shell') !== undefined;
  if (!isComplete && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installPackages();
  if (findEither('whole') !== undefined) return true;
  console.error('No Chromium on this machine: fetching the one of Playwright …');
  await succeeds(process.execPath, join(packageFolder, 'cli.js'), 'install', 'chromium');
  if (find('whole') !== undefined) return true;
  console.error(
    'No Chromium could be found or fetched, so the browser tests cannot run. Install Chromium or Chrome, or set ' +
      'CHROMIUM_PATH to one, and try again.',
  );
  return false;
}

/**
 * How every test and benchmark starts Chromium: of that build where there is one, quiet in the background so that no request
 * goes to another origin. Chromium's sandbox does not work for root.
 */
export function chromiumLaunchOptions(build: Build = 'shell'): LaunchOptions {
  const executablePath = findEither(build);
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
