/** As much of a browser as the way to a provider and back needs: cookies of each origin, redirects one at a time. */
export class OidcBrowser {
  readonly #jars = new Map<string, Map<string, string>>();
  readonly #hosts: ReadonlyMap<string, string>;

  /** `hosts`: where an origin really is, as a name server would say. */
  constructor(hosts: ReadonlyMap<string, string>) {
    this.#hosts = hosts;
  }

  cookieOf(origin: string, name: string): string | undefined {
    return this.#jars.get(origin)?.get(name);
  }

  /** Throws away the cookies of an origin: nobody is signed in there any more. */
  forget(origin: string): void {
    this.#jars.delete(origin);
  }

  #jarOf(origin: string): Map<string, string> {
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }

  /** Asks for an address and gives the answer, without going where it sends. */
  async ask(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const jar = this.#jarOf(url.origin);
    const real = new URL(url.pathname + url.search, this.#hosts.get(url.origin) ?? url.origin);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(real, { ...init, headers, redirect: 'manual' });
    for (const each of response.headers.getSetCookie()) {
      const [pair = ''] = each.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(each)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows redirects from an address until one leads to a path that begins so; gives that address, not asked for. */
  async goUntil(address: string | URL, path: string): Promise<URL> {
    let at = new URL(address);
    for (let hops = 0; hops < 15; hops += 1) {
      const response = await this.ask(at);
      const to = response.headers.get('location');
      if (to === null)
        throw new Error(`${at.href} leads nowhere: ${response.status} ${await response.text()}`);
      at = new URL(to, at);
      if (at.pathname.startsWith(path)) return at;
    }
    throw new Error('The redirects have no end');
  }
}
