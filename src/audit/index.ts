import { placeNameIn, placeNameOf, type Words, wordsOf } from '../checks/index.ts';
import { type Fault, makeFault } from '../model/fault.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Finding, Outcome } from '../model/outcome.ts';
import type { Item, Ruleset } from '../model/ruleset.ts';
import { type ElementResult, type ItemResult, type Run, runSchemaVersion } from '../model/run.ts';
import { forecastItems } from '../score/forecast.ts';
import type { KnownInstruments } from '../score/instruments.ts';
import { asUnseen } from '../score/item.ts';
import { predict } from '../score/predict.ts';
import { itemWeight, type Scheme, schemeOf } from '../score/scheme.ts';
import { phrases } from '../thai/phrases.ts';
import { all } from './combine.ts';
import { type FromHomeWalk, pagesFromHome, reachOf } from './from-home.ts';
import { judgeItem } from './judge.ts';
import { evidenceFor, type Site, siteOf } from './sources.ts';

/** What of a manifest is judged and shown. */
export type Audited = Pick<Manifest, 'divisions' | 'items'> & {
  instruments?: KnownInstruments | null;
  agency: Pick<Manifest['agency'], 'id' | 'name' | 'province' | 'website'>;
};
export type AuditInput = { ruleset: Ruleset; manifest: Audited; gathered: Gathered };
export type Stamp = { tool: { name: string; version: string }; inputs: string; startedAt: string; finishedAt: string };

/** When no address at all could be read, the fault that stands for all of them. */
const nothingWorked = (gathered: Gathered): Fault | null => {
  if (gathered.visits.some((visit) => visit.fault === null && visit.artifactId !== null)) return null;
  const faults = gathered.visits.flatMap((visit) => visit.fault ?? []);
  return faults[0] ?? makeFault('not-visited', gathered.home ?? '');
};

const resultOf = (element: Item['elements'][number], finding: Finding): ElementResult => {
  const { id, title, counts, certainty, confidence, question, remedy } = element;
  return { id, title, counts, certainty, confidence, question, remedy, ...finding };
};

const outcomeOf = (elements: readonly ElementResult[]): Outcome =>
  all(elements.filter((element) => element.counts)).outcome;

/** What the manifest says of an item. */
type Submitted = { urls: string[]; explanation: string | null; division: string | null };

/** What all items are judged with, prepared once. */
type Bench = {
  ruleset: Ruleset;
  scheme: Scheme;
  words: Words;
  site: Site;
  fromHome: FromHomeWalk | null;
  nothingWorked: Fault | null;
  /** The name of the agency, where somebody told it. */
  agency: string | null;
};

const benchFor = (ruleset: Ruleset, gathered: Gathered, agency: string | null): Bench => {
  const site = siteOf(gathered, phrases(ruleset.lexicon.chrome.follow));
  return {
    ruleset,
    scheme: schemeOf(ruleset),
    words: wordsOf(ruleset),
    agency,
    site,
    fromHome: pagesFromHome(site),
    nothingWorked: nothingWorked(gathered),
  };
};

/** Points depend on all items together, so they are filled in when all are judged. */
const unscored: ItemResult['points'] = { low: 0, expected: null, high: 100 };

const judged = (item: Item, submitted: Submitted, bench: Bench): ItemResult => {
  const { words, site, fromHome } = bench;
  const reach = site.gathered.items.find((one) => one.itemId === item.id);
  const evidence = reach ? evidenceFor(site, reach) : null;
  const placeName =
    bench.agency === null ? placeNameIn(evidence?.sources ?? [], words) : placeNameOf(bench.agency, words);
  const findings = judgeItem(item, evidence, words, fromHome, bench.nothingWorked, placeName);
  const elements = findings.map(({ element, finding }) => resultOf(element, finding));
  return {
    id: item.id,
    title: item.title,
    subIndicator: item.subIndicator,
    division: submitted.division,
    effort: item.effort,
    reviewed: item.reviewed,
    submitted: submitted.urls,
    reach: (reach?.submitted ?? []).map((url) => reachOf(url, site, fromHome)),
    explanation: submitted.explanation,
    outcome: outcomeOf(elements),
    points: unscored,
    weight: itemWeight(bench.scheme, item.id),
    elements,
    looked: (evidence?.sources ?? []).map(({ url, title, artifactId }) => ({ url, title, artifactId })),
    gaps: evidence?.gaps ?? [],
    faults: evidence?.faults ?? [],
  };
};

const clear: readonly Outcome[] = ['passed', 'failed', 'inapplicable'];

/** Share of counted elements with a clear outcome, 0..1. */
export const coverageOf = (items: readonly Pick<ItemResult, 'elements'>[]): number => {
  const counted = items.flatMap((item) => item.elements.filter((element) => element.counts));
  return counted.length === 0
    ? 0
    : counted.filter((element) => clear.includes(element.outcome)).length / counted.length;
};

/**
 * Judges one item alone, as `oit check` does. Pure: the same evidence and rules always give the same result.
 * @param agency name of the local government; where it is not known, the pages' own header and footer tell it
 */
export const auditItem = (
  ruleset: Ruleset,
  itemId: string,
  gathered: Gathered,
  agency: string | null = null,
): ItemResult => {
  const item = ruleset.items.find((one) => one.id === itemId);
  if (!item) throw new Error(`the ruleset has no item ${itemId}`);
  const reach = gathered.items.find((one) => one.itemId === itemId);
  const submitted = { urls: reach?.submitted ?? [], explanation: null, division: null };
  const bench = benchFor(ruleset, gathered, agency);
  const result = judged(item, submitted, bench);
  const forecasts = forecastItems(bench.scheme, ruleset.reliability, [result]);
  return { ...result, points: forecasts[itemId]?.points ?? unscored };
};

/** Judges everything that was gathered and predicts the score: the one run document. Pure but for the given stamp. */
export const audit = ({ ruleset, manifest, gathered }: AuditInput, stamp: Stamp): Run => {
  const bench = benchFor(ruleset, gathered, manifest.agency.name);
  const unscoredItems = ruleset.items.map((item) => {
    const { urls = [], explanation = null, division = null } = manifest.items[item.id] ?? {};
    return judged(item, { urls, explanation, division }, bench);
  });
  const forecasts = forecastItems(bench.scheme, ruleset.reliability, unscoredItems);
  const items = unscoredItems.map((item) => ({ ...item, points: forecasts[item.id]?.points ?? unscored }));
  // Where no address answered, what is known is only what was not submitted: that makes no score to expect.
  if (bench.nothingWorked) for (const [id, one] of Object.entries(forecasts)) forecasts[id] = asUnseen(one);
  const { agency } = manifest;
  return {
    schemaVersion: runSchemaVersion,
    tool: stamp.tool,
    ruleset: {
      fiscalYear: ruleset.fiscalYear,
      fingerprint: ruleset.fingerprint,
      status: ruleset.status,
      reconstruction: ruleset.reconstruction,
      subIndicators: ruleset.subIndicators.map(({ id, title, indicator }) => ({ id, title, indicator })),
      indicators: ruleset.indicators.map(({ id, title }) => ({ id, title })),
      grades: ruleset.grades.map(({ grade, atLeast }) => ({ grade, atLeast })),
    },
    agency: { id: agency.id, name: agency.name, province: agency.province, website: agency.website },
    divisions: manifest.divisions,
    inputs: stamp.inputs,
    startedAt: stamp.startedAt,
    finishedAt: stamp.finishedAt,
    items,
    prediction: predict(bench.scheme, forecasts, coverageOf(items), manifest.instruments),
    faults: gathered.visits.flatMap((visit) => visit.fault ?? []),
    budget: gathered.budget,
    counters: gathered.counters,
  };
};
