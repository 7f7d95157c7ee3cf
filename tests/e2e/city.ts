import { expect, test } from '@playwright/test';
import type { Build } from '../chromium.ts';
import { openDesk, type Desk } from './desk.ts';
import { askedElsewhere, catchForeignRequests, type ForeignRequests } from './foreign-requests.ts';
import { readWholeLog } from './log-words.ts';
import { startRegister, type RegisterProcess } from './register-process.ts';
import { newTablet, type Tablet } from './tablet.ts';

/** The demo city of one test file: a server of its own, and the tablets and desks that meet it. */
export interface City {
  readonly register: RegisterProcess;
  readonly origin: string;
  /** A tablet that has never been used, switched off; thrown away after the test, or the file where it was made before. */
  tablet(origin?: string): Promise<Tablet>;
  desk(userName: string): Promise<Desk>;
}

/**
 * Gives the file a city. After every test it is made sure that no browser has asked for anything of another origin; at the
 * end that the server's log holds no word about anybody. `build`: the browser that its tablets have.
 */
export const useCity = ({ build = 'shell' }: { readonly build?: Build } = {}): City => {
  let register: RegisterProcess | null = null;
  let foreign: ForeignRequests | null = null;
  const tablets: Tablet[] = [];
  const desks: Desk[] = [];

  const running = (): RegisterProcess => {
    if (register === null) throw new Error('The city is there from the first test on');
    return register;
  };

  test.beforeAll(async () => {
    [register, foreign] = await Promise.all([startRegister(), catchForeignRequests()]);
  });
  test.afterEach(() => {
    const { status, expectedStatus } = test.info();
    if (status !== expectedStatus) for (const { complaints } of tablets) console.log(complaints.join('\n'));
    expect([...(foreign?.hosts ?? []), ...askedElsewhere], 'requests to other origins').toEqual([]);
  });
  test.afterAll(async () => {
    for (const tablet of tablets) await tablet.throwAway();
    for (const desk of desks) await desk.leave();
    await foreign?.close();
    const log = register && readWholeLog(register);
    await register?.remove();
    expect(log?.found, 'words about somebody in the log').toEqual([]);
    expect(log?.lines, 'lines of the log').toBeGreaterThan(0);
  });

  return {
    get register() {
      return running();
    },
    get origin() {
      return `http://localhost:${running().port}`;
    },
    tablet: async (origin = `http://localhost:${running().port}`) => {
      const tablet = await newTablet(origin, foreign === null ? [] : [foreign.browserArgument], build);
      tablets.push(tablet);
      return tablet;
    },
    desk: async (userName) => {
      const desk = await openDesk(`http://127.0.0.1:${running().port}`, userName);
      desks.push(desk);
      return desk;
    },
  };
};
