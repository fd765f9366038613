import type { GapCode, Locator } from '../../model/evidence.ts';
import type { FaultKind } from '../../model/fault.ts';
import type { DoubtReason, FailReason, Outcome } from '../../model/outcome.ts';
import type { ManualState, ManualVerdict } from '../../model/review.ts';
import type { ElementResult, ItemResult, Run, SubmittedReach } from '../../model/run.ts';
import type { Language } from '../../model/text.ts';

/** A word of the report and what it means. */
export type Term = { label: string; meaning: string };

/** What happened, and what somebody should do about it. Both are whole sentences. */
export type Advice = { what: string; todo: string };

/** One sentence per code; the reason's arguments say what was found and what is wanted. */
export type Sentences<Reason extends { code: string }> = {
  [Code in Reason['code']]: (reason: Extract<Reason, { code: Code }>) => string;
};

type DateTime = { day: number; month: string; year: number; hours: string; minutes: string };

/** Everything that a report says. A language is complete, or it does not compile. */
export type Messages = {
  language: Language;
  months: readonly string[];
  dateTime(at: DateTime): string;

  outcomes: Record<Outcome, Term>;
  certainties: Record<ElementResult['certainty'], Term>;
  lowConfidence: string;
  efforts: Record<ItemResult['effort'], string>;
  statuses: Record<Run['ruleset']['status'], string>;
  fail: Sentences<FailReason>;
  doubt: Sentences<DoubtReason>;
  faults: Record<FaultKind, Advice>;
  gaps: Record<GapCode, Advice>;
  places: { [In in Locator['in']]: (at: Extract<Locator, { in: In }>) => string };

  /** What people found where the program could not tell. */
  manual: {
    verdicts: Record<ManualVerdict, string>;
    said(verdict: string, reviewer: string, date: string): string;
    until(date: string): string;
    reason: string;
    states: Record<ManualState, string>;
    /** How an item stands with manual verdicts. */
    item(outcome: string): string;
    /** How many count in the score. */
    counted(count: number): string;
    /** The score without them. */
    without(expected: string, low: string, high: string): string;
    /** Heading of those that do not count any more and must be looked at again. */
    again(count: number): string;
    date(day: number, month: string, year: number): string;
  };

  passed: string;
  inapplicable: string;
  unowned: string;

  report: {
    name: string;
    fiscalYear(year: number): string;
    province(name: string): string;
    checkedAt(time: string): string;
    skip: string;
  };
  summary: {
    heading: string;
    oit: string;
    outOf: string;
    between(low: string, high: string): string;
    exactly: string;
    betweenMeaning: string;
    /** Where the width of a range comes from, each as half of what it adds; what adds nothing is null. */
    widths(from: Record<'evidence' | 'scheme' | 'verdicts', string | null>): string;
    /** The range when verdicts err as often as they are known to. */
    calibrated(expected: string, low: string, high: string): string;
    /** Heading of the questions of both questionnaires. */
    questions: string;
    responsible: string;
    /** From whom IIT and EIT are, where they are of an official result. */
    ofResult(year: number): string;
    ita: string;
    itaFrom(iit: string, eit: string, source: string): string;
    grade: string;
    grades(low: string, high: string): string;
    gradeFrom(grade: string, points: string): string;
    gradeBands: string;
    coverage: string;
    coverageMeaning(complete: boolean): string;
    nothing: string;
    nothingMeaning: string;
    counts: string;
    items(count: number): string;
    subIndicators: string;
    scaleLabel(low: string, expected: string, high: string): string;
    unknown: string;
  };
  fixes: {
    heading: string;
    lead: string;
    none: string;
    gain(points: string): string;
    alsoOpen(count: number, points: string): string;
  };
  items: {
    heading: string;
    lead: string;
    points(points: string): string;
    pointsUnknown: string;
    weight(points: string): string;
    notCounted: string;
    notCountedMeaning: string;
    notReviewed: string;
    todo: string;
    look: string;
    submitted: string;
    noneSubmitted: string;
    sites: Record<SubmittedReach['site'], string>;
    /** Clicks from the home page; null where no way was found. */
    clicks(clicks: number | null, complete: boolean): string;
    againstRobots: string;
    screenshot: string;
    /** Says what the picture of a place in a document shows; the place is in words. */
    picture(place: string): string;
    explanation: string;
    looked: string;
    lookedNothing: string;
    gaps: string;
    pages(pages: string): string;
    faults: string;
  };
  filter: {
    heading: string;
    outcome: string;
    division: string;
    anyOutcome: string;
    anyDivision: string;
    text: string;
    placeholder: string;
    openAll: string;
    closeAll: string;
    /** `{shown}` and `{all}` are replaced in the browser. */
    shown: string;
    nothing: string;
  };
  notes: {
    heading: string;
    reconstruction: string;
    legend: string;
    certainty: string;
    unreachable: string;
    technical: string;
    tool: string;
    rules: string;
    started: string;
    finished: string;
  };
  divisions: {
    name: string;
    contact: string;
    lead(items: number, points: string): string;
    nothing: string;
    headings: Record<'failed' | 'cantTell' | 'untested', string>;
    missing: string;
    todo: string;
    where: string;
    done: string;
    worth(points: string): string;
    publishOn(website: string): string;
    seeReport: string;
  };
  csv: Record<
    | 'item'
    | 'itemTitle'
    | 'itemOutcome'
    | 'element'
    | 'elementTitle'
    | 'outcome'
    | 'reason'
    | 'quote'
    | 'url'
    | 'place'
    | 'division'
    | 'remedy'
    | 'question'
    | 'pointsLow'
    | 'pointsExpected'
    | 'pointsHigh'
    | 'weight'
    | 'certainty'
    | 'counted'
    | 'manual'
    | 'manualState'
    | 'manualReviewer'
    | 'manualReason'
    | 'manualDate'
    | 'manualUntil'
    | 'itemManual'
    | 'automaticExpected'
    | 'yes'
    | 'no',
    string
  >;
  terminal: {
    item: string;
    title: string;
    outcome: string;
    points: string;
    gaps(items: number, count: number): string;
    faults(count: number): string;
    again: string;
  };
};
