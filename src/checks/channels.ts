import type { EvidenceRef, Form, Link } from '../model/evidence.ts';
import { skeleton } from '../thai/fold.ts';
import type { Words } from './lexicon.ts';
import type { Matter } from './matter.ts';

const leadsTo = (link: Link, urls: readonly string[]): boolean =>
  urls.some((url) => link.url.toLowerCase().includes(url));

/** A link to one of the channels: told by its address anywhere on the page, by its text only in the content. */
export const isChannel = (link: Link, names: readonly string[], words: Words): boolean =>
  names.some((name) => {
    const { texts, urls } = words.channel(name);
    return leadsTo(link, urls) || (link.region === 'main' && texts.first(skeleton(link.text)) !== null);
  });

const fewestFields = 2;

/** A form on the page itself that the public can fill in, when it is one of the channels. */
const isFormChannel = (form: Form, names: readonly string[], words: Words): boolean =>
  form.region === 'main' && form.fields >= fewestFields && names.some((name) => words.channel(name).form);

/** Every way to one of the channels that the matters show. */
export const channelsIn = (matters: readonly Matter[], names: readonly string[], words: Words): EvidenceRef[] =>
  matters.flatMap(({ source }) => {
    const at = (part: { at: EvidenceRef['at'] }, quote: string): EvidenceRef => ({
      artifactId: source.artifactId,
      url: source.url,
      at: part.at,
      quote,
    });
    const pictured = names.map((name) => words.channel(name)).filter((channel) => channel.picture);
    return [
      ...source.images
        .filter(
          (image) => image.region === 'main' && pictured.some(({ texts }) => texts.first(skeleton(image.alt)) !== null),
        )
        .map((image) => at(image, image.alt)),
      ...source.forms
        .filter((form) => isFormChannel(form, names, words))
        .map((form) => at(form, form.text || form.action)),
      ...source.links
        .filter((link) => isChannel(link, names, words))
        .map((link) => at(link, link.text === '' ? link.url : `${link.text} → ${link.url}`)),
    ];
  });
