import { applyTheme, storedTheme } from './app/stored-theme.js';

// Before the first paint, so that a page never flashes in the other theme
applyTheme(storedTheme());
