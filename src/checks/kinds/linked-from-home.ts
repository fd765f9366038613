import type { EvidenceRef, Link } from '../../model/evidence.ts';
import { isChannel } from '../channels.ts';
import { type Check, cantTell, failed, passed } from '../context.ts';

/** On the way from the home page a menu is as good as the content. */
const inSight = (link: Link): Link => ({ ...link, region: 'main' });

/** The channel, or the page submitted for it, can be reached by clicks from the home page of the main website. */
export const linkedFromHome: Check<'linked-from-home'> = ({ channels }, { fromHome, submitted, words }) => {
  if (fromHome === null) return cantTell({ code: 'home-not-seen' });
  const targets = new Set(submitted);
  const refs: EvidenceRef[] = fromHome.steps.flatMap((step) =>
    step.links
      .filter((link) => targets.has(link.url) || isChannel(inSight(link), channels, words))
      .slice(0, 1)
      .map((link) => ({
        artifactId: step.artifactId,
        url: step.url,
        at: link.at,
        quote: link.text === '' ? link.url : `${link.text} → ${link.url}`,
      })),
  );
  if (refs.length > 0) return passed(refs);
  const [home] = fromHome.steps;
  if (!home) return cantTell({ code: 'home-not-seen' });
  if (!fromHome.complete) {
    const label = home.title || home.url;
    return cantTell({ code: 'look-incomplete', gaps: [{ code: 'over-budget', url: home.url, label }] });
  }
  return failed({ code: 'not-linked', target: submitted[0] ?? channels[0] ?? '' }, [
    { artifactId: home.artifactId, url: home.url, at: { in: 'whole' }, quote: home.title || home.url },
  ]);
};
