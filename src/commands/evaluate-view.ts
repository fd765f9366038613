import { type Comparison, wilson } from '../evaluate/index.ts';
import type { Disagreement, Evaluation, Tally } from '../model/evaluation.ts';
import { displayWidth, padEnd, truncate } from '../thai/text.ts';
import type { Io } from './io.ts';
import { commandWords } from './words.ts';

const nameWidth = 18;
const figureWidth = 15;
const shownCases = 40;

const toWidth = (text: string, width: number): string => padEnd(truncate(text, width), width);

const inPercent = (share: number): string => (share * 100).toFixed(1);

/** "98.7 (312/316)", or a dash where there was nothing to be right about. */
const figure = (right: number, all: number): string =>
  all === 0 ? '–' : `${inPercent(right / all)} (${right}/${all})`;

const rowOf = (name: string, { elements, passed, failed, abstained }: Tally): string =>
  [
    toWidth(name, nameWidth),
    ...[
      figure(passed.right, passed.said),
      figure(failed.right, failed.said),
      figure(failed.right, failed.labelled),
      figure(abstained, elements),
    ].map((text) => ' '.repeat(Math.max(1, figureWidth - displayWidth(text))) + text),
  ].join('');

const intervalOf = (right: number, all: number): string => {
  const { low, high } = wilson(right, all);
  return `${inPercent(low)}–${inPercent(high)} %`;
};

const caseOf = (one: Disagreement, { language }: Io): string => {
  const said = one.reason === '' ? one.said : `${one.said} (${one.reason})`;
  return `  ${one.element} ${one.case}: ${commandWords[language].evaluate.said(one.label, said)}`;
};

const listed = (title: string, some: readonly Disagreement[], io: Io): string[] =>
  some.length === 0
    ? []
    : [
        '',
        title,
        ...some.slice(0, shownCases).map((one) => caseOf(one, io)),
        ...(some.length > shownCases ? ['  …'] : []),
      ];

/** The figures of an evaluation for the terminal, in percent with their counts. */
export const evaluationText = (evaluation: Evaluation, io: Io): string => {
  const words = commandWords[io.language].evaluate;
  const { all } = evaluation;
  const head = [words.columns.passed, words.columns.failed, words.columns.recall, words.columns.abstained];
  const groups = (['byKind', 'byStyle', 'byMutation', 'byElement'] as const).flatMap((group) => [
    '',
    words.groups[group],
    ...Object.entries(evaluation[group])
      .filter(([, { elements }]) => elements > 0)
      .map(([name, tally]) => rowOf(name || words.asTheyAre, tally)),
  ]);
  const heading = head.map((text) => ' '.repeat(Math.max(1, figureWidth - displayWidth(text))) + text).join('');
  return `${[
    words.cases(evaluation.cases, all.elements),
    words.exact(figure(evaluation.exactCases, evaluation.cases)),
    '',
    toWidth('', nameWidth) + heading,
    rowOf(words.groups.all, all),
    `${words.columns.passed} ${intervalOf(all.passed.right, all.passed.said)}, ${words.columns.failed} ${intervalOf(all.failed.right, all.failed.said)} (Wilson 95 %)`,
    ...groups,
    ...listed(words.wrong(evaluation.disagreements.length), evaluation.disagreements, io),
  ].join('\n')}\n`;
};

/** What changed since the baseline. */
export const comparisonText = ({ isWorse, turnedWrong, turnedRight }: Comparison, io: Io): string => {
  const words = commandWords[io.language].evaluate;
  return `${[
    ...listed(words.turnedWrong(turnedWrong.length), turnedWrong, io),
    ...listed(words.turnedRight(turnedRight.length), turnedRight, io),
    '',
    isWorse ? words.worse : words.noWorse,
  ].join('\n')}\n`;
};
