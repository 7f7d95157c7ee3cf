import { request, type APIRequestContext } from '@playwright/test';
import { reviewEntry, type ReviewEntry } from '#domain/office/review.ts';
import type { ReviewComment } from '#domain/register/review.ts';
import { demoPassword } from './tablet.ts';

/** A coordinator at her desk, in a session of her own. */
export interface Desk {
  read(followUpId: string): Promise<ReviewEntry>;
  approve(followUpId: string): Promise<void>;
  return(followUpId: string, comments: readonly ReviewComment[]): Promise<void>;
  /** Any page of the API, as JSON. */
  get(path: string): Promise<unknown>;
  leave(): Promise<void>;
}

const decide = async (desk: APIRequestContext, followUpId: string, data: unknown): Promise<void> => {
  const read = await desk.get(`/api/review/${followUpId}`);
  const decided = await desk.put(`/api/review/${followUpId}/decision`, {
    data,
    headers: { 'if-match': read.headers()['etag'] ?? '' },
  });
  if (!decided.ok())
    throw new Error(`The decision was answered ${decided.status()}: ${await decided.text()}`);
};

/** Signs in at the desk. */
export const openDesk = async (origin: string, userName: string): Promise<Desk> => {
  const desk = await request.newContext({ baseURL: origin });
  const signedIn = await desk.post('/api/session', { data: { userName, password: demoPassword } });
  if (!signedIn.ok()) throw new Error(`${userName} could not sign in: ${signedIn.status()}`);
  const get = async (path: string): Promise<unknown> => {
    const response = await desk.get(path);
    if (!response.ok())
      throw new Error(`${path} was answered ${response.status()}: ${await response.text()}`);
    return response.json();
  };
  return {
    get,
    read: async (followUpId) => reviewEntry.parse(await get(`/api/review/${followUpId}`)),
    approve: (followUpId) => decide(desk, followUpId, { decision: 'approved' }),
    return: (followUpId, comments) => decide(desk, followUpId, { decision: 'returned', comments }),
    leave: () => desk.dispose(),
  };
};
