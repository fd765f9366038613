import type { GatherPlan } from '../gather/index.ts';
import { hostOf } from '../gather/index.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Item, Ruleset } from '../model/ruleset.ts';

/** What to look for below a submitted page: how the item's documents are called, and the years they are about. */
const lookFor = (item: Item, ruleset: Ruleset): { wanted: string[]; years: number[] } => {
  const subjects = Object.values(item.documents);
  return {
    wanted: [
      ...new Set([item.title.th, ...subjects.flatMap((subject) => ruleset.lexicon.words[subject.titles] ?? [])]),
    ],
    years: [...new Set(subjects.flatMap((subject) => subject.fiscalYear ?? []))],
  };
};

export type Chrome = Pick<GatherPlan, 'enterTexts' | 'notFoundTexts' | 'maintenanceTexts' | 'loginTexts' | 'nextTexts'>;
/** How pages of the site speak to their visitors, as the year's lexicon has it. */
export const chromeOf = ({ lexicon }: Ruleset): Chrome => ({
  enterTexts: lexicon.chrome.home,
  notFoundTexts: lexicon.chrome.notFound,
  maintenanceTexts: lexicon.chrome.maintenance,
  loginTexts: lexicon.chrome.login,
  nextTexts: lexicon.chrome.next,
});

/** The visits that a manifest asks for, in the order of the ruleset. */
export const planFor = (manifest: Manifest, ruleset: Ruleset): GatherPlan => ({
  home: manifest.agency.website,
  ownHosts: [hostOf(manifest.agency.website), ...(manifest.agency.alsoOwn ?? [])],
  items: ruleset.items.flatMap((item) => {
    const urls = manifest.items[item.id]?.urls ?? [];
    return urls.length === 0 ? [] : [{ itemId: item.id, urls, ...lookFor(item, ruleset) }];
  }),
  ...chromeOf(ruleset),
});

/** The visits for judging one item from given addresses: their own site's home page is where a visitor would start. */
export const planForItem = (item: Item, urls: readonly string[], ruleset: Ruleset): GatherPlan => ({
  home: new URL('/', urls[0]).href,
  ownHosts: [...new Set(urls.map(hostOf))],
  items: [{ itemId: item.id, urls: [...urls], ...lookFor(item, ruleset) }],
  ...chromeOf(ruleset),
});
