import { signal } from '@preact/signals';
import { applyTheme, storedTheme, storeTheme, type ThemeChoice } from './stored-theme.js';

export type { ThemeChoice } from './stored-theme.js';

/** The choice of this visit. */
export const themeChoice = signal<ThemeChoice>('system');

/** Whether the system is dark; asked for once, as the colours of every line of a plot look here. */
let system: MediaQueryList | undefined;
const systemIsDark = (): MediaQueryList => {
  system ??= matchMedia('(prefers-color-scheme: dark)');
  return system;
};

/** Takes the choice of the last visit; called once, when the page starts. */
export function startThemeChoice(): void {
  themeChoice.value = storedTheme();
}

/** Chooses a theme, and remembers it. */
export function chooseTheme(choice: ThemeChoice): void {
  applyTheme(choice);
  storeTheme(choice);
  themeChoice.value = choice;
}

/** The theme that is seen. */
export function shownTheme(): 'light' | 'dark' {
  if (themeChoice.value !== 'system') return themeChoice.value;
  return systemIsDark().matches ? 'dark' : 'light';
}

/** Chooses the other theme than the one that is seen. */
export function toggleTheme(): void {
  chooseTheme(shownTheme() === 'dark' ? 'light' : 'dark');
}

/** Calls back whenever the shown theme changes, by choice or by the system. @returns ends the calls */
export function onThemeChange(handler: () => void): () => void {
  const dark = systemIsDark();
  let isFirst = true;
  const end = themeChoice.subscribe(() => {
    if (isFirst) isFirst = false;
    else handler();
  });
  dark.addEventListener('change', handler);
  return () => {
    end();
    dark.removeEventListener('change', handler);
  };
}
