import * as z from 'zod/mini';
import { ownAccount, type OwnAccount } from '#domain/office/own-account.ts';
import {
  factorBegun,
  stepUpMeans,
  type FactorBegun,
  type FactorFinished,
  type FactorKind,
  type Proof,
  type StepUpMeans,
} from '#domain/office/sign-in.ts';
import { read, write, type Answered } from './office/api.ts';

const nothing = z.undefined();

/** One's own second factors, open sessions and tablets. */
export const readOwnAccount = (): Answered<OwnAccount> => read(ownAccount, '/api/account');

/** Ends one of one's sessions. */
export const endSession = (id: string): Answered<undefined> =>
  write(nothing, 'DELETE', `/api/account/sessions/${id}`);

/** Ends all of one's sessions but this one. */
export const endOtherSessions = (): Answered<undefined> => write(nothing, 'DELETE', '/api/account/sessions');

export const beginFactor = (kind: FactorKind): Answered<FactorBegun> =>
  write(factorBegun, 'POST', '/api/account/factors', { kind });

export const keepFactor = (finished: FactorFinished): Answered<OwnAccount> =>
  write(ownAccount, 'PUT', '/api/account/factors', finished);

export const removeFactor = (id: string): Answered<undefined> =>
  write(nothing, 'DELETE', `/api/account/factors/${id}`);

export const changePassword = (current: string, next: string): Answered<undefined> =>
  write(nothing, 'PUT', '/api/account/password', { current, next });

/** By what one can show again who one is. */
export const readStepUpMeans = (): Answered<StepUpMeans> => read(stepUpMeans, '/api/session/step-up');

/** Shows it. */
export const proveStepUp = (token: string, proof: Proof): Answered<undefined> =>
  write(nothing, 'POST', '/api/session/step-up', { token, proof });
