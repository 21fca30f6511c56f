import { type Html, html } from '../page/html.js';
import { type ArmStyle, armLabel } from './arm-style.js';

/**
 * The name of an arm with its colour, as a heading in a table.
 *
 * @param arms - styles of the run's arms
 * @param arm - the arm
 * @returns a colour chip and the label
 */
export function armName(arms: readonly ArmStyle[], arm: string): Html {
  const colour = arms.find((style) => style.arm === arm)?.colour ?? '#9aa5b1';
  return html`<span class="chip" style="background:${colour}"></span>${armLabel(arms, arm)}`;
}
