import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Thrown for a host that the program does not talk to: hostile pages must not reach the machine's own network. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

export type Address = { address: string; family: 4 | 6 };
/** Where to connect: vetted addresses, and a port where `resolve` gives one. */
export type Route = { addresses: Address[]; port: number | null };
export type Guard = {
  /** Resolves a host once in a run and vets it; throws AddressRefused, or the resolver's error. */
  route(hostname: string): Promise<Route>;
};

const forbidden = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  forbidden.addSubnet(net, bits, 'ipv4');
/** Only global unicast is ever given to public servers; within it lie tunnels, which wrap IPv4 addresses, and examples. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const forbidden6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  forbidden6.addSubnet(net, bits, 'ipv6');

/**
 * Whether an IP address lies outside the public internet: loopback, private, link-local (cloud metadata too),
 * carrier NAT, documentation, multicast, and every IPv6 form that wraps an IPv4 address.
 */
export const isForbidden = (address: string): boolean => {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 4) return forbidden.check(plain, 'ipv4');
  return family !== 6 || !global6.check(plain, 'ipv6') || forbidden6.check(plain, 'ipv6');
};

/** Names that only a machine or its own network gives a meaning to; cloud metadata too. They are not even looked up. */
const privateName = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/;

/** The host of an address as the guard names it: lower case, without brackets and final dot. */
export const guardName = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '');

const parseTarget = (target: string): Route => {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(target);
  const plain = isIP(target) ? [target, target] : /^([^:]+)(?::(\d+))?$/.exec(target);
  const [, address = '', port] = bracketed ?? plain ?? [];
  const family = isIP(address);
  if (family !== 4 && family !== 6) throw new TypeError(`resolve needs an IP address, not ${target}`);
  return { addresses: [{ address, family }], port: port ? Number(port) : null };
};

/** All addresses of a name, as the system finds them; throws the system's error. */
export type Lookup = (host: string) => Promise<readonly { address: string; family: number }[]>;

const systemLookup: Lookup = (host) => lookup(host, { all: true });

/**
 * The one gate to the network. A name is looked up once, and only addresses that passed are ever connected to: a name
 * server that changes its mind afterwards changes nothing.
 */
export function createGuard(options: {
  /** Hosts whose private or loopback address is allowed. */
  allowHosts?: readonly string[] | undefined;
  /** Host to address or address:port. */
  resolve?: Readonly<Record<string, string>> | undefined;
  lookup?: Lookup | undefined;
}): Guard {
  const lookUp = options.lookup ?? systemLookup;
  const allowed = new Set((options.allowHosts ?? []).map(guardName));
  const fixed = new Map(
    Object.entries(options.resolve ?? {}).map(([host, target]) => [guardName(host), parseTarget(target)]),
  );
  const known = new Map<string, Promise<Route>>();

  const find = async (host: string): Promise<Route> => {
    const given = fixed.get(host);
    if (given) return given;
    if (privateName.test(host) && !allowed.has(host))
      throw new AddressRefused(`${host} is a name of a private network`);
    const family = isIP(host);
    const found: Address[] =
      family === 4 || family === 6
        ? [{ address: host, family }]
        : (await lookUp(host)).map(({ address, family: f }) => ({ address, family: f === 6 ? 6 : 4 }));
    const addresses = allowed.has(host) ? found : found.filter(({ address }) => !isForbidden(address));
    if (addresses.length === 0)
      throw new AddressRefused(`${host} leads to ${found.map(({ address }) => address).join(', ')}`);
    return { addresses, port: null };
  };

  return {
    route(hostname) {
      const host = guardName(hostname);
      let route = known.get(host);
      if (!route) {
        route = find(host);
        known.set(host, route);
        route.catch((error: unknown) => {
          if (!(error instanceof AddressRefused)) known.delete(host);
        });
      }
      return route;
    },
  };
}
