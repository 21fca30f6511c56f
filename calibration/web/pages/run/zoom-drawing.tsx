import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button.js';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STEP = 1.3;
const MOST = 20;

/** A drawing to look into: the wheel and plus and minus zoom, a drag and arrows move, 0 and a double click show all. */
export function ZoomDrawing({ chart, label }: { readonly chart: SVGSVGElement; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = chart.viewBox.baseVal;
  const whole: Box = { x: 0, y: 0, width, height };
  const box = useSignal(whole);
  const from = useRef<{ readonly x: number; readonly y: number; readonly box: Box } | null>(null);
  useEffect(() => {
    const copy = chart.cloneNode(true) as SVGSVGElement;
    copy.removeAttribute('id');
    copy.removeAttribute('width');
    copy.removeAttribute('height');
    copy.setAttribute('class', 'chart zooms');
    place.current?.replaceChildren(copy);
    document.dispatchEvent(new Event('qcic-figures'));
  }, [chart]);
  useEffect(() => {
    const { x, y, width: wide, height: high } = box.value;
    place.current?.firstElementChild?.setAttribute('viewBox', `${x} ${y} ${wide} ${high}`);
  }, [box.value]);
  const zoom = (factor: number, px = 0.5, py = 0.5) => {
    const { x, y, width: wide, height: high } = box.peek();
    const next = Math.min(width, Math.max(width / MOST, wide / factor));
    const share = next / wide;
    const limited = (value: number, most: number) => Math.min(Math.max(0, value), most);
    box.value = {
      x: limited(x + wide * px * (1 - share), width - next),
      y: limited(y + high * py * (1 - share), height - high * share),
      width: next,
      height: high * share,
    };
  };
  const move = (dx: number, dy: number, start: Box) => {
    box.value = {
      ...start,
      x: Math.min(Math.max(0, start.x + dx), width - start.width),
      y: Math.min(Math.max(0, start.y + dy), height - start.height),
    };
  };
  const showAll = () => {
    box.value = whole;
  };
  const onKey = (event: KeyboardEvent) => {
    const current = box.peek();
    const actions: Readonly<Record<string, () => void>> = {
      '+': () => zoom(STEP),
      '-': () => zoom(1 / STEP),
      0: showAll,
      ArrowLeft: () => move(-current.width / 8, 0, current),
      ArrowRight: () => move(current.width / 8, 0, current),
      ArrowUp: () => move(0, -current.height / 8, current),
      ArrowDown: () => move(0, current.height / 8, current),
    };
    const act = actions[event.key];
    // The drawing itself reads its values by arrows
    if (act === undefined || (event.target instanceof SVGElement && event.key.startsWith('Arrow'))) return;
    event.preventDefault();
    act();
  };
  return (
    <div class="zoom" onKeyDown={onKey}>
      <div class="zoom-buttons">
        <Button kind="quiet" icon="plus" label="Zoom in" isIconOnly onClick={() => zoom(STEP)} />
        <Button kind="quiet" icon="minus" label="Zoom out" isIconOnly onClick={() => zoom(1 / STEP)} />
        <Button kind="quiet" icon="reset" label="Show all" isIconOnly onClick={showAll} />
      </div>
      <div
        ref={place}
        class="zoom-place report-page"
        role="group"
        aria-label={label}
        onWheel={(event) => {
          event.preventDefault();
          const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect();
          zoom(event.deltaY < 0 ? STEP : 1 / STEP, (event.clientX - left) / wide, (event.clientY - top) / high);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, y: event.clientY, box: box.peek() };
        }}
        onPointerMove={(event) => {
          const { current } = from;
          if (current === null) return;
          const scale = current.box.width / event.currentTarget.clientWidth;
          move((current.x - event.clientX) * scale, (current.y - event.clientY) * scale, current.box);
        }}
        onPointerUp={() => {
          from.current = null;
        }}
        onDblClick={showAll}
      />
    </div>
  );
}
