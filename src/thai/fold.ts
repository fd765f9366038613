import { FOLD_TABLE, type FoldTable, Kind, SKELETON_TABLE } from './fold-table.ts';

/** A folded text and the way back to its source. Ranges are half-open: [i, j). */
export type Folded = {
  readonly text: string;
  /** Source index at which the character holding folded index i begins. */
  start(i: number): number;
  /** Source index behind the last character of a folded range that ends before j, its combining marks included. */
  end(j: number): number;
};

type SourceMap = { readonly starts: Uint32Array; readonly ends: Uint32Array };

const SARA_AA = 0x0e32;
const SARA_E = 0x0e40;
const SARA_AE = 0x0e41;

const isThaiMark = (unit: number) =>
  unit === 0x0e31 || (unit >= 0x0e34 && unit <= 0x0e3a) || (unit >= 0x0e47 && unit <= 0x0e4e);
const isWord = (unit: number) => (FOLD_TABLE[unit] ?? 0) >>> 16 === Kind.word;

/**
 * The one form in which texts are compared; not for display. What differs only by damage folds alike: Thai digits, case,
 * white space, invisible characters, the order and doubling of marks, private-use glyphs, and every way in which
 * extractors lose or invent the ring of ำ (ตำบล, ตาบล, ต าบล, ตํำบล). White space survives only between two Latin
 * letters or digits, as one space. Tone marks stay. fold(fold(x)) = fold(x).
 */
export function fold(text: string): string {
  return foldWith(text, FOLD_TABLE, null);
}

/** As `fold`, with the tone marks and the thanthakhat dropped: for texts that lost them. */
export function skeleton(text: string): string {
  return foldWith(text, SKELETON_TABLE, null);
}

/** As `fold`, keeping for each folded character where it stood: `source.slice(f.start(i), f.end(j))` is its quote. */
export function foldMapped(text: string): Folded {
  return mapped(text, FOLD_TABLE);
}

/** As `skeleton`, with the way back to the source. */
export function skeletonMapped(text: string): Folded {
  return mapped(text, SKELETON_TABLE);
}

function mapped(text: string, table: FoldTable): Folded {
  const map = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  const folded = foldWith(text, table, map);
  const length = folded.length;
  return {
    text: folded,
    start(i) {
      if (i >= length) return length === 0 ? 0 : (map.ends[length - 1] ?? 0);
      let at = Math.max(0, i);
      while (at > 0 && isThaiMark(folded.charCodeAt(at))) at--;
      return map.starts[at] ?? 0;
    },
    end(j) {
      if (j <= 0) return length === 0 ? 0 : (map.starts[0] ?? 0);
      let next = Math.min(j, length);
      while (next < length && isThaiMark(folded.charCodeAt(next))) next++;
      return map.ends[next - 1] ?? 0;
    },
  };
}

const INVISIBLE =
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+/g;
const WHITE_SPACE = /[\s\u0085]+/g;

/** A text fit to be shown as a quote: one space for each run of white space, nothing invisible; spelling untouched. */
export function clean(text: string): string {
  return text.replace(INVISIBLE, '').replace(WHITE_SPACE, ' ').trim();
}

/**
 * One pass, one table look-up for each code unit. Marks are inserted in order into the few that already stand behind
 * their base (each at most once), so hostile runs of marks cost no more than other text.
 */
function foldWith(text: string, table: FoldTable, map: SourceMap | null): string {
  const units = text.length <= scratch.length ? scratch : new Uint16Array(text.length);
  let size = 0;
  let spaceStart = -1;
  let spaceEnd = -1;

  for (let i = 0; i < text.length; i++) {
    const entry = table[text.charCodeAt(i)] ?? 0;
    const unit = entry & 0xffff;
    const last = size > 0 ? (units[size - 1] ?? 0) : 0;
    let merged = false;

    switch (entry >>> 16) {
      case Kind.dropped:
        continue;
      case Kind.space:
        if (spaceStart < 0) spaceStart = i;
        spaceEnd = i + 1;
        continue;
      case Kind.word:
        if (spaceStart >= 0 && isWord(last)) {
          if (map !== null) {
            map.starts[size] = spaceStart;
            map.ends[size] = spaceEnd;
          }
          units[size++] = 0x20;
        }
        units[size] = unit;
        break;
      case Kind.mark:
        merged = !insertMark(units, last === SARA_AA ? size - 1 : size, size, unit);
        break;
      case Kind.saraAa:
        merged = last === SARA_AA;
        units[size] = unit;
        break;
      case Kind.saraE:
        merged = last === SARA_E;
        if (merged) units[size - 1] = SARA_AE;
        units[size] = unit;
        break;
      case Kind.lostMark:
        merged = true;
        break;
      case Kind.diacritic:
        merged = true;
        if (size > 0) units[size - 1] = composed(last, unit);
        break;
      default:
        units[size] = unit;
    }
    spaceStart = -1;
    if (merged) {
      if (map !== null && size > 0) map.ends[size - 1] = i + 1;
      continue;
    }
    if (map !== null) {
      map.starts[size] = i;
      map.ends[size] = i + 1;
    }
    size++;
  }
  return decode(units, size);
}

/** Puts a mark into the ordered marks that end before `at`; says no, and changes nothing, when it is there already. */
function insertMark(units: Uint16Array, at: number, size: number, mark: number): boolean {
  let place = at;
  while (place > 0) {
    const before = units[place - 1] ?? 0;
    if (before === mark) return false;
    if (before < mark || !isThaiMark(before)) break;
    place--;
  }
  for (let k = size; k > place; k--) units[k] = units[k - 1] ?? 0;
  units[place] = mark;
  return true;
}

/** The letter with its diacritic where Unicode has one, else the letter alone. */
function composed(letter: number, diacritic: number): number {
  const pair = String.fromCharCode(letter, diacritic).normalize('NFC').toLowerCase();
  return pair.length === 1 ? pair.charCodeAt(0) : letter;
}

const scratch = new Uint16Array(4096);
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

function decode(units: Uint16Array, size: number): string {
  const used = units.subarray(0, size);
  return size <= 512 ? String.fromCharCode.apply(null, used as unknown as number[]) : decoder.decode(used);
}
