import type { JSX } from 'preact';
import { outcomes } from '../../model/outcome.ts';
import type { Prediction, Range, Run } from '../../model/run.ts';
import {
  atStake,
  cost,
  costliest,
  counted,
  countFaults,
  countOutcomes,
  indicatorsOf,
  nothingVerified,
  ownersOf,
  sum,
  toLookAgain,
  weakestQuestions,
} from '../facts.ts';
import { percent, score, short } from '../numbers.ts';
import { sayReviews, saySource, sayWidths } from '../say.ts';
import { bangkokTime } from '../time.ts';
import { Address, Badge, Sign, Thai, Title } from './parts.tsx';
import { ScoreScale } from './scale.tsx';
import type { View } from './view.ts';

const FIXES = 5;

type MastheadProps = View & { kind: string; title: string };

export const Masthead = ({ run, m, kind, title }: MastheadProps): JSX.Element => (
  <header class="masthead">
    <div class="wide">
      <p class="eyebrow">{kind}</p>
      <h1>
        <Thai>{title}</Thai>
      </h1>
      <p>
        <strong>{m.report.fiscalYear(run.ruleset.fiscalYear)}</strong>
        <span class="facts">
          {run.agency.province && <span>{m.report.province(run.agency.province)}</span>}
          <span>{m.report.checkedAt(bangkokTime(run.finishedAt, m))}</span>
          <Address url={run.agency.website} />
        </span>
      </p>
      {run.ruleset.status === 'draft' && <p class="draft">{m.statuses.draft}</p>}
    </div>
  </header>
);

const Figure = ({ range, m }: { range: Range; m: View['m'] }): JSX.Element => (
  <>
    <p class="figure">
      <data value={range.expected ?? ''}>{range.expected === null ? m.summary.unknown : score(range.expected)}</data>{' '}
      <span>{m.summary.outOf}</span>
    </p>
    <p class="between">
      {range.low === range.high ? (
        m.summary.exactly
      ) : (
        <>
          <strong>{m.summary.between(score(range.low), score(range.high))}</strong> {m.summary.betweenMeaning}
        </>
      )}
    </p>
  </>
);

const Widths = ({ total, m }: { total: Prediction['oit']; m: View['m'] }): JSX.Element => (
  <>
    {sayWidths(total, m).map((text) => (
      <p class="small" key={text}>
        {text}
      </p>
    ))}
  </>
);

/** How many manual verdicts count, what the score is without them, and which must be looked at again. */
const Reviews = ({ run, m }: View): JSX.Element => {
  const again = new Set(toLookAgain(run));
  return (
    <>
      {sayReviews(run, m).map((text) => (
        <p class="small reviews" key={text}>
          {text}
        </p>
      ))}
      {again.size > 0 && (
        <p class="small again">
          {m.manual.again(again.size)}{' '}
          {run.items.flatMap((item) =>
            item.elements
              .filter((element) => again.has(element))
              .map(({ id }) => (
                <>
                  <a key={id} href={`#${encodeURIComponent(item.id)}`}>
                    {id}
                  </a>{' '}
                </>
              )),
          )}
        </p>
      )}
    </>
  );
};

const Oit = ({ run, m }: View): JSX.Element => (
  <section class="card oit" aria-labelledby="oit">
    <h3 id="oit">{m.summary.oit}</h3>
    <Figure range={run.prediction.oit} m={m} />
    <ScoreScale range={run.prediction.oit} m={m} marks={[0, 25, 50, 75, 100]} />
    <Widths total={run.prediction.oit} m={m} />
    <Reviews run={run} m={m} />
    <Coverage run={run} m={m} />
  </section>
);

const Grades = ({
  grades,
  current,
  m,
}: {
  grades: Run['ruleset']['grades'];
  current: string;
  m: View['m'];
}): JSX.Element => (
  <ul class="grades" aria-label={m.summary.gradeBands}>
    {grades.map(({ grade, atLeast }) => (
      <li key={grade.th} aria-current={grade[m.language] === current ? 'true' : undefined}>
        {m.summary.gradeFrom(grade[m.language], short(atLeast))}
      </li>
    ))}
  </ul>
);

const Questions = ({ ita, m }: { ita: NonNullable<Prediction['ita']>; m: View['m'] }): JSX.Element | null => {
  const questions = weakestQuestions(ita);
  if (questions.length === 0) return null;
  return (
    <details>
      <summary>{m.summary.questions}</summary>
      <ul class="plain small">
        {questions.map(({ id, score: points, text, measures, responsible }) => (
          <li key={id}>
            <strong>
              <data value={points}>{score(points)}</data> {id}
            </strong>{' '}
            {text && <Thai>{text}</Thai>}
            {measures && (
              <span>
                {' → '}
                <Thai>{measures.join('; ')}</Thai>
                {responsible && (
                  <>
                    {' '}
                    ({m.summary.responsible}: <Thai>{responsible}</Thai>)
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
};

const Ita = ({ ita, run, m }: View & { ita: NonNullable<Prediction['ita']> }): JSX.Element => {
  const grade = (at: 'low' | 'expected' | 'high') => ita.grade[at]?.[m.language] ?? m.summary.unknown;
  const marks = [...new Set([0, ...run.ruleset.grades.map(({ atLeast }) => atLeast)])].toSorted((a, b) => a - b);
  return (
    <section class="card ita" aria-labelledby="ita">
      <h3 id="ita">{m.summary.ita}</h3>
      <Figure range={ita} m={m} />
      <p class="grade">
        {m.summary.grade} <strong>{grade('expected')}</strong>
        {grade('low') !== grade('high') && <span> · {m.summary.grades(grade('low'), grade('high'))}</span>}
      </p>
      <ScoreScale range={ita} m={m} marks={marks} />
      <Widths total={ita} m={m} />
      <Grades grades={run.ruleset.grades} current={grade('expected')} m={m} />
      <p class="small">{m.summary.itaFrom(score(ita.iit), score(ita.eit), saySource(ita, m))}</p>
      <Questions ita={ita} m={m} />
    </section>
  );
};

const Coverage = ({ run, m }: View): JSX.Element => (
  <p class="coverage">
    <strong>
      {m.summary.coverage} <data value={run.prediction.coverage}>{percent(run.prediction.coverage)}</data>
    </strong>{' '}
    {m.summary.coverageMeaning(run.prediction.coverage === 1)}
  </p>
);

const Counts = ({ run, m }: View): JSX.Element => {
  const counts = countOutcomes(run.items);
  return (
    <ul class="counts" aria-label={m.summary.counts}>
      {outcomes
        .filter((outcome) => outcome !== 'inapplicable' || counts.inapplicable > 0)
        .map((outcome) => (
          <li key={outcome} class={outcome}>
            <span class="label">
              <Sign outcome={outcome} />
              {m.outcomes[outcome].label}
            </span>
            <data value={counts[outcome]} data-count={outcome}>
              {m.summary.items(counts[outcome])}
            </data>
            <span class="meaning">{m.outcomes[outcome].meaning}</span>
          </li>
        ))}
    </ul>
  );
};

const SubIndicators = ({ run, m }: View): JSX.Element => (
  <section class="card" aria-labelledby="subs">
    <h3 id="subs">{m.summary.subIndicators}</h3>
    {indicatorsOf(run).map(({ id, title, range, groups }) => (
      <div class="indicator" key={id}>
        <h4>
          <span>
            {id} <Title title={title} m={m} id={id} />
          </span>
          {range && <Score range={range} m={m} />}
        </h4>
        <ul>
          {groups.map((group) => (
            <li class="sub" key={group.id}>
              <p>
                <span>
                  {group.id} <Title title={group.title} m={m} id={group.id} />
                </span>
                {group.range && <Score range={group.range} m={m} />}
              </p>
              {group.range && <ScoreScale range={group.range} m={m} small />}
              <p class="chips">
                {group.items.map((item) => (
                  <a
                    key={item.id}
                    class={`chip ${item.outcome}`}
                    href={`#${encodeURIComponent(item.id)}`}
                    title={`${item.title[m.language]}: ${m.outcomes[item.outcome].label}`}
                  >
                    <Sign outcome={item.outcome} />
                    {item.id}
                    <span class="hidden">: {m.outcomes[item.outcome].label}</span>
                  </a>
                ))}
              </p>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </section>
);

const Score = ({ range, m }: { range: Range; m: View['m'] }): JSX.Element => (
  <span class="score">
    {range.expected === null ? m.summary.unknown : <strong>{score(range.expected)}</strong>}
    {range.low !== range.high && (
      <small>
        {' '}
        ({short(range.low)}–{short(range.high)})
      </small>
    )}
  </span>
);

const Fixes = ({ run, m }: View): JSX.Element => {
  const fixes = costliest(run, FIXES);
  const names = new Map(ownersOf(run).flatMap((owner) => owner.items.map((item) => [item, owner.name] as const)));
  const open = run.items.filter((item) => counted(item) === 'cantTell' || counted(item) === 'untested');
  return (
    <section class="card" aria-labelledby="fixes">
      <h3 id="fixes">{m.fixes.heading}</h3>
      <p class="small">{fixes.length > 0 ? m.fixes.lead : m.fixes.none}</p>
      <ol class="fixes">
        {fixes.map((item) => (
          <li key={item.id}>
            <a href={`#${encodeURIComponent(item.id)}`}>
              <span class="id">{item.id}</span> {item.title[m.language]}
            </a>
            <data class="gain" value={cost(item)}>
              {m.fixes.gain(score(cost(item)))}
            </data>
            <span class="small">
              {names.get(item) ?? m.unowned} · {m.efforts[item.effort]}
            </span>
          </li>
        ))}
      </ol>
      {open.length > 0 && (
        <p class="also">
          <Badge outcome={open.some((item) => counted(item) === 'cantTell') ? 'cantTell' : 'untested'} m={m} />{' '}
          {m.fixes.alsoOpen(open.length, score(sum(open.map(atStake))))}
        </p>
      )}
    </section>
  );
};

/** The first screen. Without anything verified it shows no score at all. */
export const Summary = ({ run, m }: View): JSX.Element => {
  const { ita } = run.prediction;
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 id="summary" class="hidden">
        {m.summary.heading}
      </h2>
      {nothingVerified(run) ? (
        <div class="card nothing">
          <h3>{m.summary.nothing}</h3>
          <p>{m.summary.nothingMeaning}</p>
          <ul class="plain">
            {[...countFaults(run.faults)].map(([kind, count]) => (
              <li key={kind}>
                <strong>
                  {count} × {m.faults[kind].what}
                </strong>{' '}
                {m.faults[kind].todo}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div class={ita ? 'figures two' : 'figures'}>
          <Oit run={run} m={m} />
          {ita && <Ita ita={ita} run={run} m={m} />}
        </div>
      )}
      <Counts run={run} m={m} />
      {!nothingVerified(run) && (
        <div class="figures two">
          <SubIndicators run={run} m={m} />
          <Fixes run={run} m={m} />
        </div>
      )}
    </section>
  );
};
