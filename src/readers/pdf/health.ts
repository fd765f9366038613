import type { Damage } from '../../model/evidence.ts';
import { hasSurplusSaraAm, isShifted } from './thai.ts';

/** What a page draws beside its text. */
export type Drawn = { pictures: number; paths: number };

/** Whether the text layer of a page can be believed, and what is wrong with it. Quality from 0 to 1. */
export type Health = { damage: Damage[]; usable: boolean; quality: number };

/** Thresholds, measured on municipal files: visible characters, and shares of them or of the page. */
const fewCharacters = 30;
const headerOnly = 200;
const manyPaths = 100;
const mostSigns = 0.08;
/** Letters that a page must have before the lack of a common letter says anything. */
const enoughLetters = 300;
/** Thai has a tone mark on every tenth consonant or so. */
const fewestTones = 0.03;
const some = 3;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const visibleOf = (text: string): string => text.replace(/[\s\u00a0]/gu, '');

const thaiLetter = /[\u0e01-\u0e5b]/gu;
const usual =
  /[\u0e01-\u0e5b\x21-\x7e\u00a7\u00b0\u00b1\u00b7\u00bd\u00d7\u2010-\u2027\u2030\u2032\u2033\u2190-\u22ff\u25a0-\u27bf\uf0a0-\uf0ff]/gu;
const foreign = /[\u0370-\u03ff\u0080-\u00a6\u00a8-\u00ff\ufffd\ue000-\uf09f]/gu;
const lostRing = /[\u0e01-\u0e2e][\u0e48-\u0e4b]?[ \u00a0]\u0e32/gu;
const saraAm = /\u0e33/gu;
const splitSaraAm = /\u0e4d[\u0e48-\u0e4b]?[ \u00a0]?\u0e32/gu;
const strayed = /[\u0e01-\u0e4e][ \u00a0]+[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/gu;
/** Marks that stand on nothing. */
const orphans = /(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/gu;

/** Why nobody can read a text layer, after all repairs; undefined where it can be read. */
const hopeless = (visible: string, { pictures, paths }: Drawn): Damage | undefined => {
  const size = visible.length;
  if (size < fewCharacters && (pictures > 0.3 || (size === 0 && paths > manyPaths))) return 'no-text';
  const thai = share(count(visible, thaiLetter), size);
  if (thai < 0.1 && pictures > 0.5) return size > 0 ? 'foreign-letters' : 'no-text';
  const odd = size - count(visible, usual);
  if (share(odd, size) > 0.15 && odd > some) return 'foreign-letters';
  if (thai < 0.1 && count(visible, foreign) > 10) return 'foreign-letters';
  // Fonts that name few of their glyphs leave signs where the letters were.
  const varied = visible.replace(/(.)\1{2,}/gsu, '$1');
  const signs = share(count(varied, /[!"#$%&'*+;<=>?@\\^`|~]/gu), varied.length);
  return size >= fewCharacters && signs > mostSigns ? 'signs-for-letters' : undefined;
};

/** What extraction damaged, told from the text as it was extracted and as it is after the repairs. */
const damageOf = (raw: string, repaired: string): Damage[] => {
  const damage: Damage[] = [];
  const thai = count(repaired, thaiLetter);
  const surplus = hasSurplusSaraAm(raw);
  const lost = count(raw, lostRing);
  if (isShifted(raw)) damage.push('cipher');
  if (surplus) damage.push('surplus-sara-am');
  else if (lost > count(raw, saraAm) || (thai >= enoughLetters && count(repaired, saraAm) === 0))
    damage.push('lost-sara-am');
  if (count(raw, splitSaraAm) > 0) damage.push('split-sara-am');
  if (count(raw, /[\uf700-\uf71a]/gu) > 0) damage.push('private-glyphs');
  if (count(raw, strayed) >= some) damage.push('stray-spaces');
  const tones = share(count(repaired, /[\u0e48-\u0e4b]/gu), count(repaired, /[\u0e01-\u0e2e]/gu));
  if (thai >= enoughLetters && tones < fewestTones) damage.push('lost-tone-marks');
  return damage;
};

/** What repairs cannot bring back costs this much of the quality. */
const lasting: Partial<Record<Damage, number>> = { 'lost-tone-marks': 0.1 };

/**
 * Tells how far the text layer of a page can be believed.
 * @param raw its text as it was extracted
 * @param repaired the same after all repairs
 */
export const healthOf = (raw: string, repaired: string, drawn: Drawn): Health => {
  const visible = visibleOf(repaired);
  const damage = damageOf(raw, repaired);
  const reason = hopeless(visible, drawn);
  if (reason) return { damage: [reason, ...damage.filter((one) => one !== 'lost-sara-am')], usable: false, quality: 0 };
  const bad = visible.length - count(visible, usual) + count(repaired, orphans);
  const lost = damage.reduce((sum, one) => sum + (lasting[one] ?? 0), 0);
  return { damage, usable: true, quality: Math.max(0, 1 - share(bad, visible.length) - lost) };
};

/** A few words over a picture that fills the page: the matter stands in the picture. */
export const isHeaderOnly = (text: string, { pictures }: Drawn): boolean =>
  pictures > 0.5 && visibleOf(text).length < headerOnly;
