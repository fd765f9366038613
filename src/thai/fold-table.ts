/** What the folding does with a character; see fold.ts. */
export const Kind = {
  plain: 0,
  /** A Latin letter or a digit: white space between two of them is kept as one space. */
  word: 1,
  space: 2,
  dropped: 3,
  /** A Thai mark above or below: kept once, in code order, behind its base and never behind a sara aa. */
  mark: 4,
  saraAa: 5,
  saraE: 6,
  /** A mark that says nothing in the folded form. */
  lostMark: 7,
  /** A diacritic of the Latin script: composed with its letter. */
  diacritic: 8,
} as const;

/** Glyphs of old Thai fonts in the private-use area from U+F700 on, and the letter or mark each one draws. */
const PRIVATE_USE = [
  0x0e10, 0x0e34, 0x0e35, 0x0e36, 0x0e37, 0x0e48, 0x0e49, 0x0e4a, 0x0e4b, 0x0e4c, 0x0e48, 0x0e49, 0x0e4a, 0x0e4b,
  0x0e4c, 0x0e0d, 0x0e31, 0x0e4d, 0x0e47, 0x0e48, 0x0e49, 0x0e4a, 0x0e4b, 0x0e4c, 0x0e38, 0x0e39, 0x0e3a,
];

const SPACES = '\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000';
const ZERO_WIDTH = '\u00ad\u034f\u061c\u180e\u2060\u2061\u2062\u2063\u2064\ufeff\ufffc';
const SINGLE_QUOTES = '\u0060\u00b4\u2018\u2019\u201a\u201b\u2032';
const DOUBLE_QUOTES = '\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033';
const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d';

/** For each UTF-16 code unit: the unit it folds to, and its kind in the upper half. */
export type FoldTable = Uint32Array;

function buildTable(): FoldTable {
  const table = new Uint32Array(0x10000);
  const set = (code: number, folded: number, kind: number) => {
    table[code] = folded | (kind << 16);
  };
  const setAll = (characters: string, folded: string, kind: number) => {
    for (const character of characters) set(character.charCodeAt(0), folded.charCodeAt(0), kind);
  };
  const setRange = (from: number, to: number, kind: number) => {
    for (let code = from; code <= to; code++) set(code, code, kind);
  };

  setRange(0, 0xffff, Kind.plain);
  setRange(0x00, 0x1f, Kind.dropped);
  setRange(0x7f, 0x9f, Kind.dropped);
  setRange(0x200b, 0x200f, Kind.dropped);
  setRange(0x202a, 0x202e, Kind.dropped);
  setRange(0x2066, 0x206f, Kind.dropped);
  setRange(0xfe00, 0xfe0f, Kind.dropped);
  setAll(ZERO_WIDTH, ' ', Kind.dropped);
  setRange(0x2000, 0x200a, Kind.space);
  setAll(SPACES, ' ', Kind.space);

  setAll(SINGLE_QUOTES, "'", Kind.plain);
  setAll(DOUBLE_QUOTES, '"', Kind.plain);
  setAll(DASHES, '-', Kind.plain);

  const letter = /\p{L}/u;
  for (let code = 0x30; code < 0x530; code++) {
    const character = String.fromCharCode(code);
    if (!letter.test(character)) continue;
    const lower = character.toLowerCase().charCodeAt(0);
    set(code, lower, lower < 0x250 ? Kind.word : Kind.plain);
  }
  for (let code = 0x1e00; code < 0x1f00; code++) {
    set(code, String.fromCharCode(code).toLowerCase().charCodeAt(0), Kind.word);
  }
  setRange(0x30, 0x39, Kind.word);
  setRange(0x0300, 0x034e, Kind.diacritic);
  setRange(0x0350, 0x036f, Kind.diacritic);

  for (let digit = 0; digit < 10; digit++) set(0x0e50 + digit, 0x30 + digit, Kind.word);
  set(0x0e31, 0x0e31, Kind.mark);
  setRange(0x0e34, 0x0e3a, Kind.mark);
  setRange(0x0e47, 0x0e4c, Kind.mark);
  set(0x0e4d, 0x0e4d, Kind.lostMark);
  set(0x0e4e, 0x0e4e, Kind.mark);
  setAll('าำๅ', 'า', Kind.saraAa);
  setAll('เ', 'เ', Kind.saraE);
  // The two letters look alike on every screen and are mistaken for each other in most spellings of ปฏิบัติ.
  setAll('ฎ', 'ฏ', Kind.plain);

  PRIVATE_USE.forEach((drawn, glyph) => {
    table[0xf700 + glyph] = table[drawn] ?? 0;
  });
  return table;
}

export const FOLD_TABLE = buildTable();

/** As FOLD_TABLE, with the tone marks and the thanthakhat left out. */
export const SKELETON_TABLE = FOLD_TABLE.map((entry) => {
  const folded = entry & 0xffff;
  return folded >= 0x0e48 && folded <= 0x0e4c ? folded | (Kind.lostMark << 16) : entry;
});
