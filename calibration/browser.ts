// The door through which pages of the workbench reach the program: what runs in a browser, and nothing that needs Node. A test
// bundles it. Sorted by file; each page adds what it needs.
export {
  formatCompact,
  formatCount,
  formatFixed,
  formatSeconds,
  formatSignificant,
  NO_NUMBER,
} from './page/format-number.js';
export { escapeHtml } from './page/html.js';
export { withoutVariables } from './page/theme.js';
