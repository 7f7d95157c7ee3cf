import type { DeviceWords } from '../sv/device.ts';
import type { Catalogue } from '../sv-all.ts';

export const problems = (device: DeviceWords): Catalogue['problems'] => ({
  codes: {
    'bad-request':
      'The register could not read what was sent. Save it as a file and contact the administrator.',
    'not-signed-in': 'You need to sign in again.',
    'wrong-credentials': 'The user name or the password was wrong.',
    'unknown-device': `The register does not know ${device.the}. Sign in again to enrol it.`,
    'bad-signature': `What was sent could not be shown to come from ${device.the}. Sign in again.`,
    'wrong-user': `The person who wrote this is not enrolled on ${device.the}. Ask her to sign in here.`,
    'step-up-needed': 'Show again that it is you, and do it once more.',
    'not-allowed': 'You do not have the right to do this.',
    'reason-needed': 'You have no assignment in the case. Say first why you need to read it.',
    'foreign-site': 'The request came from another site and was not taken.',
    'not-found': 'It does not exist, or you do not have the right to see it.',
    'stale-revision': 'Somebody else has changed it meanwhile. Read the latest and do it again.',
    'state-conflict': 'It cannot be done in the state that it is in now.',
    'already-exists': 'It exists already.',
    'too-large': 'It is larger than the register takes. Shorten the texts and send again.',
    'unsupported-media-type': 'The register did not take the format. Reload the page and try again.',
    invalid: 'Something in what was sent is not right. Open, put right and send again.',
    'app-too-old': 'This version of Följsam is too old. Reload the page to get the new one.',
    'precondition-required': 'Reload the page and try again.',
    'too-many-requests': 'Too many attempts. Wait a while.',
    internal: 'Something went wrong in the register. It will be tried again.',
    unavailable: 'The register cannot answer just now. It will be tried again.',
  },
  unknown: 'Something went wrong. What you wrote is still here.',
  sync: {
    offline: 'Waiting for a network.',
    busy: 'The register has much to do just now.',
    'server-error': 'The register cannot answer just now.',
    'unknown-device': `The register does not know ${device.the}. Sign in again, and it is sent.`,
    'wrong-user': `Something waits from a person who is not enrolled on ${device.the}. Ask her to sign in here.`,
    'app-too-old': 'Följsam needs to be updated before it can be sent. Reload the page.',
  },
});
