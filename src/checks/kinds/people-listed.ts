import { type Check, type CheckContext, cantTell, failed, passed } from '../context.ts';
import { type Person, peopleIn } from '../people.ts';
import { inPictures } from '../pictures.ts';

type Field = 'name' | 'post' | 'photo' | 'contact';

const ownPhotos = (person: Person, everybody: readonly Person[], { words }: CheckContext): number =>
  person.photos.filter((photo) => {
    const file = decodeURIComponent(photo.src.replace(/%(?![\da-f]{2})/giu, '%25')).toLowerCase();
    const standIn = words.lexicon.placeholders.pictures.some((part) => file.includes(part.toLowerCase()));
    const shared =
      everybody.length > 2 && everybody.filter((other) => other.photos.some((one) => one.src === photo.src)).length > 1;
    return !standIn && !shared;
  }).length;

const has: Record<Field, (person: Person, everybody: readonly Person[], context: CheckContext) => boolean> = {
  name: (person) => person.name !== '',
  post: (person) => person.postText !== '',
  photo: (person, everybody, context) => ownPhotos(person, everybody, context) > 0,
  contact: (person) => person.contacts.length > 0,
};

/** Every executive shown has a name, a post, an own photograph or an own contact. */
export const peopleListed: Check<'people-listed'> = ({ each, posts }, context) => {
  const group = context.words.lexicon.postGroups[posts] ?? [];
  const people = context.matters.flatMap((matter) => peopleIn(matter, context.words).people);
  const executives = people.filter((person) => person.posts.some((post) => group.includes(post)));
  const counted = executives.length > 0 ? executives : people;
  if (counted.length === 0) {
    const pictures = inPictures(context.matters);
    return pictures.length > 0
      ? cantTell({ code: 'in-picture', pictures: pictures.length }, pictures)
      : failed({ code: 'nobody-listed' });
  }
  // The same person may stand on several pages; one of them is enough.
  const equipped = new Set(
    counted.filter((person) => has[each](person, counted, context)).map((person) => person.name),
  );
  const lacking = counted.filter(
    (person, index) => !equipped.has(person.name) && counted.findIndex((other) => other.name === person.name) === index,
  );
  if (lacking.length === 0) {
    return passed(
      counted.map((person) =>
        each === 'contact' ? { ...person.ref, quote: `${person.ref.quote}: ${person.contacts[0]}` } : person.ref,
      ),
    );
  }
  const refs = lacking.map((person) => person.ref);
  if (each === 'photo' && lacking.some((person) => !person.picturesSeen)) return cantTell({ code: 'ask-person' }, refs);
  return failed({ code: 'person-field-missing', field: each, people: lacking.map((person) => person.name) }, refs);
};
