import type { DoubtCode, FailCode } from '../../src/model/outcome.ts';
import type { Ruleset } from '../../src/model/ruleset.ts';
import type { Judged } from '../../src/score/chance.ts';
import type { Scheme, Shares } from '../../src/score/scheme.ts';

/** Numbers 0..1 that are the same for the same seed (G. Marsaglia, "Xorshift RNGs", 2003, with a multiplier). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
};

/** What the program says of an element whose truth is known. */
type Said = { outcome: Judged['outcome']; reason?: { code: FailCode | DoubtCode } };
export type Agency = { judged: Record<string, Judged[]>; score: number };

/** How an agency is made. */
export type World = {
  /** Share of the elements that are met, besides the documents that are missing altogether. */
  met: number;
  /** Share of the items whose document is missing. */
  missing: number;
  /** Chance that the site is down, and that it is up again when the assessors look. */
  down: number;
};

const weighted = (shares: Shares, score: (id: string) => number): number =>
  Object.entries(shares).reduce((sum, [id, share]) => sum + (share / 100) * score(id), 0);

/**
 * An agency with known truth, what the program says of it, and the score that the assessors give under one of the
 * schemes that are possible. Verdicts err as they do on the labelled pages: by what is true, whatever its share.
 */
export const simulate = (ruleset: Ruleset, scheme: Scheme, world: World, random: () => number): Agency => {
  const { passed, failed, cantTell, untested } = ruleset.reliability;
  const doubts = Object.entries(cantTell);
  const met = passed.met + failed.met + doubts.reduce((sum, [, one]) => sum + one.met, 0);
  const unmet =
    passed.said -
    passed.met +
    (failed.said - failed.met) +
    doubts.reduce((sum, [, one]) => sum + one.said - one.met, 0);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

  const say = (truth: boolean): Said => {
    const of = ({ said, met: right }: { said: number; met: number }) => (truth ? right : said - right);
    let at = random() * (truth ? met : unmet);
    at -= of(passed);
    if (at < 0) return { outcome: 'passed' };
    at -= of(failed);
    if (at < 0) return { outcome: 'failed', reason: { code: 'field-missing' } };
    for (const [code, one] of doubts) {
      at -= of(one);
      if (at < 0) return { outcome: 'cantTell', reason: { code: code as DoubtCode } };
    }
    return truth ? { outcome: 'passed' } : { outcome: 'failed', reason: { code: 'field-missing' } };
  };

  const isDown = random() < world.down;
  const isUpLater = random() < untested.met / untested.said;
  const judged: Agency['judged'] = {};
  const points: Record<string, number> = {};
  for (const item of ruleset.items) {
    const isMissing = random() < world.missing;
    const isWrong = isMissing ? false : random() < (failed.met / failed.said) * world.missing;
    const elements = item.elements.map((element) => {
      const isMet = isDown ? isUpLater : !isMissing && random() < world.met;
      const lost: Said = { outcome: 'failed', reason: { code: 'document-missing' } };
      const said: Said = isDown ? { outcome: 'untested' } : isMissing || isWrong ? lost : say(isMet);
      return { isMet, judged: { id: element.id, counts: element.counts, ...said } };
    });
    judged[item.id] = elements.map((one) => one.judged);
    const has = new Set(elements.filter((one) => one.isMet).map((one) => one.judged.id));
    const everything = item.elements.every(({ id, counts }) => !counts || has.has(id));
    const marks = pick(scheme.marks[item.id] ?? [[]]);
    const reached = marks.filter(({ requires }) => requires.every((id) => has.has(id))).map((mark) => mark.points);
    points[item.id] = everything ? 100 : Math.max(0, ...reached);
  }
  const scores: Record<string, number> = { ...points };
  for (const { id, weights } of [...scheme.subIndicators, ...scheme.indicators])
    scores[id] = weighted(pick(weights.all), (part) => scores[part] ?? 0);
  return { judged, score: weighted(pick(scheme.oit.all), (part) => scores[part] ?? 0) };
};
