import type { Endpoint } from './endpoint.ts';
import { accessReasonEndpoints } from './endpoints/access-reasons.ts';
import { accountEndpoints } from './endpoints/account.ts';
import { changes } from './endpoints/changes.ts';
import { closedPeriodEndpoints } from './endpoints/closed-periods.ts';
import { demoEndpoints } from './endpoints/demo.ts';
import { deviceEndpoints } from './endpoints/devices.ts';
import { extractEndpoints } from './endpoints/extracts.ts';
import { draftCopyEndpoints } from './endpoints/draft-copies.ts';
import { externalSignInEndpoints } from './endpoints/external-sign-in.ts';
import { healthEndpoints } from './endpoints/health.ts';
import { invitationEndpoints } from './endpoints/invitations.ts';
import { logControlEndpoints } from './endpoints/log-control.ts';
import { openapiEndpoint } from './endpoints/openapi.ts';
import { organisationEndpoints } from './endpoints/organisation.ts';
import { placementEndpoints } from './endpoints/placements.ts';
import { planningEndpoints } from './endpoints/planning.ts';
import { providerEndpoints } from './endpoints/providers.ts';
import { publicationEndpoints } from './endpoints/publications.ts';
import { purgeEndpoints } from './endpoints/purges.ts';
import { questionnaireDraftEndpoints } from './endpoints/questionnaire-drafts.ts';
import { questionnaireFileEndpoints } from './endpoints/questionnaire-files.ts';
import { questionnaireEndpoints } from './endpoints/questionnaires.ts';
import { recoveryEndpoints } from './endpoints/recoveries.ts';
import { reportEndpoints } from './endpoints/reports.ts';
import { reviewEndpoints } from './endpoints/review.ts';
import { sealingKeys } from './endpoints/sealing-keys.ts';
import { settlementEndpoints } from './endpoints/settlements.ts';
import { sessionEndpoints } from './endpoints/session.ts';
import { uploads } from './endpoints/uploads.ts';
import { userEndpoints } from './endpoints/users.ts';

const described: readonly Endpoint[] = [
  ...healthEndpoints,
  ...demoEndpoints,
  ...sessionEndpoints,
  ...externalSignInEndpoints,
  ...accountEndpoints,
  ...invitationEndpoints,
  ...userEndpoints,
  ...deviceEndpoints,
  sealingKeys,
  ...recoveryEndpoints,
  ...draftCopyEndpoints,
  ...organisationEndpoints,
  ...planningEndpoints,
  ...placementEndpoints,
  ...questionnaireEndpoints,
  ...questionnaireDraftEndpoints,
  ...questionnaireFileEndpoints,
  ...accessReasonEndpoints,
  ...reviewEndpoints,
  ...settlementEndpoints,
  ...logControlEndpoints,
  ...providerEndpoints,
  ...purgeEndpoints,
  ...extractEndpoints,
  ...reportEndpoints,
  ...closedPeriodEndpoints,
  ...publicationEndpoints,
  uploads,
  changes,
];

/** Every endpoint there is. The tests of access and the OpenAPI description are made from this very list. */
export const routes: readonly Endpoint[] = [...described, openapiEndpoint(described)];
