import type { SpecOf } from '../../model/check-spec.ts';
import type { EvidenceRef } from '../../model/evidence.ts';
import { findEmails, findPhones } from '../../thai/contacts.ts';
import { type Check, type CheckContext, cantTell, failed, passed } from '../context.ts';
import { findAll, type Matter, refTo } from '../matter.ts';
import { inPictures } from '../pictures.ts';

type Contact = SpecOf<'contact-present'>['contact'];
type Find = (matter: Matter, context: CheckContext) => EvidenceRef[];

const inUnits =
  (find: (text: string) => readonly unknown[]): Find =>
  (matter) =>
    matter.units.filter((unit) => find(unit.text).length > 0).map((unit) => refTo(matter, unit));

const linkTo =
  (scheme: string): Find =>
  ({ source }) =>
    source.links
      .filter((link) => link.region === 'main' && link.url.toLowerCase().startsWith(scheme))
      .map((link) => ({ artifactId: source.artifactId, url: source.url, at: link.at, quote: link.text || link.url }));

/** A postal address: enough of its parts close together, so that a mere mention of the district is none. */
const address: Find = (matter, { words }) => {
  const parts = words.addressParts;
  const near = 200;
  const hits = findAll(matter, parts);
  return hits
    .filter(
      (hit, index) =>
        new Set(
          hits
            .slice(index, index + 8)
            .filter((other) => other.start - hit.start < near)
            .map((other) => other.phrase),
        ).size >= 3,
    )
    .slice(0, 1)
    .map((hit) => refTo(matter, hit.unit, hit));
};

const finders: Record<Contact, Find[]> = {
  address: [address],
  phone: [inUnits(findPhones), linkTo('tel:')],
  email: [inUnits(findEmails), linkTo('mailto:')],
};

/** The agency's own address, telephone, e-mail or map stands in the content of the page. */
export const contactPresent: Check<'contact-present'> = ({ contact }, context) => {
  const refs = context.matters.flatMap((matter) => finders[contact].flatMap((find) => find(matter, context)));
  if (refs.length > 0) return passed(refs);
  const pictures = inPictures(context.matters);
  if (pictures.length > 0) return cantTell({ code: 'in-picture', pictures: pictures.length }, pictures);
  return failed({ code: 'contact-missing', contact });
};
