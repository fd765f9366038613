import { type Check, cantTell, doubtfulIn, failed, passed } from '../context.ts';
import { peopleIn } from '../people.ts';
import { inPictures, standIns } from '../pictures.ts';

/** Each of the posts is shown with the person who holds it, or as vacant. */
export const postsCovered: Check<'posts-covered'> = ({ posts }, { matters, words }) => {
  const pages = matters.map((matter) => peopleIn(matter, words));
  const holders = pages.flatMap(({ people, vacancies }) => [...people, ...vacancies]);
  const missing = posts.filter((post) => !holders.some((holder) => holder.posts.includes(post)));
  const refs = posts.flatMap((post) => holders.find((holder) => holder.posts.includes(post))?.ref ?? []);
  if (missing.length === 0) return passed(refs);
  const portraits = new Set([
    ...pages.flatMap(({ people }) => people.flatMap((person) => person.photos)),
    ...standIns(matters, words),
  ]);
  const unnamed = pages.flatMap((page) => page.unnamed);
  if (missing.every((post) => unnamed.some((one) => one.posts.includes(post))))
    return cantTell(
      { code: 'ask-person' },
      unnamed.filter((one) => one.posts.some((post) => missing.includes(post))).map(({ ref }) => ref),
    );
  const doubt = doubtfulIn(inPictures(matters, { except: portraits }));
  if (doubt) return doubt;
  if (holders.length === 0) return failed({ code: 'nobody-listed' });
  return failed({ code: 'post-missing', posts: missing.map((post) => words.post(post).title.th) }, refs);
};
