/**
 * The page's Trusted Types policy for scripts that it starts itself: the worker and the service worker. An address
 * anywhere but at our own origin is refused. Browsers without Trusted Types take the text.
 */
interface ScriptPolicy {
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

const rules: ScriptPolicy = {
  createScriptURL: (url) => {
    const address = new URL(url, location.href);
    if (address.origin !== location.origin) throw new TypeError('Scripts come from our own origin alone');
    return address.href;
  },
};

const hasPolicies = (scope: object): scope is { trustedTypes: PolicyFactory } => 'trustedTypes' in scope;

const scope: object = globalThis;
const policy = hasPolicies(scope) ? scope.trustedTypes.createPolicy('foljsam', rules) : rules;

/** The address in the form that Worker and serviceWorker.register take under the policy. */
export const scriptUrl = (url: string): string => policy.createScriptURL(url);
