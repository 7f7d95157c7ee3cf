import type { Route } from '#app/router.ts';

/** The pages of the office: planning, review, reports, administration. */
export const officeRoutes: readonly Route[] = [];
