import { FONT_STACK, INK } from './plots/plot-theme.js';

/** Style sheet of the report: one column of text and figures beside a list of contents; plain when printed. */
export const PAGE_STYLE = `
:root { --text: ${INK.text}; --soft: ${INK.soft}; --faint: ${INK.faint}; --line: ${INK.line}; --grid: ${INK.grid};
  --good: #1b7a6e; --bad: #b23c17; --accent: #2f6fb0; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: #fff; color: var(--text); font: 15px/1.5 ${FONT_STACK}; }
.page { display: grid; grid-template-columns: 196px minmax(0, 960px); gap: 40px; justify-content: center; padding: 0 28px 64px; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 34px 0 20px; font-size: 13px; }
nav h2 { margin: 0 0 8px; font-size: 11px; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); border: 0; padding: 0; }
nav ol { list-style: none; margin: 0; padding: 0; } nav li { margin: 0; break-inside: avoid; }
nav a { display: block; padding: 4px 0 4px 10px; border-left: 2px solid var(--grid); color: var(--soft); text-decoration: none; line-height: 1.3; }
nav a:hover { color: var(--text); border-color: var(--accent); }
a { color: var(--accent); }
header.top { padding: 34px 0 4px; }
.kicker { margin: 0 0 2px; font-size: 12px; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); }
h1 { margin: 0 0 14px; font-size: 29px; line-height: 1.2; font-weight: 700; overflow-wrap: anywhere; }
h2 { margin: 52px 0 14px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 21px; line-height: 1.25; }
h2 .number { color: var(--faint); font-weight: 400; margin-right: 10px; }
h3 { margin: 28px 0 8px; font-size: 16px; line-height: 1.3; }
p { margin: 0 0 10px; max-width: 78ch; }
ul { margin: 0 0 10px; padding-left: 20px; max-width: 80ch; }
li { margin: 3px 0; }
.banner { border-left: 6px solid; border-radius: 4px; padding: 12px 18px 12px; margin: 0 0 18px; }
.banner strong { display: block; font-size: 18px; }
.banner ul { margin: 4px 0 0; padding-left: 18px; max-width: none; }
.banner.converged { background: #e6f4f1; border-color: var(--good); } .banner.converged strong { color: var(--good); }
.banner.not-converged { background: #fdf0e6; border-color: #c8512d; } .banner.not-converged strong { color: var(--bad); }
.banner.evaluated { background: #e9f1f9; border-color: var(--accent); } .banner.evaluated strong { color: #24588d; }
.banner.interrupted { background: #f1f3f5; border-color: var(--soft); } .banner.interrupted strong { color: var(--text); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 0 0 22px; padding: 0; font-size: 13px; }
.facts div { display: flex; gap: 6px; } .facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.note, .warning { padding: 9px 14px; margin: 10px 0 14px; border-radius: 4px; font-size: 14px; max-width: none; }
.note p:last-child { margin: 0; } .note p { max-width: none; }
.note { background: #f4f6f8; color: var(--soft); } .warning { background: #fff6df; border-left: 4px solid #e3b341; }
figure { margin: 20px 0 30px; break-inside: avoid; }
figure h3 { margin: 0 0 8px; }
figcaption { margin-top: 8px; font-size: 13px; line-height: 1.45; color: var(--soft); max-width: 110ch; }
svg.chart { display: block; max-width: 100%; height: auto; }
.key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 8px; font-size: 13px; list-style: none; padding: 0; max-width: none; }
.key li { display: flex; align-items: center; gap: 7px; margin: 0; }
.table-scroll { overflow-x: auto; margin: 8px 0 20px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
table.narrow { width: auto; min-width: 55%; }
caption { text-align: left; font-size: 13px; color: var(--soft); padding: 0 0 6px; }
caption > span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 48px); }
th, td { padding: 5px 8px; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--grid); }
thead th { border-bottom: 1.5px solid var(--text); font-weight: 600; vertical-align: bottom; line-height: 1.25; }
th .unit { display: block; font-weight: 400; color: var(--soft); font-size: 12px; }
.right { text-align: right; white-space: nowrap; } .centre { text-align: center; }
td:first-child, .whole { white-space: nowrap; }
tr.group th { padding-top: 14px; border-bottom: 1px solid var(--line); font-size: 13.5px; }
tr.strong td { font-weight: 600; }
tr.quiet td { color: var(--soft); }
.se { color: var(--soft); font-size: 11.5px; font-weight: 400; }
.calendars { display: flex; flex-wrap: wrap; gap: 8px 44px; margin: 0 0 10px; }
.calendar { flex: 0 1 286px; min-width: 0; break-inside: avoid; } .calendar h3 { margin: 14px 0 6px; }
.grids { display: flex; flex-wrap: wrap; gap: 6px 22px; margin: 0 0 6px; } .grids p { margin: 0 0 2px; }
.small { font-size: 12px; color: var(--soft); max-width: none; }
.within { color: var(--good); font-weight: 600; } .outside { color: var(--bad); font-weight: 600; } .not-assessed { color: var(--soft); }
.flag { display: inline-block; white-space: nowrap; padding: 0 7px; border-radius: 9px; background: #fdf0e6; color: var(--bad); font-size: 12px; }
.chip { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin-right: 8px; vertical-align: -1px; }
ol.sources { margin: 0 0 10px; padding-left: 26px; font-size: 12px; color: var(--soft); }
svg.bar { vertical-align: middle; }
.mono, pre { font-family: Menlo, Consolas, 'Liberation Mono', monospace; font-size: 12px; }
.mono { overflow-wrap: anywhere; }
details { margin: 10px 0; } summary { cursor: pointer; color: var(--accent); }
pre { background: #f4f6f8; padding: 14px 16px; border-radius: 4px; overflow-x: auto; line-height: 1.45; white-space: pre-wrap; }
footer { margin-top: 44px; padding-top: 14px; border-top: 1px solid var(--line); font-size: 12.5px; color: var(--soft); }
@media (max-width: 1160px) {
  .page { grid-template-columns: minmax(0, 960px); gap: 0; }
  nav { position: static; padding: 24px 0 0; max-height: none; } nav ol { columns: 3; column-gap: 24px; }
  header.top { padding-top: 18px; }
}
@media print {
  @page { margin: 14mm; }
  body { font-size: 10.5pt; } .page { display: block; padding: 0; }
  nav { display: none; } a { color: inherit; text-decoration: none; }
  h2, h3 { break-after: avoid; } tr, .banner { break-inside: avoid; } .table-scroll { overflow: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .banner, .note, .warning, .chip, .flag, pre { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
