import { cleanAll } from '../clean.ts';
import type { Formatter } from '../format.ts';
import { messages } from '../messages/index.ts';
import { picturesOf } from './elements.tsx';
import { Filter } from './filter.tsx';
import { Items } from './items.tsx';
import { Notes } from './notes.tsx';
import { renderPage } from './page.tsx';
import { script, scriptHash } from './script.ts';
import { style } from './style.ts';
import { Masthead, Summary } from './summary.tsx';

/** The report for people: one file that can be mailed, opened anywhere, read on a phone and printed. */
export const html: Formatter = (original, { language, screenshotOf, pictureOf }) => {
  const run = cleanAll(original);
  const m = messages[language];
  const content = renderPage({
    m,
    title: `${m.report.name} · ${run.agency.name} · ${run.ruleset.fiscalYear}`,
    style,
    script: { text: script, hash: scriptHash },
    pictures: run.items.some(({ elements }) =>
      elements.some((element) => picturesOf(element, pictureOf).some((path) => path !== null)),
    ),
    children: (
      <>
        <a class="skip" href="#results">
          {m.report.skip}
        </a>
        <Masthead run={run} m={m} kind={m.report.name} title={run.agency.name} />
        <main class="wide">
          <Summary run={run} m={m} />
          <Items run={run} m={m} screenshotOf={screenshotOf} pictureOf={pictureOf}>
            <Filter run={run} m={m} />
          </Items>
        </main>
        <Notes run={run} m={m} />
      </>
    ),
  });
  return [{ path: 'report.html', content }];
};
