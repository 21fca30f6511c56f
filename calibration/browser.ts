// The door through which pages of the workbench reach the program: what runs in a browser, and nothing that needs Node. A test
// bundles it. Sorted by file; each page adds what it needs.
export { toCsv } from '../src/index.js';
export {
  formatCompact,
  formatCount,
  formatFixed,
  formatSeconds,
  formatSignificant,
  NO_NUMBER,
} from './page/format-number.js';
export { escapeHtml } from './page/html.js';
export { axisExtent, logTicks } from './page/plots/axes.js';
export { type ThemeName, themeColours, withoutVariables } from './page/theme.js';
