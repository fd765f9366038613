import type { EvidenceRef, Form, Link } from '../model/evidence.ts';
import { skeleton } from '../thai/fold.ts';
import type { Words } from './lexicon.ts';
import type { Matter, Unit } from './matter.ts';
import { comparePaths, pathOf } from './pieces.ts';

type Channel = ReturnType<Words['channel']>;

const leadsTo = (url: string, parts: readonly string[]): boolean => {
  const address = url.toLowerCase();
  return parts.some((part) => address.includes(part));
};

/** A file to download is no place where anybody could answer. */
export const isFile = (url: string): boolean =>
  /\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif)$/iu.test(url.split('?')[0] ?? '');

const named = (text: string, channel: Channel): boolean => {
  const folded = skeleton(text);
  return channel.texts.first(folded) !== null && channel.not.first(folded) === null;
};

/** A link to one of the channels: told by its address anywhere on the page, by its text only in the content. */
export const isChannel = (link: Link, names: readonly string[], words: Words): boolean =>
  names.some((name) => {
    const channel = words.channel(name);
    if (channel.not.first(skeleton(link.text)) !== null) return false;
    if (leadsTo(link.url, channel.urls)) return true;
    return link.region === 'main' && named(link.text, channel) && (channel.picture || !isFile(link.url));
  });

const fewestFields = 2;

/**
 * A form on the page itself that the public can fill in: one of the channels where the page says so, else what may be
 * one. A form that seems to be another may still be one where the words right above it say so.
 */
const judgeForm = (
  form: Form,
  channel: Channel,
  page: { text: string; above: (form: Form) => string },
): 'sure' | 'doubtful' | null => {
  if (form.region !== 'main' || form.fields < fewestFields) return null;
  if (channel.not.first(skeleton(`${form.text} ${form.action}`)) !== null)
    return channel.form !== false && named(page.above(form), channel) ? 'doubtful' : null;
  if (channel.form === false) return channel.maybe.length > 0 ? 'doubtful' : null;
  const above = skeleton(page.above(form));
  // "Apart from the general channel" names both: then the form is what the sentence is about.
  if (channel.not.first(above) !== null && channel.texts.first(above) === null) return 'doubtful';
  const isCalledSo = channel.form === true || channel.texts.first(skeleton(`${page.text} ${form.text}`)) !== null;
  return isCalledSo ? 'sure' : 'doubtful';
};

/**
 * What stands around a link: the text that holds it, or the one before it where it stands alone.
 * @param above only what stands before it, as for a form, which holds texts of its own
 */
const textBeside = (units: readonly Unit[], above = false): ((part: { path: string }) => string) => {
  const paths = units.map((unit) => pathOf(unit.path));
  return (part) => {
    const place = pathOf(part.path);
    let low = 0;
    let high = units.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comparePaths(paths[middle] ?? [], place) <= (above ? -1 : 0)) low = middle + 1;
      else high = middle;
    }
    return units[low - 1]?.text ?? '';
  };
};

/** Ways to one of the channels: those that certainly are, and those that a person must look at. */
export type ChannelsFound = { sure: EvidenceRef[]; doubtful: EvidenceRef[] };

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/**
 * How a link stands to a channel. Where the channel is a form to fill in, a page of the same site that was looked at
 * speaks for itself, and one that was not may be anything but what its name says.
 */
const judgeLink = (
  link: Link,
  channel: Channel,
  from: { host: string; looked: ReadonlySet<string>; beside: (link: Link) => string },
): 'sure' | 'doubtful' | null => {
  if (channel.not.first(skeleton(link.text)) !== null) return null;
  const inContent = link.region === 'main';
  const inReach = inContent || channel.anywhere;
  const byText = inContent && named(link.text, channel) && (channel.picture || !isFile(link.url));
  const byAddress = leadsTo(link.url, channel.urls);
  const ownPage = channel.form !== false && hostOf(link.url) === from.host;
  if (ownPage && from.looked.has(link.url)) return null;
  // A link that says nothing itself is what the words beside it say.
  if (byAddress && !byText && inContent && channel.not.first(skeleton(from.beside(link))) !== null) return null;
  if (byAddress) return inReach && !ownPage ? 'sure' : 'doubtful';
  if (byText) return ownPage ? 'doubtful' : 'sure';
  return inReach && leadsTo(link.url, channel.maybe) ? 'doubtful' : null;
};

/** Every way to one of the channels that the matters show. */
export const channelsIn = (matters: readonly Matter[], names: readonly string[], words: Words): ChannelsFound => {
  const found: ChannelsFound = { sure: [], doubtful: [] };
  const looked = new Set(matters.map(({ source }) => source.url));
  for (const { source, units, text } of matters) {
    const ref = ({ at }: { at: EvidenceRef['at'] }, quote: string): EvidenceRef => ({
      artifactId: source.artifactId,
      url: source.url,
      at,
      quote,
    });
    const from = { host: hostOf(source.url), looked, beside: textBeside(units) };
    const page = { text: `${source.title} ${text}`, above: textBeside(units, true) };
    for (const channel of names.map((name) => words.channel(name))) {
      for (const image of source.images)
        if (channel.picture && image.region === 'main' && named(image.alt, channel))
          found.sure.push(ref(image, image.alt));
      for (const form of source.forms) {
        const standing = judgeForm(form, channel, page);
        if (standing) found[standing].push(ref(form, form.text || form.action));
      }
      for (const link of source.links) {
        const standing = judgeLink(link, channel, from);
        if (standing) found[standing].push(ref(link, link.text === '' ? link.url : `${link.text} → ${link.url}`));
      }
    }
  }
  return found;
};
