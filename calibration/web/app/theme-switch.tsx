import { Icon, type IconName } from '../components/icon.js';
import { chooseTheme, type ThemeChoice, themeChoice } from './theme-choice.js';

const choices: readonly { readonly choice: ThemeChoice; readonly icon: IconName; readonly label: string }[] = [
  { choice: 'light', icon: 'sun', label: 'Light' },
  { choice: 'system', icon: 'system', label: 'As the system' },
  { choice: 'dark', icon: 'moon', label: 'Dark' },
];

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  return (
    <fieldset class="switch">
      <legend class="only-read">Theme</legend>
      {choices.map(({ choice, icon, label }) => (
        <label key={choice} title={label}>
          <input
            type="radio"
            name="theme"
            value={choice}
            checked={themeChoice.value === choice}
            onChange={() => chooseTheme(choice)}
          />
          <Icon name={icon} />
          <span class="only-read">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
