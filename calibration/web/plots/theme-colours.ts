import { type ThemeName, themeColours } from '../../browser.js';
import { onThemeChange, shownTheme } from '../app/theme-choice.js';

/** Colour of a name in the theme that is shown; any other CSS colour as it is. */
export function shownColour(name: string): string {
  return Object.hasOwn(themeColours, name) ? themeColours[name as ThemeName][shownTheme()] : name;
}

export { onThemeChange };
