import type { ManualResult, Review } from '../model/review.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { ElementResult, ItemResult, Run } from '../model/run.ts';
import { forecastItems, type JudgedItem } from '../score/forecast.ts';
import type { KnownInstruments } from '../score/instruments.ts';
import { asUnseen, type ItemForecast } from '../score/item.ts';
import { asCounted, stateOf } from '../score/manual.ts';
import { predict } from '../score/predict.ts';
import { schemeOf } from '../score/scheme.ts';
import { allOf } from './combine.ts';

/** What a person wrote down, as a run shows it. */
const shown = (review: Review, { evidenceHash }: ElementResult, day: string): ManualResult => {
  const { verdict, reviewer, reason, date, until } = review;
  return {
    verdict,
    reviewer,
    reason,
    date,
    ...(until === undefined ? {} : { until }),
    state: stateOf(review, evidenceHash, day),
  };
};

const bare = ({ manual: _, ...element }: ElementResult): ElementResult => element as ElementResult;

const applies = ({ manual }: ElementResult): boolean => manual?.state === 'applies';

/**
 * The run with manual verdicts beside the automatic ones, and a forecast in which those that apply count. What was
 * there of manual verdicts before gives way to these. Automatic outcomes stay as they are.
 * @param reviews those of the agency, of any year
 * @param day the day on which they must hold, in the Buddhist calendar
 */
export const withReviews = (
  run: Run,
  ruleset: Ruleset,
  reviews: readonly Review[],
  day: string,
  instruments: KnownInstruments | null,
): Run => {
  const ofYear = reviews.filter(({ fiscalYear }) => fiscalYear === run.ruleset.fiscalYear);
  const byElement = new Map(ofYear.map((review) => [review.element, review]));
  const hadNone = run.reviews === undefined;
  const reviewed = run.items.map((item): ItemResult => {
    const { manual: _, ...plain } = item;
    const elements = item.elements.map((element): ElementResult => {
      const review = byElement.get(element.id);
      return review ? { ...bare(element), manual: shown(review, element, day) } : bare(element);
    });
    return { ...plain, elements };
  });
  const all = reviewed.flatMap(({ elements }) => elements);
  const given = all.filter(({ manual }) => manual !== undefined);
  const applied = given.filter((element) => element.counts && applies(element)).length;
  const lapsed = given.filter((element) => !applies(element)).length;
  if (given.length === 0 && hadNone) return run;

  const scheme = schemeOf(ruleset);
  // Where no address answered there is no score to expect, whatever was found in other runs.
  const isUnseen = (run.reviews?.automatic.oit ?? run.prediction.oit).expected === null;
  const forecast = (items: readonly JudgedItem[]): Record<string, ItemForecast> =>
    forecastItems(scheme, ruleset.reliability, items);
  const predicted = (forecasts: Readonly<Record<string, ItemForecast>>): Run['prediction'] =>
    predict(
      scheme,
      isUnseen ? Object.fromEntries(Object.entries(forecasts).map(([id, one]) => [id, asUnseen(one)])) : forecasts,
      run.prediction.coverage,
      instruments,
    );
  const automatic = forecast(reviewed);
  const counted = forecast(reviewed.map(({ id, elements }) => ({ id, elements: elements.map(asCounted) })));
  const items = reviewed.map((item): ItemResult => {
    const points = counted[item.id]?.points ?? item.points;
    if (!item.elements.some(applies)) return { ...item, points };
    const outcome = allOf(item.elements.filter(({ counts }) => counts).map((one) => asCounted(one).outcome));
    return { ...item, points, manual: { outcome, automatic: automatic[item.id]?.points ?? item.points } };
  });
  const { reviews: _, ...plain } = run;
  const [without, prediction] = [predicted(automatic), predicted(counted)];
  if (given.length === 0) return { ...plain, items, prediction };
  const { ita } = without;
  return {
    ...plain,
    items,
    prediction,
    reviews: {
      applied,
      lapsed,
      automatic: {
        oit: without.oit,
        ...(ita ? { ita: { low: ita.low, expected: ita.expected, high: ita.high } } : {}),
      },
    },
  };
};
