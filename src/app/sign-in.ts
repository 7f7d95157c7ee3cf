import {
  signInMeans,
  signInReply,
  type Proof,
  type SignInMeans,
  type SignInReply,
} from '#domain/office/sign-in.ts';
import { sessionView, type SessionView } from '#domain/session.ts';
import { fail, type Result } from '#domain/result.ts';
import { read, write, type Answered, type OfficeProblem } from './office/api.ts';

export type SignInProblem = 'wrong-credentials' | 'too-many-requests' | 'offline' | 'unexpected';

const known: readonly SignInProblem[] = ['wrong-credentials', 'too-many-requests', 'offline'];

const problemOf = ({ code }: OfficeProblem): SignInProblem =>
  known.find((each) => each === code) ?? 'unexpected';

const answered = async (asked: Answered<SignInReply>): Promise<Result<SignInReply, SignInProblem>> => {
  const answer = await asked;
  return answer.ok ? answer : fail(problemOf(answer.problem));
};

/** Whose session the browser has; null where it has none, or where the server does not answer. */
export const readSession = async (): Promise<SessionView | null> => {
  const answer = await read(sessionView, '/api/session');
  return answer.ok ? answer.value : null;
};

/** The ways in that the server has. */
export const readSignInMeans = (): Answered<SignInMeans> => read(signInMeans, '/api/sign-in');

/** The first step: user name and password. */
export const beginSignIn = (userName: string, password: string) =>
  answered(write(signInReply, 'POST', '/api/session', { userName, password }));

/** The second: something that she has. */
export const finishSignIn = (token: string, proof: Proof) =>
  answered(write(signInReply, 'POST', '/api/session/second-factor', { token, proof }));
