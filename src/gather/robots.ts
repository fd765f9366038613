import robotsParser from 'robots-parser';

/** What a site's robots.txt says of an address: whether it may be visited, and the milliseconds between two requests. */
export type RobotsRules = { allowed: boolean; delayMs: number | null };

export type Robots = {
  /** Asks for the robots.txt of the address's origin, once. Never throws: where nothing can be learnt all is allowed. */
  rulesFor(url: string): Promise<RobotsRules>;
};

export type RobotsOptions = {
  /** Fetches an address, redirects followed; may throw. */
  ask(url: string): Promise<{ status: number; body: Uint8Array }>;
  /** The name that groups of robots.txt call the program by. */
  product: string;
};

type RuleBook = ReturnType<typeof robotsParser.default>;

// The package is CommonJS and exports its function as a whole, while its types speak of a default export.
const parse = robotsParser as unknown as typeof robotsParser.default;

const allAllowed: RobotsRules = { allowed: true, delayMs: null };

/** What RFC 9309 (2.5) asks to be read at least, and what is read at most. */
const longestFile = 512 * 1024;
/** No address is longer; matching a pattern takes time in proportion to its length. */
const longestRule = 4096;
/** Milliseconds. What a site asks for beyond that would keep the night from ending, and is cut to that. */
const longestDelay = 5000;

const knownLine = /^\s*(user-agent|allow|disallow|crawl-delay)\s*:([^#]*)/iu;

/** A percent code that stands for a letter which needs none (RFC 3986, 2.3). */
const needlessCode = /%(2[de]|3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/giu;
const plain = (text: string): string =>
  text.replace(needlessCode, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const codeOf = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/** An address in the spelling of the rules: signs that mean something in a rule are codes in an address. */
const spelledAddress = (url: string): string => plain(url).replace(/[*$'[\]^|]/gu, codeOf);

/** A rule in that spelling; the dollar means something at its end only. Letters beyond ASCII are left to the parser. */
const spelledRule = (path: string): string => plain(path).replace(/['[\]]|\$(?!$)/gu, codeOf);

/** The product token of a group; a version or a comment behind it means nothing (RFC 9309, 2.2.1). */
const tokenOf = (agent: string): string => /^\*|^[a-z_-]+/iu.exec(agent)?.[0] ?? agent;

/** The lines that say something, each in the one spelling; a line between those of a group does not end it. */
function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/u).flatMap((line) => {
    const [, field = '', raw = ''] = knownLine.exec(line) ?? [];
    const value = raw.trim();
    if (field === '' || value.length > longestRule) return [];
    if (/^user-agent$/iu.test(field)) return [`${field}:${tokenOf(value)}`];
    return [`${field}:${/allow$/iu.test(field) ? spelledRule(value) : value}`];
  });
}

/** The text of a file, without what would be half a line where it is cut. */
function textOf(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, longestFile));
  return body.byteLength > longestFile ? text.slice(0, text.search(/[\r\n][^\r\n]*$/u) + 1) : text;
}

/** Pages that stand for "not found" with status 200 are no rules, whatever words they hold. */
const isMarkup = (text: string): boolean => /^\s*</u.test(text);

/**
 * The rules of web robots (RFC 9309) as the sites that are visited give them. A file that is not there allows all. So
 * does one that cannot be had because the server is in trouble, where the RFC would forbid all: this is the audit of
 * one's own site, and its trouble is to show in the pages themselves, not as pages that nobody was allowed to look at.
 * A delay longer than 5 seconds is cut to 5 seconds.
 */
export function createRobots({ ask, product }: RobotsOptions): Robots {
  const books = new Map<string, Promise<RuleBook | null>>();

  const read = async (address: string): Promise<RuleBook | null> => {
    try {
      const { status, body } = await ask(address);
      const text = status >= 200 && status < 300 ? textOf(body) : '';
      return isMarkup(text) ? null : parse(address, linesOf(text).join('\n'));
    } catch {
      return null;
    }
  };

  const bookOf = (origin: string): Promise<RuleBook | null> => {
    const book = books.get(origin) ?? read(`${origin}/robots.txt`);
    books.set(origin, book);
    return book;
  };

  return {
    async rulesFor(url) {
      const { origin, protocol } = URL.canParse(url) ? new URL(url) : { origin: '', protocol: '' };
      if (protocol !== 'http:' && protocol !== 'https:') return allAllowed;
      const book = await bookOf(origin);
      if (!book) return allAllowed;
      const delay = (book.getCrawlDelay(product) ?? 0) * 1000;
      return {
        allowed: book.isAllowed(spelledAddress(url), product) !== false,
        delayMs: delay > 0 ? Math.min(delay, longestDelay) : null,
      };
    },
  };
}
