/**
 * Script of a page: shows the values of the mark under the pointer, and lets a key single out what it names.
 *
 * A figure can be entered by the keyboard; the arrow keys then step through its marks. Links to what is inside a closed
 * detail open it. Tables that fit leave the order of the Tab key. Nothing of this is needed to read the page. The script
 * listens on the document only, so that figures may be put into it later.
 */
export const PAGE_SCRIPT = `(() => {
'use strict';
const tip = document.createElement('div');
tip.className = 'hover';
tip.setAttribute('role', 'status');
document.body.append(tip);
const digits = (value) => value === 0 ? '0' : Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5
  ? String(Number(value.toPrecision(4))) : value.toExponential(2);
const show = (text, x, y) => {
  tip.textContent = text;
  if (text === '') return;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(4, Math.min(x + 14, innerWidth - width - 6));
  const top = y - height - 12 < 4 ? y + 18 : y - height - 12;
  tip.style.transform = 'translate(' + Math.round(left) + 'px,' + Math.round(top) + 'px)';
};
let ring = null;
const mark = (path, at) => {
  if (ring !== null) ring.remove();
  ring = null;
  if (at === null) return;
  ring = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  ring.setAttribute('class', 'hover-mark');
  ring.setAttribute('r', '4.5');
  ring.setAttribute('cx', at.x);
  ring.setAttribute('cy', at.y);
  path.parentNode.append(ring);
};
const corners = new WeakMap();
const cornersOf = (path) => {
  if (!corners.has(path)) {
    const found = path.getAttribute('d').match(/[MLC][^MLCZHV]*/g) || [];
    corners.set(path, found.map((part) => part.slice(1).split(/[ ,]+/).filter(Boolean).map(Number).slice(-2)));
  }
  return corners.get(path);
};
const valueOf = (scale, px) => {
  const value = scale[2] + scale[3] * px;
  return scale[0] + ': ' + digits(scale[1] === 1 ? 10 ** value : value);
};
const textAt = (path, [px, py]) => {
  const [name, x, y] = JSON.parse(path.getAttribute('data-line'));
  return (name === '' ? '' : name + '\\n') + valueOf(x, px) + '\\n' + valueOf(y, py);
};
const nearest = (svg, x, y) => {
  let best = null;
  let least = 22;
  for (const path of svg.querySelectorAll('path[data-line]')) {
    const box = path.getBoundingClientRect();
    if (x < box.left - least || x > box.right + least || y < box.top - least || y > box.bottom + least) continue;
    const matrix = path.getScreenCTM();
    for (const corner of cornersOf(path)) {
      const distance = Math.hypot(matrix.a * corner[0] + matrix.e - x, matrix.d * corner[1] + matrix.f - y);
      if (distance < least) { least = distance; best = { path, corner }; }
    }
  }
  return best;
};
const leave = () => { show('', 0, 0); mark(null, null); };
const point = (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const svg = target && target.closest('svg.chart');
  if (!svg) return leave();
  const own = target.closest('[data-hover]');
  const line = own ? null : nearest(svg, event.clientX, event.clientY);
  mark(line && line.path, line && { x: line.corner[0], y: line.corner[1] });
  show(own ? own.getAttribute('data-hover') : line ? textAt(line.path, line.corner) : '', event.clientX, event.clientY);
};
document.addEventListener('pointermove', point, { passive: true });
document.addEventListener('pointerdown', point, { passive: true });
document.addEventListener('scroll', leave, { passive: true, capture: true });
const single = (item, on) => {
  const figure = item.closest('figure');
  const series = item.getAttribute('data-series');
  if (figure === null) return;
  for (const svg of figure.querySelectorAll('svg.chart')) {
    const own = svg.querySelectorAll('[data-series="' + series + '"]');
    svg.classList.toggle('dimmed', on && own.length > 0);
    for (const each of own) each.classList.toggle('shown', on);
  }
};
for (const [type, on] of [['pointerover', true], ['pointerout', false]]) {
  document.addEventListener(type, (event) => {
    const item = event.target instanceof Element && event.target.closest('.key li[data-series]');
    if (item) single(item, on);
  });
}
const places = new WeakMap();
const step = (svg, by) => {
  const stops = [...svg.querySelectorAll('[data-hover], path[data-line]')].flatMap((each) =>
    each.hasAttribute('data-hover') ? [[each, null]] : cornersOf(each).map((corner) => [each, corner]));
  if (stops.length === 0) return;
  const place = ((places.has(svg) ? places.get(svg) : by > 0 ? -1 : 0) + by + stops.length) % stops.length;
  places.set(svg, place);
  const [element, corner] = stops[place];
  const box = element.getBoundingClientRect();
  if (corner === null) {
    mark(null, null);
    show(element.getAttribute('data-hover'), box.left + box.width / 2, box.top);
    return;
  }
  const matrix = element.getScreenCTM();
  mark(element, { x: corner[0], y: corner[1] });
  show(textAt(element, corner), matrix.a * corner[0] + matrix.e, matrix.d * corner[1] + matrix.f);
};
document.addEventListener('keydown', (event) => {
  const svg = event.target instanceof Element && event.target.matches('svg.chart') ? event.target : null;
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key] || 0;
  if (event.key === 'Escape') leave();
  if (svg === null || by === 0) return;
  event.preventDefault();
  step(svg, by);
});
document.addEventListener('focusout', leave);
const reveal = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let each = target.closest('details'); each; each = each.parentElement.closest('details')) each.open = true;
  target.scrollIntoView();
};
const tidy = () => {
  for (const svg of document.querySelectorAll('svg.chart:not([tabindex])')) {
    if (svg.querySelector('[data-hover], [data-line]')) svg.setAttribute('tabindex', '0');
  }
  for (const area of document.querySelectorAll('.table-scroll')) {
    area.tabIndex = area.scrollWidth > area.clientWidth ? 0 : -1;
  }
};
addEventListener('hashchange', reveal);
addEventListener('resize', tidy);
document.addEventListener('toggle', tidy, true);
document.addEventListener('qcic-figures', tidy);
tidy();
reveal();
})();
`;
