const hostIn = (url: string): string | null => (URL.canParse(url) ? new URL(url).hostname : null);

/** The host of an address, without its port; empty where it is no address. */
export const hostOf = (url: string): string => hostIn(url) ?? '';

/** The form in which host names compare: as DNS sees them, without `www.` and port. */
export const bareHost = (host: string): string =>
  (hostIn(`http://${host}`) ?? host.toLowerCase()).replace(/^www\./, '');

/** Whether a host belongs to the agency: one of its hosts or below one of them. */
export function sameSite(host: string, ownHosts: readonly string[]): boolean {
  const bare = bareHost(host);
  return ownHosts.map(bareHost).some((own) => bare === own || bare.endsWith(`.${own}`));
}
