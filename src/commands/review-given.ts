import { UserError } from '../model/errors.ts';
import { buddhistDayOf, isBuddhistDay, type Review } from '../model/review.ts';
import type { ElementResult, Run } from '../model/run.ts';
import { nearest } from '../yaml/nearest.ts';

/** What a person says of an element, as the command line gives it. */
export type Given = {
  item?: string;
  met?: boolean;
  notMet?: boolean;
  reviewer?: string;
  reason?: string;
  until?: string;
};

/** The last day on which a verdict counts. Throws a UserError for what is no day to come. */
export const untilOf = (text: string, today: string): string => {
  if (!isBuddhistDay(text)) {
    const isGregorian = /^20\d\d-\d\d-\d\d$/u.test(text) && isBuddhistDay(buddhistDayOf(text));
    throw new UserError(
      `--until ${text}: write a day of the Buddhist calendar, e.g. ${isGregorian ? buddhistDayOf(text) : '2569-04-30'}`,
    );
  }
  if (text < today) throw new UserError(`--until ${text}: that day is past (today is ${today}); give a day to come`);
  return text;
};

const unknown = (id: string, run: Run): UserError => {
  const ids = run.items.flatMap((item) => [item.id, ...item.elements.map((element) => element.id)]);
  const meant = nearest(id, ids);
  return new UserError(
    `There is no ${id} in the rules of ${run.ruleset.fiscalYear}${meant ? `; did you mean ${meant}?` : ''}`,
  );
};

/** The id of an item or element as the run has it. Throws a UserError where it has none. */
export const knownId = (text: string, run: Run): string => {
  const id = text.trim().toLowerCase();
  if (run.items.some((item) => item.id === id || item.elements.some((element) => element.id === id))) return id;
  throw unknown(id, run);
};

/** The element of a run that is to be judged by hand. Throws a UserError where there is nothing for a person to settle. */
export const doubtful = (id: string, run: Run): ElementResult & { evidenceHash: string } => {
  const element = run.items.flatMap(({ elements }) => elements).find((one) => one.id === id);
  if (!element) {
    const item = run.items.find((one) => one.id === id);
    const open = (item?.elements ?? []).filter(({ outcome }) => outcome === 'cantTell').map((one) => one.id);
    throw new UserError(
      `${id} is an item; a verdict is given for one element${open.length > 0 ? `: --item ${open.join(', --item ')}` : ', and none of it needs a person'}`,
    );
  }
  if (element.outcome !== 'cantTell')
    throw new UserError(
      `${id} is "${element.outcome}" in this run: the program decides it or could not look. A person judges only what it cannot tell; see oit review <run>`,
    );
  const { evidenceHash } = element;
  if (evidenceHash === undefined)
    throw new UserError(
      'This run was made before manual verdicts were kept. Audit again, then review the new run: oit audit <manifest>',
    );
  return { ...element, evidenceHash };
};

/** The verdict that was asked to be recorded; null where none was. Throws a UserError where something is missing. */
export const reviewGiven = (given: Given, run: Run, today: string): Review | null => {
  const { item, met = false, notMet = false, reviewer = '', reason = '', until } = given;
  if (met && notMet) throw new UserError('Choose one of --met and --not-met.');
  if (!met && !notMet) {
    if (given.reviewer === undefined && given.reason === undefined && until === undefined) return null;
    throw new UserError('Say what was found: --met or --not-met.');
  }
  if (item === undefined) throw new UserError('Say which element the verdict is about: --item <element>');
  const { evidenceHash } = doubtful(knownId(item, run), run);
  if (reviewer.trim() === '') throw new UserError('Say who looked: --reviewer "<name>"');
  if (reason.trim() === '') throw new UserError('Say what was seen, and where: --reason "<reason>"');
  return {
    element: knownId(item, run),
    fiscalYear: run.ruleset.fiscalYear,
    verdict: met ? 'met' : 'not-met',
    reviewer: reviewer.trim(),
    reason: reason.trim(),
    date: today,
    ...(until === undefined ? {} : { until: untilOf(until, today) }),
    evidence: evidenceHash,
  };
};
