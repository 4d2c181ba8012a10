import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { GuardedFetchError } from './guarded-fetch-error.ts';
import { isPublicAddress } from './public-address.ts';

/** Asks for all addresses of a name; the system's by default, a stub in tests. */
export type AddressLookup = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface HostRules {
  /** Host names, `*.example.org` for every host below it, `*` for every public host. */
  allowHosts: readonly string[];
  /** Configured base addresses that are trusted as they are: other hosts, plain http and private addresses. */
  exceptions?: readonly string[];
  lookup?: AddressLookup;
}

/** Decides where a request may go. */
export interface HostGuard {
  /**
   * Judges the address of one hop before anything is sent.
   *
   * @throws {GuardedFetchError} `bad-url`, `not-https`, `host-not-allowed` or `private-address`.
   */
  check(url: URL): void;
  /** For the connection: the addresses that were judged are the ones that are used. Undefined: no judging needed. */
  lookupFor(url: URL): LookupFunction | undefined;
}

export function createHostGuard(rules: HostRules): HostGuard {
  const exceptions = new Set((rules.exceptions ?? []).map((address) => new URL(address).origin));
  const lookup = rules.lookup ?? (systemLookup as AddressLookup);

  return {
    check(url) {
      if (url.username || url.password) throw new GuardedFetchError('bad-url');
      if (exceptions.has(url.origin)) return;
      if (url.protocol !== 'https:') throw new GuardedFetchError('not-https');
      const host = bareHost(url);
      // A literal address is never looked up, so it is judged here.
      if (isIP(host) && !isPublicAddress(host)) throw new GuardedFetchError('private-address');
      if (!rules.allowHosts.some((pattern) => matches(pattern, host)))
        throw new GuardedFetchError('host-not-allowed');
    },
    lookupFor: (url) => (exceptions.has(url.origin) ? undefined : guardedLookup(lookup)),
  };
}

/** One closed address among several is enough to refuse: the connection might pick it. */
function guardedLookup(lookup: AddressLookup): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return done(error ?? new GuardedFetchError('unreachable'), '', 0);
      const closed = addresses.some(({ address }) => !isPublicAddress(address));
      if (closed) return done(new GuardedFetchError('private-address'), '', 0);
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

function matches(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*.')) return host.endsWith(pattern.slice(1));
  return host === pattern;
}

/** Without the brackets of an IPv6 address and the closing dot of a full name. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
