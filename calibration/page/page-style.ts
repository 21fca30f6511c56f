import { themeStyle } from './theme.js';

/** Narrowest column, in px, that shows the wide drawings of figures: their smallest text is then 9 px high. */
const WIDE_FROM = 840;

const frame = `
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--text); font: var(--size-3)/1.5 var(--font); }
.page { display: grid; grid-template-columns: 196px minmax(0, 960px); gap: 40px; justify-content: center; padding: 0 28px 64px; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 34px 0 20px; font-size: 13px; }
nav h2 { margin: 0 0 8px; font-size: 11px; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); border: 0; padding: 0; }
nav ol { list-style: none; margin: 0; padding: 0; } nav li { margin: 0; break-inside: avoid; }
nav a { display: block; padding: 4px 0 4px 10px; border-left: 2px solid var(--grid); color: var(--soft); text-decoration: none; line-height: 1.3; }
nav a:hover { color: var(--text); border-color: var(--accent); }
main { min-width: 0; container-type: inline-size; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
header.top { padding: 34px 0 4px; }
.kicker { margin: 0 0 2px; font-size: 12px; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); }
h1 { margin: 0 0 14px; font-size: var(--size-6); line-height: 1.2; font-weight: 700; overflow-wrap: anywhere; }
footer { margin-top: 44px; padding-top: 14px; border-top: 1px solid var(--line); font-size: 12.5px; color: var(--soft); }
footer .mono { color: var(--text); }
`;

const text = `
.answer { margin: 0 0 20px; font-size: var(--size-4); line-height: 1.45; max-width: 66ch; text-wrap: pretty; }
h2 { margin: 52px 0 14px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 21px; line-height: 1.25; }
h2 .number { color: var(--soft); font-weight: 400; margin-right: 10px; }
h3 { margin: 28px 0 8px; font-size: 16px; line-height: 1.3; }
p { margin: 0 0 10px; max-width: 78ch; }
ul { margin: 0 0 10px; padding-left: 20px; max-width: 80ch; }
li { margin: 3px 0; }
`;

const notes = `
.banner { border-left: 6px solid; border-radius: var(--radius-small); padding: 12px 18px; margin: 0 0 18px; }
.banner strong { display: block; font-size: 18px; }
.banner ul { margin: 4px 0 0; padding-left: 18px; max-width: none; }
.banner.converged { background: var(--good-bg); border-color: var(--good); } .banner.converged strong { color: var(--good); }
.banner.not-converged { background: var(--bad-bg); border-color: var(--bad); } .banner.not-converged strong { color: var(--bad); }
.banner.evaluated { background: var(--accent-bg); border-color: var(--accent); } .banner.evaluated strong { color: var(--text); }
.banner.interrupted { background: var(--panel-2); border-color: var(--soft); } .banner.interrupted strong { color: var(--text); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 0 0 22px; padding: 0; font-size: 13px; }
.facts div { display: flex; gap: 6px; min-width: 0; } .facts dt { color: var(--soft); white-space: nowrap; } .facts dd { margin: 0; overflow-wrap: anywhere; }
.note, .warning { padding: 9px 14px; margin: 10px 0 14px; border-radius: var(--radius-small); font-size: 14px; max-width: none; }
.note p:last-child { margin: 0; } .note p { max-width: none; }
.note { background: var(--panel); color: var(--soft); } .warning { background: var(--warn-bg); border-left: 4px solid var(--warn); }
.small { font-size: 12px; color: var(--soft); max-width: none; }
.within { color: var(--good); font-weight: 600; } .outside { color: var(--bad); font-weight: 600; } .not-assessed { color: var(--soft); }
.flag { display: inline-block; white-space: nowrap; padding: 0 7px; border-radius: 9px; background: var(--bad-bg); color: var(--bad); font-size: 12px; }
.mono, pre { font-family: var(--mono); font-size: 12px; }
.mono { overflow-wrap: anywhere; }
pre { background: var(--panel); padding: 14px 16px; border-radius: var(--radius-small); overflow-x: auto; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
ol.sources { margin: 0 0 10px; padding-left: 26px; font-size: 12px; color: var(--soft); }
details { margin: 10px 0; } summary { cursor: pointer; color: var(--accent); }
details.detail { border: 1px solid var(--line); border-radius: var(--radius); margin: 12px 0; }
details.detail > summary { padding: 9px 14px; font-weight: 600; border-radius: var(--radius); }
details.detail > summary:hover { background: var(--panel); }
details.detail[open] > summary { border-bottom: 1px solid var(--line); border-radius: var(--radius) var(--radius) 0 0; }
details.detail > .inside { padding: 12px 14px 4px; }
.in-page { display: none; }
`;

const figures = `
figure { margin: 20px 0 30px; break-inside: avoid; }
figure h3 { margin: 0 0 8px; }
figcaption { margin-top: 8px; font-size: 13px; line-height: 1.45; color: var(--soft); max-width: 110ch; }
svg.chart { display: block; max-width: 100%; height: auto; }
svg.chart.narrow { display: none; }
svg [data-series] { transition: opacity .12s; }
svg.dimmed [data-series]:not(.shown) { opacity: .14; }
.key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 8px; font-size: 13px; list-style: none; padding: 0; max-width: none; }
.key li { display: flex; align-items: center; gap: 7px; margin: 0; }
.key svg { flex: none; }
.chip { display: inline-block; margin-right: 8px; vertical-align: -1px; }
svg.bar { vertical-align: middle; }
.calendars { display: flex; flex-wrap: wrap; gap: 8px 44px; margin: 0 0 10px; }
.calendar { flex: 0 1 286px; min-width: 0; break-inside: avoid; } .calendar h3 { margin: 14px 0 6px; }
.grids { display: flex; flex-wrap: wrap; gap: 6px 22px; margin: 0 0 6px; } .grids p { margin: 0 0 2px; }
@media screen { @container (max-width: ${WIDE_FROM - 1}px) {
  svg.chart.wide { display: none; }
  svg.chart.narrow { display: block; width: 100%; max-width: 480px; }
} }
`;

/** What the script of the page shows at the pointer. */
export const hoverStyle = `
.hover { position: fixed; z-index: 9; left: 0; top: 0; max-width: min(340px, 90vw); padding: 6px 10px; border-radius: var(--radius-small);
  background: var(--text); color: var(--paper); font-size: 12.5px; line-height: 1.4; white-space: pre-line; pointer-events: none; font-variant-numeric: tabular-nums; }
.hover:empty { display: none; }
.chart [data-hover] { pointer-events: all; }
.hover-mark { fill: none; stroke: var(--text); stroke-width: 1.5; pointer-events: none; }
@media print { .hover { display: none; } }
`;

/** The shadows at the edges of a wide table are hidden by the paper while its end is in sight. */
const tables = `
.table-scroll { overflow-x: auto; margin: 8px 0 20px; background:
  linear-gradient(to right, var(--paper) 40%, transparent) 0 0 / 44px 100% no-repeat local,
  linear-gradient(to left, var(--paper) 40%, transparent) 100% 0 / 44px 100% no-repeat local,
  linear-gradient(to right, var(--line), transparent) 0 0 / 14px 100% no-repeat scroll,
  linear-gradient(to left, var(--line), transparent) 100% 0 / 14px 100% no-repeat scroll; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
table.narrow { width: auto; min-width: 55%; }
caption { text-align: left; font-size: 13px; color: var(--soft); padding: 0 0 6px; }
caption > span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 48px); }
th, td { padding: 5px 8px; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--grid); }
thead th, thead td { border-bottom: 1.5px solid var(--text); font-weight: 600; vertical-align: bottom; line-height: 1.25; }
th .unit { display: block; font-weight: 400; color: var(--soft); font-size: 12px; }
.right { text-align: right; white-space: nowrap; } .centre { text-align: center; }
td:first-child, .whole { white-space: nowrap; }
tr.group th { padding-top: 14px; border-bottom: 1px solid var(--line); font-size: 13.5px; }
tr.strong td { font-weight: 600; }
tr.quiet td { color: var(--soft); }
.se { color: var(--soft); font-size: 11.5px; font-weight: 400; }
`;

const narrow = `
@media screen and (max-width: 1160px) {
  .page { grid-template-columns: minmax(0, 960px); gap: 0; }
  nav { position: static; padding: 24px 0 0; max-height: none; } nav ol { columns: 3; column-gap: 24px; }
  header.top { padding-top: 18px; }
}
@media screen and (max-width: 560px) {
  .page { padding: 0 24px 48px; }
  nav ol { columns: 2; }
  h1 { font-size: 25px; } .answer { font-size: 16.5px; } h2 { margin-top: 40px; }
  .facts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; }
  td:first-child { white-space: normal; min-width: 9em; }
  .banner { padding: 10px 14px; }
  details.detail, details.detail > summary, details.detail[open] > summary { border-left: 0; border-right: 0; border-radius: 0; }
  details.detail > summary { padding: 9px 0; } details.detail > .inside { padding: 10px 0 2px; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } svg [data-series] { transition: none; } }
`;

/** Closed details print their title only: they are for the page. */
const print = `
@media print {
  @page { margin: 13mm 13mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #52606d; } }
  body { font-size: 9.5pt; line-height: 1.38; } .page { display: block; padding: 0; }
  nav { display: none; } a { color: inherit; text-decoration: none; }
  header.top { padding: 0; } main { container-type: normal; } h1 { font-size: 20pt; margin-bottom: 6pt; } .answer { font-size: 12pt; margin-bottom: 10pt; }
  h2 { margin: 16pt 0 6pt; padding-top: 7pt; font-size: 13.5pt; } h3 { font-size: 10.5pt; margin: 10pt 0 4pt; }
  h2, h3, caption, thead { break-after: avoid; } tr, .banner, figure { break-inside: avoid; }
  p, ul, .note, .warning, figcaption, .key { font-size: 8.5pt; margin-bottom: 5pt; }
  figure { margin: 6pt 0 10pt; } table, caption { font-size: 8pt; } th, td { padding: 2pt 5pt; }
  .table-scroll { overflow: visible; background: none; margin: 4pt 0 8pt; }
  details.detail { border: 0; margin: 3pt 0; } details.detail > summary, details > summary { padding: 0; color: var(--text); font-weight: 400; list-style: none; }
  details > summary::after { content: " (in the page)"; color: var(--soft); } details[open] > summary::after { content: none; }
  details.detail[open] > summary { border: 0; font-weight: 600; } details.detail > .inside { padding: 0; }
  .banner, .note, .warning, .chip, .flag, pre, svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

/** Styles of what stands in a report, for a page with a frame of its own: inside of the element that holds it. */
export const reportStyle = `${text}${notes}${figures}${tables}`;

/** Style sheet of all pages: one column of text and figures beside a list of contents; light, dark and printed. */
export const PAGE_STYLE = `${themeStyle}${frame}${text}${notes}${figures}${hoverStyle}${tables}${narrow}${print}`;
