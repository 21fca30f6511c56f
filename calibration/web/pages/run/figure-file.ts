import { svgText, textWidth } from '../../plots/svg-text.js';

const TITLE_HEIGHT = 30;
const KEY_LINE = 20;
const EDGE = 10;

/**
 * A figure of a report as a drawing of its own: with its title and key, which are text of the page beside it.
 *
 * @param figure - element of the report
 * @param chart - the drawing in it
 */
export function figureSvg(figure: Element, chart: SVGSVGElement): string {
  const { width, height } = chart.viewBox.baseVal;
  const title = figure.querySelector('h3')?.textContent ?? '';
  const key = [...figure.querySelectorAll('.key li')];
  let [x, line] = [EDGE, 0];
  const entries = key.map((entry) => {
    const label = entry.textContent?.trim() ?? '';
    const wide = 22 + textWidth(label, 11.5) + 18;
    if (x > EDGE && x + wide > width) [x, line] = [EDGE, line + 1];
    const top = TITLE_HEIGHT + line * KEY_LINE;
    const sign = entry.querySelector('svg')?.innerHTML ?? '';
    const text = `<g transform="translate(${x} ${top})">${sign}</g>${svgText(x + 22, top + 12, label, { size: 11.5, fill: 'text' })}`;
    x += wide;
    return text;
  });
  const top = TITLE_HEIGHT + (key.length === 0 ? 0 : (line + 1) * KEY_LINE + 6);
  const inner = chart.cloneNode(true) as SVGSVGElement;
  for (const [name, value] of Object.entries({ x: 0, y: top, width, height })) inner.setAttribute(name, String(value));
  for (const name of ['class', 'tabindex', 'id']) inner.removeAttribute(name);
  for (const each of inner.querySelectorAll('.hover-mark, .series-off')) each.remove();
  const root = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height + top));
  root.setAttribute('viewBox', `0 0 ${width} ${height + top}`);
  root.setAttribute('font-family', "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif");
  root.innerHTML = `${svgText(EDGE, 19, title, { size: 14, fill: 'text', weight: 600 })}${entries.join('')}`;
  root.append(inner);
  return new XMLSerializer().serializeToString(root);
}

/** The drawing of a figure for windows and paper. */
export function wideChart(figure: Element): SVGSVGElement | null {
  return figure.querySelector<SVGSVGElement>('svg.chart.wide') ?? figure.querySelector<SVGSVGElement>('svg.chart');
}

/** The drawing of a figure that fits the window. */
export function shownChart(figure: Element): SVGSVGElement | null {
  return [...figure.querySelectorAll<SVGSVGElement>('svg.chart')].find((chart) => chart.checkVisibility()) ?? null;
}
