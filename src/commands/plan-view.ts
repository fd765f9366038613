import type { CalendarEntry } from '../model/ruleset.ts';
import { messages, sayWidths } from '../report/index.ts';
import type { Route, Step, Target } from '../score/plan.ts';
import { displayWidth, wrap } from '../thai/text.ts';
import { dayInBangkok } from './day.ts';
import type { Io } from './io.ts';
import type { PlanDocument, PlannedItem, PlannedQuestion } from './plan-document.ts';
import { type PlanWords, planWords } from './plan-words.ts';

const two = (points: number): string => points.toFixed(2);
/** Days without needless decimals; less than a tenth of a day is nothing to plan with. */
const inDays = (days: number): string => String(Math.max(0.1, Math.round(days * 10) / 10));

type Sheet = { io: Io; words: PlanWords };

const lines = (text: string, { io }: Sheet, indent = ''): string[] =>
  wrap(text, io.columns - displayWidth(indent)).map((line) => `${indent}${line}`);

/** A text on the left and another on the right of one line, or of two where they do not fit. */
const sides = (left: string, right: string, sheet: Sheet, indent = ''): string[] => {
  const [first, ...rest] = wrap(left, sheet.io.columns - displayWidth(indent) - displayWidth(right) - 2);
  const room = sheet.io.columns - displayWidth(indent) - displayWidth(first ?? '') - displayWidth(right);
  return [
    `${indent}${first ?? ''}${' '.repeat(Math.max(1, room))}${right}`,
    ...rest.map((line) => `${indent}  ${line}`),
  ];
};

const dayOf = (day: string, { io }: Sheet): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const name = messages[io.language].months[month - 1] ?? '';
  return `${date} ${name} ${io.language === 'th' ? year + 543 : year}`;
};
const unsure = ({ confidence }: CalendarEntry, { words }: Sheet): string =>
  confidence === 'low' ? ` — ${words.unsure}` : '';

const heading = ({ fiscalYear, agency, source, assumed }: PlanDocument, sheet: Sheet): string[] => {
  const { words } = sheet;
  const given = Object.entries(assumed).map(([id, outcome]) => `${id}=${outcome}`);
  return [
    ...lines(agency.name, sheet),
    ...lines(words.title(fiscalYear), sheet),
    ...lines(
      source.kind === 'run'
        ? words.fromRun(dayOf(dayInBangkok(new Date(source.finishedAt)), sheet))
        : words.fromOfficial(source.fiscalYear),
      sheet,
    ),
    ...(given.length > 0 ? lines(words.assumed(given.join(', ')), sheet) : []),
  ];
};

const figures = ({ now }: PlanDocument, sheet: Sheet): string[] => {
  const { words, io } = sheet;
  const { oit, ita } = now;
  const m = messages[io.language];
  const shown = ({ low, expected, high }: typeof oit): string =>
    `${expected === null ? m.summary.unknown : two(expected)}${low === high ? '' : ` (${two(low)}–${two(high)})`}`;
  const grade = ita?.grade.expected?.[io.language];
  return [
    '',
    ...lines(
      `${words.now}: OIT ${shown(oit)}${ita ? ` · ITA ${shown(ita)}` : ''}${grade === undefined ? '' : ` · ${words.grade} ${grade}`}`,
      sheet,
    ),
    ...sayWidths(ita ?? oit, m).flatMap((text) => lines(`${ita ? 'ITA' : 'OIT'} · ${text}`, sheet)),
    ...lines(ita ? words.given(two(ita.iit), two(ita.eit), ita.source) : words.noTotal, sheet),
  ];
};

const moment = ({ moment: at }: PlanDocument, sheet: Sheet): string[] => {
  const { words } = sheet;
  const { entry, appeal, isOpen, frozen, contestable } = at;
  if (!entry) return [];
  const when = [dayOf(entry.to, sheet), unsure(entry, sheet)] as const;
  if (isOpen) return ['', ...lines(words.deadline(...when), sheet)];
  return [
    '',
    ...lines(words.closed(...when), sheet),
    ...(frozen.length > 0 ? lines(words.frozen(frozen.join(' ')), sheet) : []),
    ...(contestable.length > 0 && appeal
      ? lines(words.contestable(contestable.join(' '), dayOf(appeal.to, sheet)), sheet)
      : []),
  ];
};

const gainOf = ({ oit, ita }: Step, { words }: Sheet): string => words.gain(two(oit), ita === null ? null : two(ita));

const itemLines = (item: PlannedItem, sheet: Sheet): string[] => {
  const { words, io } = sheet;
  const whole = item.steps.at(-1);
  if (!whole) return [];
  const facts = [
    item.division ?? words.unowned,
    `${words.efforts[item.effort]} ${words.days(inDays(whole.days))}`,
    ...(item.deadline ? [words.deadline(dayOf(item.deadline.to, sheet), '')] : []),
  ];
  return [
    ...sides(`${item.id} ${item.title[io.language]}`, gainOf(whole, sheet), sheet),
    ...lines(facts.join(' · '), sheet, '   '),
    ...item.steps
      .slice(0, -1)
      .flatMap((step) => lines(words.half(String(step.to), gainOf(step, sheet), inDays(step.days)), sheet, '   ')),
    ...item.elements.flatMap(({ id, outcome, title, alone, todo }) => [
      ...lines(
        `${outcome === 'failed' ? '✗' : outcome === 'cantTell' ? '?' : '!'} ${id} ${title[io.language]}`,
        sheet,
        '   ',
      ),
      ...(alone > 0 ? lines(words.alone(two(alone)), sheet, '     ') : []),
      ...(todo === '' ? [] : lines(`→ ${todo}`, sheet, '     ')),
    ]),
    ...(item.elements.length > 1 && item.elements.every(({ alone }) => alone === 0)
      ? lines(words.onlyTogether, sheet, '   ')
      : []),
  ];
};

const targetName = (target: Target, { io, words }: Sheet): string =>
  target.of === 'grade'
    ? words.targetGrade(target.band.grade[io.language])
    : words.targetScore(target.of.toUpperCase(), two(target.score));

const stepLines = (route: Route, document: PlanDocument, sheet: Sheet): string[] =>
  route.steps.flatMap((step) => {
    const title = document.items.find(({ id }) => id === step.id)?.title[sheet.io.language] ?? '';
    const mark = step.to < 100 ? ` (${step.from}→${step.to})` : '';
    return sides(`${step.id} ${title}${mark}`, gainOf(step, sheet), sheet, '  ');
  });

const blockerText = ({ instrument, score, needed }: Route['blockers'][number], { words }: Sheet): string =>
  words.blocker(instrument.toUpperCase(), two(score), two(needed), two(needed - score));

const routes = (document: PlanDocument, sheet: Sheet): string[] => {
  const { words, io } = sheet;
  const { cheapest, surest } = document.routes;
  const name = targetName(document.target, sheet);
  const ids = (route: Route): string => route.steps.map(({ id, to }) => (to < 100 ? `${id}(${to})` : id)).join(' ');
  const ita = (value: number | null): string | null => (value === null ? null : two(value));
  const blocked = cheapest.blockers;
  const done = cheapest.steps.length === 0 && cheapest.reached;
  return [
    '',
    ...(cheapest.needed === null ? lines(words.tooMuch(name), sheet) : []),
    ...(done
      ? lines(words.already(name), sheet)
      : blocked.length > 0
        ? [
            ...lines(`${words.blocked}:`, sheet),
            ...blocked.flatMap((one) => lines(blockerText(one, sheet), sheet, '  ')),
          ]
        : []),
    ...(done
      ? []
      : lines(
          (cheapest.blockers.length > 0 || cheapest.needed === null ? words.routeOfOit : words.route)(
            name,
            cheapest.steps.length,
            inDays(cheapest.days),
          ),
          sheet,
        )),
    ...stepLines(cheapest, document, sheet),
    ...lines(words.reaches(two(cheapest.oit), ita(cheapest.ita), cheapest.grade?.[io.language] ?? null), sheet),
    ...(cheapest.holds
      ? lines(words.holds, sheet)
      : cheapest.reached
        ? [
            ...lines(words.least(two(cheapest.leastOit), ita(cheapest.leastIta)), sheet),
            ...lines(surest ? words.surest(ids(surest), inDays(surest.days)) : words.neverSure, sheet),
          ]
        : []),
  ];
};

const grades = ({ grades: above }: PlanDocument, sheet: Sheet): string[] => {
  const { words, io } = sheet;
  if (above.length === 0) return [];
  return [
    '',
    ...lines(words.grades, sheet),
    ...above.flatMap(({ grade, needed, blockers }) => [
      ...lines(
        `${grade[io.language]}: ${needed === null ? words.noOit : words.oitPart(two(needed))}${blockers.length > 0 ? `; ${words.blocked}:` : ''}`,
        sheet,
        '  ',
      ),
      ...blockers.flatMap((one) => lines(blockerText(one, sheet), sheet, '    ')),
    ]),
  ];
};

const questionLines = (question: PlannedQuestion, sheet: Sheet): string[] => {
  const { words } = sheet;
  const { measures } = question;
  return [
    ...lines(
      `${two(question.score)} ${question.id} ${question.text ?? words.indicator(question.indicator)}`,
      sheet,
      ' ',
    ),
    ...(measures
      ? lines(`→ ${measures.measures.join('; ')} (${words.responsible}: ${measures.responsible})`, sheet, '      ')
      : []),
  ];
};

/** The plan for a terminal; no line is wider than its columns. */
export const planText = (document: PlanDocument, io: Io): string => {
  const sheet: Sheet = { io, words: planWords[io.language] };
  const { words } = sheet;
  const noElements = document.source.kind === 'official' && document.items.length > 0;
  return `${[
    ...heading(document, sheet),
    ...figures(document, sheet),
    ...moment(document, sheet),
    '',
    ...lines(document.items.length > 0 ? words.open(document.items.length) : words.nothingOpen, sheet),
    ...document.items.flatMap((item) => itemLines(item, sheet)),
    ...(noElements ? lines(words.noElements, sheet) : []),
    ...routes(document, sheet),
    ...grades(document, sheet),
    ...(document.questions.length > 0
      ? ['', ...lines(words.questions, sheet), ...document.questions.flatMap((one) => questionLines(one, sheet))]
      : []),
  ].join('\n')}\n`;
};
