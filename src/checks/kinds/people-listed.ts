import type { EvidenceRef } from '../../model/evidence.ts';
import { type Check, type CheckContext, cantTell, doubtfulIn, failed, passed } from '../context.ts';
import { type Person, peopleIn } from '../people.ts';
import { fileOf, inPictures, isStandIn, standIns } from '../pictures.ts';

type Field = 'name' | 'post' | 'photo' | 'contact';
/** Has it, lacks it, or has only something that others have too. */
type Holding = 'own' | 'shared' | 'none';

/** What only one person has of a kind, counting all mentions of that person as one. */
const ownedByOne = (people: readonly Person[], keysOf: (person: Person) => readonly string[]) => {
  const owners = new Map<string, Set<string>>();
  for (const person of people)
    for (const key of keysOf(person)) owners.set(key, (owners.get(key) ?? new Set()).add(person.key));
  return (key: string): boolean => (owners.get(key)?.size ?? 0) <= 1;
};

const holdings = (
  field: Field,
  people: readonly Person[],
  everybody: readonly Person[],
  context: CheckContext,
): ((person: Person) => Holding) => {
  if (field === 'name') return ({ name }) => (name === '' ? 'none' : 'own');
  if (field === 'post') return ({ posts }) => (posts.length === 0 ? 'none' : 'own');
  if (field === 'photo') {
    const unique = ownedByOne(everybody, (person) => person.photos.map(({ src }) => src));
    return ({ photos }) =>
      photos.some((photo) => !isStandIn(photo, context.words) && unique(photo.src)) ? 'own' : 'none';
  }
  const unique = ownedByOne(people, (person) => person.contacts.map(({ key }) => key));
  return ({ contacts }) =>
    contacts.length === 0 ? 'none' : contacts.some(({ key }) => unique(key)) ? 'own' : 'shared';
};

/** The person with what was asked for: the files of the pictures, or the contacts that the words do not hold yet. */
const refWith = ({ ref, photos, contacts }: Person, field: Field): EvidenceRef => {
  const shown = field === 'photo' ? photos.map(fileOf) : field === 'contact' ? contacts.map(({ text }) => text) : [];
  const missing = [...new Set(shown)].filter((text) => !ref.quote.includes(text));
  return missing.length === 0 ? ref : { ...ref, quote: `${ref.quote}: ${missing.join(', ')}` };
};

/** Every executive shown has a name, a post, an own photograph or an own contact. */
export const peopleListed: Check<'people-listed'> = ({ each, posts }, context) => {
  const group = context.words.lexicon.postGroups[posts] ?? [];
  const pages = context.matters.map((matter) => peopleIn(matter, context.words));
  const everybody = pages.flatMap(({ people }) => people);
  const executives = everybody.filter((person) => person.posts.some((post) => group.includes(post)));
  // People with a post outside of the group are not asked for; people without any may be meant.
  const people = executives.length > 0 ? executives : everybody.filter((person) => person.posts.length === 0);
  if (people.length === 0) {
    const unnamed = pages
      .flatMap((page) => page.unnamed)
      .filter((post) => post.posts.some((key) => group.includes(key)));
    if (unnamed.length > 0)
      return cantTell(
        { code: 'ask-person' },
        unnamed.map(({ ref }) => ref),
      );
    return (
      doubtfulIn(
        inPictures(context.matters, {
          except: new Set([...everybody.flatMap(({ photos }) => photos), ...standIns(context.matters, context.words)]),
        }),
      ) ?? failed({ code: 'nobody-listed' })
    );
  }
  const holds = holdings(each, people, everybody, context);
  // The same person may stand on several pages or hold two posts; one of the places is enough.
  const best = new Map<string, { person: Person; holding: Holding }>();
  for (const person of people) {
    const holding = holds(person);
    const before = best.get(person.key);
    if (!before || holding === 'own' || (holding === 'shared' && before.holding === 'none'))
      best.set(person.key, { person, holding });
  }
  const of = (holding: Holding): Person[] =>
    [...best.values()].filter((one) => one.holding === holding).map(({ person }) => person);
  const lacking = of('none');
  const sharing = of('shared');
  if (lacking.length === 0 && sharing.length === 0) {
    return passed([...best.values()].map(({ person }) => refWith(person, each)));
  }
  const refs = [...lacking, ...sharing].map((person) => person.ref);
  if (lacking.length === 0)
    return cantTell(
      { code: 'ask-person' },
      sharing.map((person) => refWith(person, each)),
    );
  // Where as many pictures or numbers stand with nobody, the page may be one that was not understood.
  const left =
    each === 'photo'
      ? pages.flatMap(({ leftPhotos }) =>
          leftPhotos.filter((photo) => !isStandIn(photo, context.words)).map(({ src }) => src),
        )
      : each === 'contact'
        ? pages.flatMap(({ leftContacts }) => leftContacts.map(({ key }) => key))
        : [];
  const enough = new Set(left).size >= Math.max(2, lacking.length);
  const unseen = each === 'photo' && lacking.some((person) => !person.picturesSeen);
  if (enough || unseen) return cantTell({ code: 'ask-person' }, refs);
  return failed({ code: 'person-field-missing', field: each, people: lacking.map(({ name }) => name) }, refs);
};
