/** What a user may choose: follow the system, or one theme always. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'qcic-theme';
const choices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** The choice of the last visit; `system` where there is none. */
export function storedTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return choices.find((choice) => choice === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Remembers a choice; without storage it lasts for this visit. */
export function storeTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage may be switched off
  }
}

/** Writes a choice on the root element, where the style sheet reads it. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
