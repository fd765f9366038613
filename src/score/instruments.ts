import type { Instruments } from '../model/manifest.ts';
import type { ImprovementPlan, OfficialResult } from '../model/official.ts';
import type { RulesetFile } from '../model/ruleset.ts';

/** IIT and EIT, 0..100, as somebody else measured them, with the questions behind them where these are known. */
export type KnownInstruments = {
  iit: number;
  eit: number;
  source: string;
  /** Who gave the figures; those of an official result are of its year. */
  from: 'manifest' | 'official';
  fiscalYear?: number;
  questions: Question[];
};

/** One question of the two questionnaires. `score` is the mean where it was asked in more than one way. */
export type Question = {
  id: string;
  instrument: 'iit' | 'eit';
  indicator: string;
  score: number;
  /** What it asks (Thai). */
  text?: string;
  /** Measures that answer it, and who is responsible. */
  measures?: string[];
  responsible?: string;
};

type QuestionRules = Pick<RulesetFile, 'instruments' | 'questions' | 'questionTexts'>;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The known questions of an instrument, in the order of the rules. */
const questionsOf = (
  instrument: 'iit' | 'eit',
  ways: readonly Readonly<Record<string, number>>[],
  { instruments, questions, questionTexts }: QuestionRules,
): Question[] =>
  instruments[instrument].flatMap((indicator) =>
    (questions[indicator] ?? []).flatMap((id) => {
      const scores = ways.flatMap((way) => way[id] ?? []);
      const text = questionTexts[id];
      const said = text === undefined ? {} : { text };
      return scores.length === 0 ? [] : [{ id, instrument, indicator, score: mean(scores), ...said }];
    }),
  );

/** An instrument is the mean of its indicators, each the mean of its questions. */
const scoreOf = (instrument: 'iit' | 'eit', questions: readonly Question[], rules: QuestionRules): number =>
  mean(
    rules.instruments[instrument].map((indicator) =>
      mean(questions.filter((one) => one.indicator === indicator).map(({ score }) => score)),
    ),
  );

/** From the published indicators where they are all there, else from the questions, which are rounded once more. */
const publishedScore = (
  instrument: 'iit' | 'eit',
  official: OfficialResult,
  questions: readonly Question[],
  rules: QuestionRules,
): number => {
  const score = mean(rules.instruments[instrument].map((id) => official.indicators[id] ?? Number.NaN));
  return Number.isFinite(score) ? score : scoreOf(instrument, questions, rules);
};

const total = (given: Instruments['iit'] | Instruments['eit']): number | null =>
  typeof given === 'number' ? given : null;

/** Questions as a manifest gives them: one score each, or EIT by who was asked. */
const waysOf = (given: Instruments['iit'] | Instruments['eit']): Readonly<Record<string, number>>[] =>
  typeof given === 'number'
    ? []
    : 'public' in given && typeof given.public === 'object'
      ? Object.values(given as Record<string, Record<string, number>>)
      : [given as Record<string, number>];

/**
 * IIT and EIT for the total: from the manifest, else from an official result, which is then marked as such; null where
 * neither is known. Nothing is guessed.
 */
export const knownInstruments = (
  rules: QuestionRules,
  manifest: Instruments | undefined,
  official: OfficialResult | undefined,
): KnownInstruments | null => {
  const published = official
    ? [
        ...questionsOf('iit', [official.iit], rules),
        ...questionsOf('eit', [official.eit.public, official.eit.survey], rules),
      ]
    : [];
  if (manifest) {
    const own = [
      ...questionsOf('iit', waysOf(manifest.iit), rules),
      ...questionsOf('eit', waysOf(manifest.eit), rules),
    ];
    const iit = total(manifest.iit) ?? scoreOf('iit', own, rules);
    const eit = total(manifest.eit) ?? scoreOf('eit', own, rules);
    const complete = Number.isFinite(iit) && Number.isFinite(eit);
    if (complete)
      return { iit, eit, source: manifest.source, from: 'manifest', questions: own.length > 0 ? own : published };
  }
  if (!official) return null;
  const iit = publishedScore('iit', official, published, rules);
  const eit = publishedScore('eit', official, published, rules);
  return Number.isFinite(iit) && Number.isFinite(eit)
    ? { iit, eit, source: official.source, from: 'official', fiscalYear: official.fiscalYear, questions: published }
    : null;
};

/** The same with the measures of the agency's plan that answer each question: those of its indicator. */
export const withMeasures = (known: KnownInstruments, plan: ImprovementPlan): KnownInstruments => ({
  ...known,
  questions: known.questions.map((question) => {
    const answer = plan.measures.find(({ indicator }) => indicator === question.indicator);
    return answer ? { ...question, measures: answer.measures, responsible: answer.responsible } : question;
  }),
});

/** Questions with the weakest first; equal ones stay in the order of the rules. */
export const weakestFirst = (questions: readonly Question[]): Question[] =>
  questions.toSorted((a, b) => a.score - b.score);
