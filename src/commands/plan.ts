import { UserError } from '../model/errors.ts';
import type { GradeBand, Ruleset } from '../model/ruleset.ts';
import type { Prediction } from '../model/run.ts';
import { loadRuleset } from '../ruleset/index.ts';
import type { Assumptions, Target } from '../score/plan.ts';
import { nearest } from '../yaml/nearest.ts';
import { readCalibration, taught } from './calibration-file.ts';
import { dayInBangkok } from './day.ts';
import { type Exit, exits, type Io } from './io.ts';
import { planInstruments, planOf } from './plan-document.ts';
import { type PlanSource, planSourceOf } from './plan-sources.ts';
import { planText } from './plan-view.ts';
import { commandWords } from './words.ts';

export type PlanOptions = {
  out: string;
  fiscalYear?: number;
  /** Score to reach: the ITA total where IIT and EIT are known, else OIT. */
  target?: number;
  /** Grade to reach, as the rules call it. */
  grade?: string;
  /** Outcomes to assume, such as o2=passed,o12.11=failed. */
  assume?: string;
  official?: string;
  measures?: string;
};

const outcomes = ['passed', 'failed', 'cantTell'] as const;

/** @throws UserError for an id that the rules do not have, and for what is no outcome */
const assumptionsOf = (text: string | undefined, ruleset: Ruleset, { run }: PlanSource): Assumptions => {
  const items = ruleset.items.map(({ id }) => id);
  const elements = ruleset.items.flatMap((item) => item.elements.map(({ id }) => id));
  const parts = (text ?? '').split(',').map((part) => part.trim());
  return new Map(
    parts
      .filter((part) => part !== '')
      .map((part) => {
        const [id = '', outcome = ''] = part.toLowerCase().split('=');
        const said = outcomes.find((one) => one.toLowerCase() === outcome);
        if (said === undefined)
          throw new UserError(
            `--assume ${part}: write an item or element and ${outcomes.join(', ')}: ${items[0]}=passed,${elements.at(-1)}=failed`,
          );
        const known = [...items, ...elements];
        if (!known.includes(id)) {
          const meant = nearest(id, known);
          throw new UserError(
            `--assume ${part}: there is no ${id} in the rules${meant ? `; did you mean ${meant}?` : ''}`,
          );
        }
        if (!run && !items.includes(id))
          throw new UserError(
            `--assume ${part}: an official result has items only; assume ${id.split('.')[0]} instead`,
          );
        return [id, said] as const;
      }),
  );
};

const bandOf = (name: string, { grades }: Ruleset): GradeBand => {
  const found = grades.find(
    ({ grade }) => grade.th === name.trim() || grade.en.toLowerCase() === name.trim().toLowerCase(),
  );
  if (found) return found;
  throw new UserError(
    `There is no grade ${name}; the grades are ${grades.map(({ grade }) => `${grade.th} (${grade.en})`).join(', ')}`,
  );
};

/** What to aim at where nothing is asked for: the lowest score of the next grade that a total alone decides. */
const nextScore = (now: Prediction, { grades }: Ruleset): number => {
  const at = (now.ita ?? now.oit).expected ?? 0;
  const marks = [...new Set(grades.map(({ atLeast }) => atLeast))].sort((a, b) => a - b);
  return marks.find((mark) => mark > at) ?? marks.at(-1) ?? 100;
};

/**
 * `oit plan <run or official result>`: what each item would bring, the least work to a target, and what OIT cannot mend.
 * Ends with `notMet` where a target was asked for that is out of reach, with `incomplete` where nothing was verified.
 */
export const planCommand = async (named: string, options: PlanOptions, io: Io): Promise<Exit> => {
  const source = await planSourceOf(named, options);
  const year = options.fiscalYear ?? source.run?.ruleset.fiscalYear ?? source.official?.fiscalYear;
  if (year === undefined) throw new UserError('No fiscal year is known; give one with --fiscal-year');
  const ruleset = taught(await loadRuleset(year), await readCalibration(options.out));
  if (source.run && source.run.prediction.oit.expected === null) {
    io.err(`${commandWords[io.language].nothing}\n`);
    return exits.incomplete;
  }
  const assumptions = assumptionsOf(options.assume, ruleset, source);
  const known = planInstruments(source, ruleset);
  if (options.grade !== undefined && !known)
    throw new UserError('A grade needs IIT and EIT: give instruments in the manifest, or --official <file>');
  const target = (now: Prediction): Target =>
    options.grade === undefined
      ? { of: known ? 'ita' : 'oit', score: options.target ?? nextScore(now, ruleset) }
      : { of: 'grade', band: bandOf(options.grade, ruleset) };
  const document = planOf(source, ruleset, target, assumptions, dayInBangkok(io.now()));
  if (io.json) io.out(`${JSON.stringify(document, null, 2)}\n`);
  else if (!io.quiet) io.out(planText(document, io));
  const isAsked = options.target !== undefined || options.grade !== undefined;
  return isAsked && !document.routes.cheapest.reached ? exits.notMet : exits.fine;
};
