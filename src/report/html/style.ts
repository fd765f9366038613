/** The look of all pages. Every pair of colours has a contrast of at least 4.5 : 1; nothing is told by colour alone. */
export const style = `
:root {
  --ink: #1d2733; --muted: #525d6b; --line: #dde2e8; --wash: #f5f6f4; --paper: #fff;
  --brand: #143d66; --brand-pale: #e9f0f7; --focus: #b35900;
  --passed: #17633a; --passed-pale: #e6f3ea;
  --failed: #a01f2b; --failed-pale: #fbeaeb;
  --cantTell: #7a4b00; --cantTell-pale: #fdf1d8;
  --untested: #474b8f; --untested-pale: #ebecf8;
  --inapplicable: #525d6b; --inapplicable-pale: #eceff2;
}
.passed { --tone: var(--passed); --pale: var(--passed-pale); }
.failed { --tone: var(--failed); --pale: var(--failed-pale); }
.cantTell { --tone: var(--cantTell); --pale: var(--cantTell-pale); }
.untested { --tone: var(--untested); --pale: var(--untested-pale); }
.inapplicable { --tone: var(--inapplicable); --pale: var(--inapplicable-pale); }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--wash); color: var(--ink); font-size: 1rem; line-height: 1.65;
  font-family: 'Sarabun', 'TH Sarabun New', 'Noto Sans Thai', 'Leelawadee UI', Tahoma, sans-serif;
  overflow-wrap: anywhere; print-color-adjust: exact; -webkit-print-color-adjust: exact;
}
h1, h2, h3, h4, h5, p, ul, ol, dl, figure, blockquote { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1, h2, h3, h4, h5 { line-height: 1.4; text-wrap: balance; }
a { color: var(--brand); text-underline-offset: .2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; background: var(--paper); padding: .5rem 1rem; }
.wide { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
.small { color: var(--muted); font-size: .875rem; }
.id { font-weight: 700; font-variant-numeric: tabular-nums; color: var(--brand); white-space: nowrap; }
.sign { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
.address { font-size: .875rem; word-break: break-word; }

.masthead { background: var(--brand); color: #fff; padding: 2.25rem 0 4.75rem; }
.masthead a { color: #fff; font-size: 1em; }
.masthead .eyebrow { color: #d5e2ef; }
.masthead h1 { font-size: clamp(1.75rem, 5vw, 2.5rem); margin: .1rem 0 .4rem; }
.masthead .facts { display: inline; color: #d5e2ef; }
.masthead .facts > *::before { content: ' · '; display: inline-block; white-space: pre; text-decoration: none; }
.masthead .draft { display: inline-block; margin-top: .75rem; padding: .1rem .75rem; border: 1px solid #fff; border-radius: 99px; }

main.wide { margin-top: -3rem; padding-bottom: 3rem; }
.paper .masthead { padding-bottom: 2.25rem; }
.paper main.wide { margin-top: 1.5rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; }
.card > h3 { font-size: 1.125rem; }
.figures { display: grid; gap: 1rem; margin-bottom: 1rem; }
.figures > * { min-width: 0; }
.figure { font-size: 1.125rem; color: var(--muted); line-height: 1.2; margin: .5rem 0 .35rem; }
.figure data { font-size: 3.5rem; font-weight: 700; color: var(--brand); font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.between { color: var(--muted); }
.between strong { color: var(--ink); }
.grade { margin-top: .25rem; }
.grade strong { color: var(--brand); font-size: 1.125rem; }
.grades [aria-current] { color: var(--brand); font-weight: 700; }
.grades { display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .875rem; color: var(--muted); margin: .25rem 0 .5rem; }
.coverage { border-top: 1px solid var(--line); margin-top: 1.25rem; padding-top: 1rem; color: var(--muted); }
.coverage strong { color: var(--ink); font-size: 1.125rem; }
.nothing { border: 2px solid var(--untested); padding: 2.5rem 1.5rem; margin-bottom: 1rem; }
.nothing h3 { font-size: clamp(1.75rem, 5vw, 2.5rem); color: var(--untested); margin-bottom: .5rem; }
.nothing p { max-width: 44rem; font-size: 1.125rem; }
.nothing ul { margin-top: 1rem; }

.scale { margin: 1rem 0 .5rem; }
.track { position: relative; height: 1.1rem; background: #e7ebef; border-radius: 99px; }
.track span { position: absolute; top: 0; bottom: 0; }
.sure { left: 0; background: var(--brand); border-radius: 99px 0 0 99px; }
.band { background: repeating-linear-gradient(-45deg, #6f97bd 0 4px, #bcd0e3 4px 8px); }
.mark { width: 1px; background: #8b96a3; opacity: .6; }
.track .expected { width: 4px; margin-left: -2px; top: -5px; bottom: -5px; background: var(--ink); border-radius: 2px; box-shadow: 0 0 0 2px #fff; }
.numbers { position: relative; height: 1.4rem; margin-top: .35rem; font-size: .8125rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.numbers span { position: absolute; white-space: nowrap; }
.scale.small { margin: .35rem 0; }
.scale.small .track { height: .5rem; }
.scale.small .expected { top: -3px; bottom: -3px; width: 3px; }

.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: 1rem; margin-bottom: 1rem; }
.counts li { background: var(--paper); border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: 12px; padding: .9rem 1.1rem 1rem; }
.counts .label { display: flex; gap: .4rem; align-items: center; color: var(--tone); font-weight: 700; }
.counts data { display: block; font-size: 1.75rem; font-weight: 700; line-height: 1.35; }
.counts .meaning { display: block; font-size: .875rem; color: var(--muted); line-height: 1.5; }

.indicator { margin-top: 1rem; }
.indicator h4, .sub > p:first-child { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
.indicator h4 { border-bottom: 1px solid var(--line); padding-bottom: .35rem; font-size: 1rem; }
.score { white-space: nowrap; font-variant-numeric: tabular-nums; text-align: right; }
.score small { color: var(--muted); font-weight: 400; font-size: .8125rem; }
.sub { padding: .6rem 0 .3rem; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: .4rem; }
.chip { display: inline-flex; align-items: center; gap: .2rem; padding: .1rem .5rem; min-height: 1.6rem; border-radius: 6px; font-size: .8125rem; font-weight: 700; line-height: 1.4; color: var(--tone); background: var(--pale); text-decoration: none; position: relative; }
.chip:hover { text-decoration: underline; }
.fixes { margin-top: .5rem; counter-reset: fix; }
.fixes li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .8rem 0; border-top: 1px solid var(--line); }
.fixes a { text-decoration: none; color: var(--ink); }
.fixes a:hover { text-decoration: underline; }
.fixes .gain { font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--passed); }
.fixes .small { grid-column: 1 / -1; }
.also { border-top: 1px solid var(--line); padding-top: .9rem; }

.badge { display: inline-flex; align-items: center; gap: .3rem; padding: .1rem .6rem; border-radius: 99px; font-size: .875rem; font-weight: 700; line-height: 1.6; color: var(--tone); background: var(--pale); white-space: nowrap; }
main > h2, .items > h2, .notes h2 { font-size: 1.5rem; }
.items { padding-top: 2rem; }
.lead { color: var(--muted); margin-bottom: 1rem; }
.filter { display: grid; grid-template-columns: repeat(2, minmax(9rem, 1fr)) 2fr auto; gap: .75rem 1rem; align-items: end; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.25rem; }
.filter label span { display: block; font-size: .875rem; color: var(--muted); }
.filter select, .filter input, .filter button { width: 100%; min-height: 2.75rem; padding: .3rem .75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid #7b8794; border-radius: 8px; }
.filter button { width: auto; min-width: 8.5rem; color: var(--brand); font-weight: 700; cursor: pointer; }
.filter button:hover { background: var(--brand-pale); }
.filter output { grid-column: 1 / -1; font-size: .875rem; color: var(--muted); }
.group { margin-top: 2rem; }
.group > h3, .group > h2 { font-size: 1.125rem; margin-bottom: .6rem; }
.item { background: var(--paper); border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 8px; margin-bottom: .5rem; scroll-margin-top: 1rem; }
.item > summary { display: grid; grid-template-columns: 3rem minmax(0, 1fr) auto 9.5rem 1rem; gap: .25rem 1rem; align-items: center; padding: .8rem 1.1rem; cursor: pointer; list-style: none; border-radius: 8px; }
.item > summary::-webkit-details-marker { display: none; }
.item > summary::after { content: ''; width: .55rem; height: .55rem; border: solid var(--muted); border-width: 0 2px 2px 0; transform: translateY(-25%) rotate(45deg); }
.item[open] > summary::after { transform: translateY(25%) rotate(-135deg); }
.item > summary:hover { background: var(--wash); }
.item[open] > summary { border-bottom: 1px solid var(--line); border-radius: 8px 8px 0 0; }
.name h4 { font-size: 1rem; font-weight: 600; text-wrap: pretty; }
.name .small, .points .small { display: block; line-height: 1.5; }
.points { text-align: right; font-variant-numeric: tabular-nums; }
.inside { padding: 1rem 1.25rem 1.25rem; }
.notice { background: var(--cantTell-pale); color: var(--cantTell); border-radius: 8px; padding: .4rem .9rem; margin-bottom: .75rem; font-size: .875rem; }
.element { padding: 1rem 0; border-top: 1px solid var(--line); }
.element:first-child { border-top: 0; padding-top: 0; }
.element-head { display: grid; grid-template-columns: 9rem minmax(0, 1fr) auto; gap: .25rem 1rem; align-items: start; }
.element-head p { font-weight: 600; }
.element-head .badge { justify-self: start; }
.marks { font-size: .8125rem; color: var(--muted); text-align: right; }
.marks > span + span::before { content: ' · '; }
.element > :not(.element-head) { margin-left: 10rem; max-width: 46rem; }
.why { margin-top: .25rem; }
.manual { border-left: 3px solid var(--line); padding: .25rem .9rem; margin-top: .5rem; }
.todo { background: var(--pale); border-radius: 8px; padding: .5rem .9rem; margin-top: .5rem; }
.todo strong { color: var(--tone); display: block; font-size: .875rem; }
.quote { margin-top: .6rem; }
.quote blockquote { border-left: 3px solid #9fb3c6; padding: .1rem .9rem; white-space: pre-line; max-height: 16rem; overflow: auto; }
.quote figcaption { font-size: .875rem; color: var(--muted); padding-left: calc(.9rem + 3px); }
.picture { display: block; width: fit-content; max-width: 100%; margin: .4rem 0; }
.picture img { display: block; max-width: 100%; height: auto; border: 1px solid #9fb3c6; border-radius: 4px; }
.parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem 2rem; border-top: 1px solid var(--line); padding-top: 1rem; margin-top: .5rem; }
.part { min-width: 0; font-size: .9375rem; }
.part h5 { font-size: .9375rem; margin-bottom: .25rem; }
.plain li { margin-bottom: .4rem; }

.notes { background: var(--paper); border-top: 1px solid var(--line); padding: 2.5rem 0 3rem; }
.notes h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
.notes .reconstruction { max-width: 46rem; }
.notes .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2rem; }
.notes details { margin-top: 1.25rem; }
.notes details summary { cursor: pointer; font-weight: 600; margin-bottom: .5rem; }
.notes dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1.5rem; font-size: .875rem; }
.notes dt { color: var(--muted); }
.notes dd { margin: 0; }

.work { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem 1.25rem; margin-bottom: 1rem; }
.work h3 { font-size: 1.0625rem; }
.work .where { margin: .4rem 0 .75rem; }
.work table { width: 100%; border-collapse: collapse; table-layout: fixed; }
.work th, .work td { text-align: left; vertical-align: top; padding: .6rem .75rem; border: 1px solid var(--line); }
.work th { background: var(--wash); font-size: .875rem; }
.work .blank { width: 22%; }
.work .quote blockquote { font-size: .9375rem; }

@media (min-width: 56rem) {
  .figures.two { grid-template-columns: 1fr 1fr; align-items: start; }
  .figures.two > .oit, .figures.two > .ita { height: 100%; }
}
@media (max-width: 44rem) {
  .wide { padding: 0 1rem; }
  .masthead { padding-top: 1.5rem; }
  .masthead .facts > * { display: block; }
  .masthead .facts > *::before { content: none; }
  .card { padding: 1.1rem; }
  .figure data { font-size: 3rem; }
  .counts { grid-template-columns: 1fr 1fr; gap: .6rem; }
  .counts li { padding: .7rem .8rem; }
  .fixes li { grid-template-columns: 1fr; }
  .filter { grid-template-columns: 1fr 1fr; }
  .filter .search { grid-column: 1 / -1; }
  .item > summary { grid-template-columns: 2.4rem minmax(0, 1fr) 1rem; padding: .8rem .9rem; }
  .item > summary::after { grid-column: 3; grid-row: 1; }
  .item .name { grid-column: 2; grid-row: 1; }
  .item > summary .badge { grid-column: 1 / 3; grid-row: 2; justify-self: start; }
  .item .points { grid-column: 1 / -1; grid-row: 3; text-align: left; display: flex; flex-wrap: wrap; gap: 0 1rem; }
  .inside { padding: .9rem; }
  .element-head { grid-template-columns: 1fr; }
  .marks { text-align: left; }
  .element > :not(.element-head) { margin-left: 0; }
  .work table, .work tbody, .work tr, .work td { display: block; width: 100%; }
  .work thead { display: none; }
  .work td { border-top: 0; }
  .work tr td:first-child { border-top: 1px solid var(--line); }
  .work td[data-label]::before { content: attr(data-label); display: block; font-size: .875rem; color: var(--muted); }
  .work td.blank { width: 100%; min-height: 5rem; }
  .work tr { margin-bottom: .75rem; }
}
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 9pt; } }
@media print {
  html { font-size: 10.5pt; }
  body { background: #fff; line-height: 1.5; }
  .wide { max-width: none; padding: 0; }
  .masthead { background: none; color: var(--ink); padding: 0 0 1rem; border-bottom: 2px solid var(--brand); margin-bottom: 1rem; }
  .masthead .eyebrow, .masthead .facts, .masthead a { color: var(--muted); }
  .masthead .draft { border-color: var(--ink); }
  main.wide, .paper main.wide { margin-top: 0; padding-bottom: 0; }
  .paper .masthead { padding-bottom: .5rem; }
  .filter, .skip, .items > .lead { display: none !important; }
  details::details-content { content-visibility: visible !important; block-size: auto !important; }
  .item > summary::after { display: none; }
  .item > summary { grid-template-columns: 2.5rem minmax(0, 1fr) auto 8.5rem; padding: .5rem .75rem; break-after: avoid; }
  .nothing, .counts li, .element, .part, .quote, .work tr, .sub, .figures.two > .oit, .figures.two > .ita { break-inside: avoid; }
  h2, h3, h4, h5, .element-head, .work header, .where { break-after: avoid; }
  .figures.two { grid-template-columns: 1fr 1fr; }
  .counts { grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .4rem; }
  .counts li { padding: .5rem .6rem; }
  .figure data { font-size: 2.5rem; }
  .quote blockquote { max-height: none; overflow: visible; }
  .picture img { max-height: 12cm; }
  .inside { padding: .75rem; }
  .element > :not(.element-head) { margin-left: 9rem; }
  .element-head { grid-template-columns: 8rem minmax(0, 1fr) auto; }
  .notes { padding: 1rem 0 0; }
  .work .blank { min-width: 35mm; }
  .work tbody td { height: 18mm; }
  a { color: inherit; }
}
`;
