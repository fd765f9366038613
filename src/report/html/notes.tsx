import type { JSX } from 'preact';
import { outcomes } from '../../model/outcome.ts';
import { certainties } from '../../model/ruleset.ts';
import { bangkokTime } from '../time.ts';
import { FaultList } from './items.tsx';
import { Badge } from './parts.tsx';
import type { View } from './view.ts';

/** What a reader must know to judge the report itself. */
export const Notes = ({ run, m }: View): JSX.Element => (
  <footer class="notes">
    <div class="wide">
      <h2>{m.notes.heading}</h2>
      <section class="reconstruction">
        <h3>{m.notes.reconstruction}</h3>
        <p>{run.ruleset.reconstruction[m.language]}</p>
      </section>
      <div class="columns">
        <section>
          <h3>{m.notes.legend}</h3>
          <ul class="plain">
            {outcomes.map((outcome) => (
              <li key={outcome}>
                <Badge outcome={outcome} m={m} /> {m.outcomes[outcome].meaning}
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{m.notes.certainty}</h3>
          <ul class="plain">
            {certainties.map((certainty) => (
              <li key={certainty}>
                <strong>{m.certainties[certainty].label}</strong> {m.certainties[certainty].meaning}
              </li>
            ))}
            <li>
              <strong>{m.items.notCounted}</strong> {m.items.notCountedMeaning}
            </li>
          </ul>
        </section>
      </div>
      {run.faults.length > 0 && (
        <details>
          <summary>
            {m.notes.unreachable} ({run.faults.length})
          </summary>
          <FaultList faults={run.faults} m={m} />
        </details>
      )}
      <section>
        <h3>{m.notes.technical}</h3>
        <dl>
          <dt>{m.notes.tool}</dt>
          <dd>
            {run.tool.name} {run.tool.version}
          </dd>
          <dt>{m.notes.rules}</dt>
          <dd>
            {run.ruleset.fiscalYear} · {m.statuses[run.ruleset.status]} · <code>{run.ruleset.fingerprint}</code>
          </dd>
          <dt>{m.notes.started}</dt>
          <dd>{bangkokTime(run.startedAt, m)}</dd>
          <dt>{m.notes.finished}</dt>
          <dd>{bangkokTime(run.finishedAt, m)}</dd>
          {Object.entries(run.counters).map(([name, count]) => (
            <>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{count}</dd>
            </>
          ))}
        </dl>
      </section>
    </div>
  </footer>
);
