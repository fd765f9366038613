/** An e-mail address in a text; start and end are indices of the source. */
export type EmailMention = {
  readonly start: number;
  readonly end: number;
  /** Lower case, with @ and dots where the text hides them. */
  readonly address: string;
  readonly text: string;
};

const AT = '(?:@|\\s?(?:\\[\\s?at\\s?\\]|\\(\\s?at\\s?\\)|\\{at\\})\\s?)';
const DOT = '(?:\\.|\\s?[[(]\\s?dot\\s?[\\])]\\s?)';
const EMAIL = new RegExp(
  `(?<![\\w.%+-])[a-z0-9][\\w.%+-]{0,63}${AT}(?:[a-z0-9](?:[a-z0-9-]{0,62})${DOT}){1,5}[a-z]{2,24}(?![\\w-])`,
  'gi',
);

/** The e-mail addresses of a text in the order they stand; "name [at] host.go.th" counts. */
export function findEmails(text: string): EmailMention[] {
  return Array.from(text.matchAll(EMAIL), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    address: found.toLowerCase().replace(new RegExp(AT), '@').replace(new RegExp(DOT, 'g'), '.'),
    text: found,
  }));
}
